package lectern.simulator.mind;

import java.util.List;

/// The tools at hand, and how they are to be used.
public record Tooling(List<Tool> tools, Choice choice, AtOnce atOnce) {
  /// No tools.
  public static final Tooling NONE = new Tooling(List.of(), new Choice.Never(), AtOnce.SEVERAL);

  public Tooling {
    tools = List.copyOf(tools);
  }

  /// Whether to call.
  public sealed interface Choice {
    /// No call.
    record Never() implements Choice {}

    /// As it seems best.
    record Freely() implements Choice {}

    /// At least one call.
    record Must() implements Choice {}

    /// Exactly this tool.
    record Named(String name) implements Choice {}
  }

  /// How many calls one answer may hold.
  public enum AtOnce {
    ONE,
    SEVERAL
  }
}
