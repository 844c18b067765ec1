package lectern.simulator.bill;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads lines that end in `\n`, and knows how far it came. For one thread.
final class LineReader {
  /// Longer than any line of a bill: ids, names and a fingerprint.
  static final int MAX_LINE_BYTES = 16_384;

  private final InputStream bytes;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
  private long end;
  private long number;

  LineReader(InputStream bytes) {
    this.bytes = new BufferedInputStream(bytes, 1 << 16);
  }

  /// The next line that is whole. When there is none, [#torn] holds what follows the last.
  ///
  /// @throws IllegalArgumentException when it is longer than [#MAX_LINE_BYTES]
  Optional<String> next() throws IOException {
    line.reset();
    for (var b = bytes.read(); b >= 0; b = bytes.read()) {
      if (b == '\n') {
        end += line.size() + 1;
        number++;
        return Optional.of(line.toString(StandardCharsets.UTF_8));
      }
      if (line.size() == MAX_LINE_BYTES) {
        number++;
        throw new IllegalArgumentException("over " + MAX_LINE_BYTES + " bytes long");
      }
      line.write(b);
    }
    return Optional.empty();
  }

  /// What was read last and is no whole line.
  String torn() {
    return line.toString(StandardCharsets.UTF_8);
  }

  /// How many lines were read.
  long number() {
    return number;
  }

  /// How many bytes these were.
  long end() {
    return end;
  }
}
