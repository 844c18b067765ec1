package lectern.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import lectern.document.Sha256;

/// Tokens of sign-in links: each opens one session and is known to this process alone, so a new
/// start makes a new one. Safe to use from many threads.
final class SignInTokens {
  private static final String PREFIX = "lt_";

  /// A link is for now, not for a bookmark.
  private static final Duration VALID = Duration.ofHours(24);

  /// A start makes one; the oldest goes when there are more.
  private static final int MOST = 100;

  private final Clock clock;
  private final SecureRandom random;
  private final Map<Sha256, Token> tokens = new LinkedHashMap<>();

  SignInTokens(Clock clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  private record Token(KeyId key, Instant endsAt) {}

  synchronized Secret create(KeyId key) {
    var secret = Secret.create(PREFIX, random);
    tokens.put(secret.hash(), new Token(key, clock.instant().plus(VALID)));
    if (tokens.size() > MOST) {
      tokens.remove(tokens.keySet().iterator().next());
    }
    return secret;
  }

  /// Uses a token up.
  ///
  /// @return the key in whose name it signs in; empty when it is unknown, used or too old
  synchronized Optional<KeyId> take(Secret secret) {
    return Optional.ofNullable(tokens.remove(secret.hash()))
        .filter(token -> clock.instant().isBefore(token.endsAt()))
        .map(Token::key);
  }
}
