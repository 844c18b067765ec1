package lectern.parse.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import lectern.document.Failure.Reason;
import lectern.parse.PageSink;
import lectern.parse.Renderer.Sheet;

/// Reads one family of formats. Runs inside a worker process, one file at a time.
public interface FormatReader {

  /// Hands over every page after `afterPage`, in order, each as soon as it is read.
  ///
  /// @param limits how much one file may unfold into
  /// @throws UnreadableFile when the file cannot be read, with the reason for its reader
  /// @throws IOException when the file is damaged in a way the format's library told of
  void read(Path file, ReadLimits limits, int afterPage, PageSink pages) throws IOException;

  /// Draws a page as PNG.
  ///
  /// @throws UnreadableFile when the page cannot be drawn, as pages of most formats cannot
  default ByteBuffer draw(Path file, Sheet sheet) throws IOException {
    throw new UnreadableFile(
        Reason.UNSUPPORTED, "Only pages of PDF files can be shown as pictures.");
  }
}
