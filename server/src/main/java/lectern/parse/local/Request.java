package lectern.parse.local;

import java.nio.file.Path;
import lectern.parse.Renderer.Sheet;

/// What a worker is asked.
sealed interface Request {

  /// To read one file.
  ///
  /// @param name the name the file's reader gave it
  /// @param afterPage pages up to this number are not wanted
  record Read(Path file, String name, int afterPage, ReadLimits limits) implements Request {}

  /// To draw one page of a file.
  record Draw(Path file, Sheet sheet) implements Request {}
}
