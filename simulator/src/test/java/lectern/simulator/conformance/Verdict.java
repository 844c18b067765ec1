package lectern.simulator.conformance;

import java.util.List;

/// An answer whose form the client asks for: the schema comes from its fields.
final class Verdict {
  public String answer;
  public boolean certain;
  public List<Integer> pages;
  public Mood mood;

  enum Mood {
    GLAD,
    SORRY
  }
}
