package lectern.simulator.openai;

/// Which of the two APIs speaks: they say the same in different places.
enum Dialect {
  /// Chat completions: what a tool is stands in an object of its own.
  CHAT("reasoning_effort", "messages"),
  /// Responses: tools and formats are flat.
  RESPONSES("reasoning.effort", "input");

  private final String effort;
  private final String input;

  Dialect(String effort, String input) {
    this.effort = effort;
    this.input = input;
  }

  /// The field that says how much to reason.
  String effort() {
    return effort;
  }

  /// The field that holds what was said.
  String input() {
    return input;
  }
}
