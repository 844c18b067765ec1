package lectern.simulator.openai;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import lectern.simulator.http.Fields;
import lectern.simulator.limit.Bucket;

/// One limit as a request meets it at one moment.
///
/// @param limit the most in a minute, at least 1
/// @param amount how much the request asks for
record RateLimit(Unit unit, Bucket bucket, long limit, long amount, Instant now) {
  /// What is counted.
  enum Unit {
    REQUESTS("requests per min (RPM)"),
    TOKENS("tokens per min (TPM)");

    private final String words;

    Unit(String words) {
      this.words = words;
    }

    /// As headers and the type of errors have it.
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// As messages have it.
    String words() {
      return words;
    }
  }

  /// Whether the request fits when nobody else asks for anything.
  boolean canEverHold() {
    return amount <= limit;
  }

  Duration untilRoom() {
    return bucket.untilRoom(amount, limit, now);
  }

  void take() {
    bucket.take(amount, limit, now);
  }

  long used() {
    return limit - bucket.remaining(limit, now);
  }

  /// `reset` tells when the bucket is full again, not when the next request fits (contract, section
  /// 9).
  Fields headers() {
    return Fields.of(
        "x-ratelimit-limit-" + unit.word(),
        Long.toString(limit),
        "x-ratelimit-remaining-" + unit.word(),
        Long.toString(bucket.remaining(limit, now)),
        "x-ratelimit-reset-" + unit.word(),
        GoDuration.of(bucket.untilFull(now)));
  }
}
