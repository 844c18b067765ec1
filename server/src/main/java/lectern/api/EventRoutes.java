package lectern.api;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lectern.document.DocumentId;
import lectern.http.Call;
import lectern.http.EventSink;
import lectern.http.Permission;
import lectern.http.Reply;
import lectern.http.Route;
import lectern.library.Event;
import lectern.library.EventLog.Heard;
import lectern.library.EventLog.Listener;
import org.jspecify.annotations.Nullable;

/// Routes for what happens to documents, as a stream.
final class EventRoutes {
  /// A stream ends after so long, and its reader comes back by itself; one whose key was revoked
  /// does not, and takes no place any more.
  private static final Duration STREAM_TIME = Duration.ofMinutes(15);

  private final Api.Parts parts;

  EventRoutes(Api.Parts parts) {
    this.parts = parts;
  }

  List<Route> routes() {
    return List.of(Route.get("/api/v1/events", Permission.READER, this::listen).taking("document"));
  }

  private Reply listen(Call call) {
    var only =
        call.ids("document").stream().map(DocumentId::new).collect(Collectors.toUnmodifiableSet());
    var listener =
        parts.events().listen(call.caller().workspace(), call.header("Last-Event-ID"), only);
    return new Reply.Stream(sink -> play(call, listener, sink));
  }

  private void play(Call call, Listener listener, EventSink sink)
      throws IOException, InterruptedException {
    parts.metrics().streamOpened();
    try {
      tell(call, listener, sink);
    } finally {
      parts.metrics().streamClosed();
    }
  }

  /// Whose key was revoked, or who has signed out, hears nothing that happens afterwards.
  private void tell(Call call, Listener listener, EventSink sink)
      throws IOException, InterruptedException {
    sink.send(listener.position(), "open", Map.of());
    var end = parts.clock().instant().plus(STREAM_TIME);
    var left = STREAM_TIME;
    while (left.isPositive()) {
      var heard = listener.next(left);
      if (!call.isStillAdmitted()) {
        return;
      }
      switch (heard) {
        case Heard.Told(var event) -> send(listener.position(), event, sink);
        case Heard.Reset() -> sink.send(listener.position(), "reset", Map.of());
        case Heard.Silence() -> {}
      }
      left = Duration.between(parts.clock().instant(), end);
    }
  }

  private static void send(String id, Event event, EventSink sink) throws IOException {
    switch (event) {
      case Event.Changed(var entry, var advance) ->
          sink.send(id, "document", DocumentShape.of(entry, advance));
      case Event.Advanced(var document, var state, var advance) -> {
        var total = advance.total();
        sink.send(
            id,
            "progress",
            new Progressed(
                document.toString(),
                state.word(),
                advance.done(),
                total.isPresent() ? total.getAsInt() : null));
      }
      case Event.Deleted(var document) ->
          sink.send(id, "deleted", Map.of("id", document.toString()));
    }
  }

  /// A document has come further within its state.
  record Progressed(String id, String state, int done, @Nullable Integer total) {}
}
