package lectern.document;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The SHA-256 of some content, as 64 lower-case hexadecimal digits. Equal content has an equal
/// name.
public record Sha256(String hex) {

  public Sha256 {
    if (!isHex(hex)) {
      throw new IllegalArgumentException("not a SHA-256 in lower-case hexadecimal: " + hex);
    }
  }

  /// By hand, since each request makes one of its key: a pattern takes longer than the hash.
  private static boolean isHex(String text) {
    boolean isHex = text.length() == 64;
    for (int i = 0; isHex && i < 64; i++) {
      char c = text.charAt(i);
      isHex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
    return isHex;
  }

  public static Sha256 of(String text) {
    return of(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// @param digest the 32 bytes a {@link #digest()} ended with
  public static Sha256 of(byte[] digest) {
    return new Sha256(HexFormat.of().formatHex(digest));
  }

  /// A fresh digest to feed a stream into.
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
