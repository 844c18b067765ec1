package lectern.simulator.mind;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import lectern.simulator.fault.Fault;

/// All that a model is given to answer.
public record Question(List<Message> messages, Tooling tooling, Form form, Bounds bounds) {
  public Question {
    messages = List.copyOf(messages);
  }

  /// What the answer may be.
  ///
  /// @param tokens how the model's tokens are counted
  /// @param maxTokens how many the model may make, those it thinks with included
  /// @param stops it ends before the first of these
  /// @param manner how it is to fail, if it is
  public record Bounds(
      Tokens tokens,
      OptionalInt maxTokens,
      List<String> stops,
      Effort effort,
      Optional<Fault.Manner> manner) {
    public Bounds {
      stops = List.copyOf(stops);
    }
  }
}
