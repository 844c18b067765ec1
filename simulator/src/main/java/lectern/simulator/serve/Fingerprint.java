package lectern.simulator.serve;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import lectern.simulator.http.Part;

/// What makes two requests the same: method, path, query and content. Of a form that is, in order,
/// the names, file names, texts and hashes of its files, but never the boundary, which clients
/// choose anew each time.
final class Fingerprint {
  private static final HexFormat HEX = HexFormat.of();

  private Fingerprint() {}

  /// Of a request whose content goes by its bytes.
  static String of(Head head, byte[] content) {
    var digest = begun(head);
    digest.update(content);
    return HEX.formatHex(digest.digest());
  }

  /// Of a form.
  static String of(Head head, List<Part> parts) {
    var digest = begun(head);
    for (var part : parts) {
      add(part.name(), digest);
      add(part.fileName().orElse(""), digest);
      switch (part.content()) {
        case Part.Text(var text) -> add(text, digest);
        case Part.Upload upload -> add(upload.sha256(), digest);
      }
    }
    return HEX.formatHex(digest.digest());
  }

  private static MessageDigest begun(Head head) {
    var digest = sha256();
    var line = head.method() + " " + head.path() + "?" + head.query() + "\n";
    digest.update(line.getBytes(StandardCharsets.UTF_8));
    return digest;
  }

  /// Length first, so that no two rows of texts look the same.
  private static void add(String text, MessageDigest digest) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each Java has SHA-256", e);
    }
  }
}
