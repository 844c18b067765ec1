package lectern.simulator.mind;

/// Something said in a conversation.
public record Message(Speaker speaker, String text) {
  /// Who says it.
  public enum Speaker {
    /// Who set the model up: system and developer messages, instructions.
    SYSTEM,
    USER,
    /// The model; its words count for nothing in later answers.
    ASSISTANT,
    /// The model, as it called tools.
    ASSISTANT_CALLING,
    /// A tool, with its result.
    TOOL
  }

  boolean isFrom(Speaker other) {
    return speaker == other;
  }
}
