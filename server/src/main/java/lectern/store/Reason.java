package lectern.store;

import java.io.IOException;
import java.nio.file.FileSystemException;

/// Says why a file could not be used: the exceptions of `java.nio.file` carry often only the name.
final class Reason {

  private Reason() {}

  static String of(IOException e) {
    String kind = e.getClass().getSimpleName().replaceFirst("Exception$", "");
    if (e instanceof FileSystemException file && file.getReason() != null) {
      return file.getReason();
    }
    return e instanceof FileSystemException ? kind : kind + ": " + e.getMessage();
  }
}
