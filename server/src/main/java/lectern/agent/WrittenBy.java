package lectern.agent;

import java.util.Optional;
import java.util.UUID;

/// Who put an answer together.
///
/// @param provider `local`, or a provider with its model: `openai/gpt-5.4-mini`
/// @param call under which the gateway knows it; empty when it was not asked
/// @param fallback why it is not the first choice, a sentence; empty when it is
public record WrittenBy(String provider, Optional<UUID> call, Optional<String> fallback) {

  /// This process, by choice.
  public static final WrittenBy LOCAL = new WrittenBy("local", Optional.empty(), Optional.empty());
}
