package lectern.simulator.mind;

import tools.jackson.databind.JsonNode;

/// What shape the answer is to have.
public sealed interface Form {
  /// Plain text.
  record Prose() implements Form {}

  /// Any JSON object.
  record AnyJson() implements Form {}

  /// JSON that keeps to a schema.
  record Schema(JsonNode schema) implements Form {}
}
