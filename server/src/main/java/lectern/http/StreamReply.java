package lectern.http;

import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.Map;
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
  private final Reply.Script script;

  StreamReply(Responder responder, ServerResponse response, Reply.Script script) {
    this.responder = responder;
    this.response = response;
    this.script = script;
  }

  void send(Streams streams) throws IOException {
    if (responder.isHead()) {
      responder.empty(200, HEADERS);
      return;
    }
    streams.enter();
    try {
      responder.endConnection();
      responder.head(200, HEADERS);
      var out = response.outputStream(); // closed when all is well, else the connection breaks off
      var sink = new EventSink(out);
      sink.ping(); // now the reader knows that the stream is open
      play(streams, sink);
      out.close();
    } finally {
      streams.leave();
    }
  }

  private void play(Streams streams, EventSink sink) throws IOException {
    var wire = Wire.current();
    try {
      streams.play(script, sink, wire::awaitEnd);
    } catch (InterruptedException e) {
      wire.cut();
      throw new CloseConnectionException("the reader has gone, or the server is stopping", e);
    } catch (Problem problem) {
      sink.send("error", problem.members(responder.requestId()));
    } catch (RuntimeException e) {
      // The edge: the stream has begun, so its last event says that it went wrong.
      sink.send(
          "error", Trouble.told(LOG, responder.requestId(), e).members(responder.requestId()));
    }
  }
}
