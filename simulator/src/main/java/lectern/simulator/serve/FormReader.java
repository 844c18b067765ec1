package lectern.simulator.serve;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import lectern.simulator.http.Part;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;

/// Reads the parts of a form one after the other, files to disk.
final class FormReader {
  private static final int BUFFER_BYTES = 64 << 10;

  private FormReader() {}

  /// The form is not as it should be; `why` says it in one line.
  static final class BadForm extends Exception {
    private final String why;

    BadForm(String why) {
      super(why);
      this.why = why;
    }

    String why() {
      return why;
    }
  }

  /// The parts, in order. Their files are the caller's to delete.
  ///
  /// @param folder for the files
  static List<Part> read(InputStream body, String boundary, Path folder)
      throws IOException, BadForm {
    try (var parts = new FormParts(folder)) {
      var parser = new MultiPart.Parser(boundary, parts);
      parser.setMaxParts(Limits.PARTS);
      var buffer = new byte[BUFFER_BYTES];
      for (var count = body.read(buffer); count >= 0; count = body.read(buffer)) {
        parser.parse(Content.Chunk.from(ByteBuffer.wrap(buffer, 0, count), false));
        parts.complain();
      }
      parser.parse(Content.Chunk.EOF);
      return parts.whole();
    }
  }
}
