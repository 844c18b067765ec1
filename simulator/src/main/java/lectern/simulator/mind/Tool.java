package lectern.simulator.mind;

import tools.jackson.databind.JsonNode;

/// A tool the model may call.
///
/// @param parameters the JSON schema of its arguments
public record Tool(Kind kind, String name, String description, JsonNode parameters) {
  /// What its input is.
  public enum Kind {
    /// JSON by its schema.
    FUNCTION,
    /// Plain text.
    CUSTOM
  }
}
