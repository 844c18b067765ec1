package lectern.gateway.openai;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads server-sent events as the HTML standard has them (section 9.2.6, "Interpreting an event
/// stream"): lines end in CR, LF or both, comments are passed over, several lines of data are one
/// event, a byte order mark is no part of the first line. Unlike there, an event counts also when
/// the stream ends right behind it without a blank line, as some servers leave it. Not for several
/// threads.
final class Sse {
  /// A response's last event repeats its instructions and its tools; nothing else is as long.
  static final int MAX_EVENT_BYTES = 16 * 1024 * 1024;

  private static final int BUFFER_BYTES = 8 * 1024;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int at;
  private int filled;
  private boolean afterReturn;
  private boolean first = true;

  /// An event.
  ///
  /// @param name empty for those that have none
  /// @param data never empty
  record Event(String name, String data) {}

  /// An event is longer than any should be.
  static final class TooLong extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    TooLong() {
      super("an event has more than %d bytes".formatted(MAX_EVENT_BYTES));
    }
  }

  Sse(InputStream in) {
    this.in = in;
  }

  /// The next event; empty when the stream has ended.
  ///
  /// @throws TooLong when it is too long
  Optional<Event> next() throws IOException {
    var name = "";
    var data = new StringBuilder();
    while (true) {
      var line = line();
      if (line.isEmpty() || line.get().isEmpty()) {
        if (!data.isEmpty()) {
          return Optional.of(new Event(name, data.substring(0, data.length() - 1)));
        }
        if (line.isEmpty()) {
          return Optional.empty();
        }
        name = "";
        continue;
      }
      var text = line.get();
      switch (field(text)) {
        case "event" -> name = value(text);
        case "data" -> append(data, value(text));
        default -> {
          // A comment, an id, a time to reconnect, or what nobody knows.
        }
      }
    }
  }

  private static String field(String line) {
    int colon = line.indexOf(':');
    return colon < 0 ? line : line.substring(0, colon);
  }

  private static String value(String line) {
    int colon = line.indexOf(':');
    if (colon < 0) {
      return "";
    }
    boolean spaced = colon + 1 < line.length() && line.charAt(colon + 1) == ' ';
    return line.substring(spaced ? colon + 2 : colon + 1);
  }

  private static void append(StringBuilder data, String value) throws TooLong {
    if (data.length() + value.length() > MAX_EVENT_BYTES) {
      throw new TooLong();
    }
    data.append(value).append('\n');
  }

  /// The next line without its end; empty when there is none.
  private Optional<String> line() throws IOException {
    var line = new ByteArrayOutputStream(256);
    while (true) {
      if (at == filled && !fill()) {
        return line.size() == 0 ? Optional.empty() : Optional.of(text(line));
      }
      if (afterReturn && buffer[at] == '\n') {
        at++;
        afterReturn = false;
        continue;
      }
      afterReturn = false;
      int end = at;
      while (end < filled && buffer[end] != '\n' && buffer[end] != '\r') {
        end++;
      }
      if (line.size() + end - at > MAX_EVENT_BYTES) {
        throw new TooLong();
      }
      line.write(buffer, at, end - at);
      at = end;
      if (end < filled) {
        afterReturn = buffer[end] == '\r';
        at++;
        return Optional.of(text(line));
      }
    }
  }

  private boolean fill() throws IOException {
    filled = Math.max(0, in.read(buffer));
    at = 0;
    return filled > 0;
  }

  private String text(ByteArrayOutputStream line) {
    var text = line.toString(StandardCharsets.UTF_8);
    boolean isMarked = first && text.startsWith(BYTE_ORDER_MARK);
    first = false;
    return isMarked ? text.substring(1) : text;
  }
}
