package lectern.http;

import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends an event stream, as the HTML standard has it. Its connection ends with it: while it runs,
/// we listen for the reader's going, and so cannot listen for another request.
final class StreamReply {
  private static final Logger LOG = LoggerFactory.getLogger(StreamReply.class);

  /// `X-Accel-Buffering` keeps nginx from holding events back.
  private static final Map<String, String> HEADERS =
      Map.of("Content-Type", "text/event-stream", "X-Accel-Buffering", "no");

  private final Responder responder;
  private final ServerResponse response;
  private final Streams streams;

  StreamReply(Responder responder, ServerResponse response, Streams streams) {
    this.responder = responder;
    this.response = response;
    this.streams = streams;
  }

  /// A stream from its first moment on.
  void send(Reply.Script script) throws IOException {
    if (responder.isHead()) {
      responder.empty(200, HEADERS);
      return;
    }
    inPlace(() -> {
      var sink = new EventSink(this::head);
      sink.open(Map.of());
      sink.ping(); // now the reader knows that the stream is open
      play(sink, script);
      sink.close();
      return Optional.empty();
    });
  }

  /// A stream from its first event on.
  ///
  /// @return another reply to be sent, when there was no event
  Optional<Reply> sendLate(Reply.LateScript script) throws IOException {
    return inPlace(() -> {
      var sink = new EventSink(this::head);
      var other = new AtomicReference<Optional<Reply>>(Optional.empty());
      play(sink, events -> other.set(script.play(events)));
      sink.close();
      return sink.isOpen() ? Optional.empty() : other.get();
    });
  }

  private interface Work {
    Optional<Reply> run() throws IOException;
  }

  private Optional<Reply> inPlace(Work work) throws IOException {
    streams.enter();
    try {
      responder.endConnection();
      return work.run();
    } finally {
      streams.leave();
    }
  }

  /// The stream is closed when all is well, else the connection breaks off.
  private OutputStream head(Map<String, String> headers) {
    var all = new LinkedHashMap<>(HEADERS);
    all.putAll(headers);
    responder.head(200, all);
    return response.outputStream();
  }

  private void play(EventSink sink, Reply.Script script) throws IOException {
    var wire = Wire.current();
    try {
      streams.play(script, sink, wire::awaitEnd);
    } catch (InterruptedException e) {
      wire.cut();
      throw new CloseConnectionException("the reader has gone, or the server is stopping", e);
    } catch (Problem problem) {
      tell(sink, problem);
    } catch (RuntimeException e) {
      // The edge: when the stream has begun, its last event says that it went wrong.
      if (!sink.isOpen()) {
        throw e;
      }
      tell(sink, Trouble.told(LOG, responder.requestId(), e));
    }
  }

  private void tell(EventSink sink, Problem problem) throws IOException {
    if (!sink.isOpen()) {
      throw problem;
    }
    var requestId = responder.requestId();
    switch (Tongue.of(responder.request().prologue().uriPath().rawPath())) {
      case PROBLEM -> sink.send("error", problem.members(requestId));
      case OPENAI -> sink.sendRaw("", Json.text(Tongue.OPENAI.told(problem, requestId)));
    }
  }
}
