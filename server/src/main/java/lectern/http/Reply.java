package lectern.http;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a handler answers. How it gets on the wire (compression, ranges, security headers) is not
/// its business.
public sealed interface Reply {

  /// JSON of a record, a list or a map.
  record Json(int status, Object body, Map<String, String> headers) implements Reply {
    public Json {
      headers = Map.copyOf(headers);
    }

    /// The same with one more header.
    public Json with(String name, String value) {
      var more = new LinkedHashMap<>(headers);
      more.put(name, value);
      return new Json(status, body, more);
    }
  }

  /// Nothing but a status and headers.
  record Empty(int status, Map<String, String> headers) implements Reply {
    public Empty {
      headers = Map.copyOf(headers);
    }
  }

  /// Some content that is in memory.
  ///
  /// @param mediaType as the header Content-Type has it
  /// @param headers more headers, such as `Cache-Control`, `ETag` or `Content-Security-Policy`
  record Content(int status, String mediaType, Bytes bytes, Map<String, String> headers)
      implements Reply {
    public Content {
      headers = Map.copyOf(headers);
    }
  }

  /// A file on disk; parts of it can be asked for by `Range`.
  ///
  /// @param name what a browser calls it when it saves it
  /// @param etag names its content, without quotation marks
  record Original(Path file, String mediaType, String name, String etag) implements Reply {}

  /// Server-sent events, for as long as the script runs. Never compressed, never buffered.
  record Stream(Script script) implements Reply {}

  /// Server-sent events whose head is sent with the first of them: until then, the reply may still
  /// become another one.
  record LateStream(LateScript script) implements Reply {}

  /// Writes a stream, or answers otherwise. Ends early as a {@link Script} does.
  @FunctionalInterface
  interface LateScript {

    /// @return empty when events were sent; else the reply, of which nothing has been sent
    Optional<Reply> play(EventSink events) throws IOException, InterruptedException;
  }

  /// Writes a stream. Ends early, by an {@link IOException} that passes through, when the reader
  /// has gone.
  @FunctionalInterface
  interface Script {
    void play(EventSink events) throws IOException, InterruptedException;
  }

  static Json ok(Object body) {
    return new Json(200, body, Map.of());
  }

  static Json created(String location, Object body) {
    return new Json(201, body, Map.of("Location", location));
  }

  static Empty noContent() {
    return new Empty(204, Map.of());
  }
}
