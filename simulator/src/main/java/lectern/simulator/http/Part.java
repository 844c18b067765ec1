package lectern.simulator.http;

import java.nio.file.Path;
import java.util.Optional;

/// A part of a multipart body.
public record Part(String name, Optional<String> fileName, Content content) {
  /// What a part holds: parts with a file name are files, whatever their size, the rest is text.
  public sealed interface Content {}

  /// A field of a form.
  public record Text(String text) implements Content {}

  /// A file, on disk for as long as the request is served: who needs it for longer copies or moves
  /// it.
  ///
  /// @param sha256 of its bytes, 64 lower-case hexadecimal digits
  public record Upload(Path file, long bytes, String sha256) implements Content {}
}
