package lectern.document;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// An uploaded file. The same bytes in the same workspace are the same document, whatever their
/// name.
///
/// @param name what its reader called it: one line without folders, for people only
public record Document(
    DocumentId id,
    WorkspaceId workspace,
    Sha256 sha256,
    String name,
    long sizeBytes,
    Instant receivedAt) {

  /// Longest kept name, in characters: what common file systems allow.
  public static final int MAX_NAME_CHARS = 255;

  public Document {
    name = plainName(name);
    receivedAt = receivedAt.truncatedTo(ChronoUnit.MICROS); // what PostgreSQL keeps
  }

  /// A name from outside may hold folders, line ends, control and direction marks; none of them is
  /// kept.
  public static String plainName(String given) {
    var lastPart = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
    var visible = lastPart.replaceAll("\\p{C}", " ").strip();
    var shown = visible.isEmpty() || visible.matches("\\.+") ? "unnamed" : visible;
    if (shown.length() <= MAX_NAME_CHARS) {
      return shown;
    }
    var cut = Character.isHighSurrogate(shown.charAt(MAX_NAME_CHARS - 1)) ? 1 : 0;
    return shown.substring(0, MAX_NAME_CHARS - cut);
  }
}
