package lectern.access;

import java.security.SecureRandom;
import java.util.Base64;
import lectern.document.Sha256;

/// Something only its holder knows: an API key, the cookie of a session, a sign-in token. Never
/// logged and never kept; what is kept is its {@link #hash()}.
public record Secret(String text) {
  /// 256 bits cannot be guessed, so a plain hash of them cannot be turned back.
  private static final int RANDOM_BYTES = 32;

  /// Characters of the end that are shown, for people to tell keys apart.
  private static final int HINT_CHARS = 4;

  /// A new one.
  ///
  /// @param prefix says what it is for, to people and to scanners for leaked secrets: `lk_`
  static Secret create(String prefix, SecureRandom random) {
    var bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return new Secret(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  Sha256 hash() {
    return Sha256.of(text);
  }

  String hint() {
    return text.substring(text.length() - HINT_CHARS);
  }

  /// Does not show it.
  @Override
  public String toString() {
    return "Secret[…]";
  }
}
