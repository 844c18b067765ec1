package lectern.gateway.openai;

import java.util.Optional;
import lectern.gateway.Usage;
import tools.jackson.databind.JsonNode;

/// Reads what a provider says it has used. Details are optional; a zero that is told is a zero.
final class Usages {
  private Usages() {}

  /// @param usage of chats and embeddings (`prompt_tokens`) or of responses (`input_tokens`)
  /// @return empty when it does not say how much was read
  static Optional<Usage> of(JsonNode usage) {
    return usage.has("input_tokens")
        ? of(usage, "input_tokens", "output_tokens")
        : of(usage, "prompt_tokens", "completion_tokens");
  }

  private static Optional<Usage> of(JsonNode usage, String input, String output) {
    if (!usage.path(input).isIntegralNumber()) {
      return Optional.empty();
    }
    return Optional.of(
        new Usage(
            count(usage.path(input)),
            count(usage.path(input + "_details").path("cached_tokens")),
            count(usage.path(output)),
            count(usage.path(output + "_details").path("reasoning_tokens"))));
  }

  private static long count(JsonNode number) {
    return Math.max(0, number.asLong(0));
  }
}
