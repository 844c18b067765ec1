package lectern.simulator.openai;

import java.time.Duration;
import java.util.Optional;

/// How long a file is kept, counted from its creation.
record Expiry(Duration after) {
  /// What a file of a batch gets unless the client says otherwise (contract §5).
  static final Expiry OF_BATCH_FILES = new Expiry(Duration.ofDays(30));

  private static final long LEAST_SECONDS = 3_600;
  private static final long MOST_SECONDS = 2_592_000;
  private static final String ANCHOR = "created_at";

  /// Reads what a client says.
  ///
  /// @param name of the parameter that holds both
  /// @throws lectern.simulator.http.Refusal with status 400 when it makes no sense
  static Expiry of(String name, Optional<String> anchor, Optional<String> seconds) {
    var from = anchor.orElseThrow(() -> OpenAiError.missing(name + ".anchor").refusal());
    if (!from.equals(ANCHOR)) {
      throw OpenAiError.unsupported(name + ".anchor", from, "'" + ANCHOR + "'").refusal();
    }
    var text = seconds.orElseThrow(() -> OpenAiError.missing(name + ".seconds").refusal());
    var number = text.matches("\\d{1,9}") ? Long.parseLong(text) : 0;
    if (number < LEAST_SECONDS || number > MOST_SECONDS) {
      throw OpenAiError.wrong(
              name + ".seconds",
              "it must be a whole number from %d to %d.".formatted(LEAST_SECONDS, MOST_SECONDS))
          .refusal();
    }
    return new Expiry(Duration.ofSeconds(number));
  }
}
