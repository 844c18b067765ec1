package lectern.simulator.http;

import java.nio.file.Path;
import java.util.List;

/// What is to be answered, before anything goes wrong with it.
public sealed interface Reply {
  /// The HTTP status.
  int status();

  /// The header fields, but for content type and length.
  Fields headers();

  /// The same reply with other header fields.
  Reply withHeaders(Fields headers);

  /// The type of JSON replies.
  String JSON = "application/json";

  /// A reply that is there at once.
  record Whole(int status, Fields headers, String contentType, String body) implements Reply {
    @Override
    public Whole withHeaders(Fields other) {
      return new Whole(status, other, contentType, body);
    }
  }

  /// The bytes of a file.
  record OfFile(int status, Fields headers, String contentType, Path file) implements Reply {
    @Override
    public OfFile withHeaders(Fields other) {
      return new OfFile(status, other, contentType, file);
    }
  }

  /// Server-sent events.
  record Stream(int status, Fields headers, List<Frame> frames) implements Reply {
    public Stream {
      frames = List.copyOf(frames);
    }

    @Override
    public Stream withHeaders(Fields other) {
      return new Stream(status, other, frames);
    }
  }

  /// A reply of JSON without header fields of its own.
  static Whole json(int status, String body) {
    return new Whole(status, Fields.NONE, JSON, body);
  }

  /// No content: 204.
  static Whole empty() {
    return new Whole(204, Fields.NONE, "", "");
  }
}
