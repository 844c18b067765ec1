package lectern.parse.local;

import java.io.IOException;
import java.nio.file.Path;
import lectern.parse.PageSink;

/// Reads one family of formats. Runs inside a worker process, one file at a time.
public interface FormatReader {

  /// Hands over every page after `afterPage`, in order, each as soon as it is read.
  ///
  /// @param limits how much one file may unfold into
  /// @throws UnreadableFile when the file cannot be read, with the reason for its reader
  /// @throws IOException when the file is damaged in a way the format's library told of
  void read(Path file, ReadLimits limits, int afterPage, PageSink pages) throws IOException;
}
