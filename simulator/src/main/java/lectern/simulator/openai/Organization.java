package lectern.simulator.openai;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import lectern.simulator.http.Request;

/// Whose key it is. A client may name both with headers; otherwise each key has an organisation and
/// a project of its own, made from what may be shown of it.
record Organization(String id, String project) {
  private static final int ID_DIGITS = 24;

  /// The organisation and project of a request.
  ///
  /// @param maskedKey see [lectern.simulator.route.Account]
  static Organization of(Request request, String maskedKey) {
    var headers = request.headers();
    return new Organization(
        headers
            .first("openai-organization")
            .orElseGet(() -> "org-" + digest("organization " + maskedKey).substring(0, ID_DIGITS)),
        headers.first("openai-project").orElseGet(() -> projectOf(maskedKey)));
  }

  /// The project a key belongs to unless a header says otherwise.
  static String projectOf(String maskedKey) {
    return "proj_" + digest("project " + maskedKey).substring(0, ID_DIGITS);
  }

  /// SHA-256, in 64 hexadecimal digits.
  static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) { // every Java has it
      throw new IllegalStateException(e);
    }
  }
}
