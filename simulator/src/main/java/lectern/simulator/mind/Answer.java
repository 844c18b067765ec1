package lectern.simulator.mind;

import java.util.List;

/// What the model made of a question.
///
/// @param reasoningTokens those it thought with
public record Answer(Content content, Ending ending, int reasoningTokens) {
  /// What it made.
  public sealed interface Content {}

  /// An answer in words or JSON, perhaps empty.
  public record Says(Written text) implements Content {}

  /// It refuses, and says so.
  public record Refuses(Written text) implements Content {}

  /// It wants tools called.
  public record Calls(List<Calling> calls) implements Content {
    public Calls {
      calls = List.copyOf(calls);
    }
  }

  /// One call. The arguments are JSON unless they were broken on purpose or cut.
  public record Calling(Tool tool, Written arguments) {}

  /// Why it ended.
  public enum Ending {
    /// All is said, or a stop sequence came.
    STOP,
    /// There were no more tokens.
    LENGTH,
    /// Tools are to be called.
    TOOLS,
    /// A filter took the output away.
    FILTERED
  }

  /// All tokens that were made, those of the reasoning included.
  public int tokens() {
    return reasoningTokens
        + switch (content) {
          case Says(var text) -> text.tokens();
          case Refuses(var text) -> text.tokens();
          case Calls(var calls) -> calls.stream().mapToInt(Answer::tokensOf).sum();
        };
  }

  private static int tokensOf(Calling call) {
    return call.arguments().tokens() + CALL_OVERHEAD;
  }

  /// What a call costs besides its arguments: name and frame. Plausible, not measured.
  static final int CALL_OVERHEAD = 8;
}
