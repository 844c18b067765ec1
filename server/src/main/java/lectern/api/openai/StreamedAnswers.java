package lectern.api.openai;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import lectern.gateway.Attempt;
import lectern.gateway.Gateway;
import lectern.gateway.Outcome;
import lectern.gateway.Request;
import lectern.gateway.openai.Endpoint;
import lectern.gateway.openai.Relay;
import lectern.gateway.openai.StreamEnd;
import lectern.gateway.openai.StreamWork;
import lectern.gateway.wire.Transport;
import lectern.http.EventSink;
import lectern.http.Json;
import lectern.http.Reply;
import org.jspecify.annotations.Nullable;

/// Answers piece by piece. Until the first piece is there, a failure is an error with its status;
/// then it is the stream's last event, and the stream has no good end.
final class StreamedAnswers {
  private final Gateway gateway;
  private final Transport transport;

  StreamedAnswers(Gateway gateway, Transport transport) {
    this.gateway = gateway;
    this.transport = transport;
  }

  Optional<Reply> answer(Asked asked, EventSink events) throws IOException, InterruptedException {
    var relay = new ToClient(asked.request(), events);
    var outcome = gateway.call(asked.request(), new StreamWork(transport, asked.body(), relay));
    return switch (outcome) {
      case Outcome.Answered<StreamEnd> _ -> Optional.empty();
      case Outcome.GivenUp<StreamEnd> failed when !events.isOpen() ->
          Optional.of(Failures.reply(failed));
      case Outcome.GivenUp<StreamEnd> failed -> {
        tell(failed, asked.body().endpoint(), relay);
        yield Optional.empty();
      }
    };
  }

  /// In the shape that the SDKs understand in the middle of a stream.
  private static void tell(Outcome.GivenUp<StreamEnd> failed, Endpoint endpoint, ToClient relay)
      throws IOException {
    if (endpoint == Endpoint.RESPONSES) {
      var event = new LinkedHashMap<String, @Nullable Object>(Failures.told(failed));
      event.put("type", "error");
      event.put("param", null);
      event.put("sequence_number", relay.sent);
      relay.event("error", Json.text(event));
    } else {
      var error = new LinkedHashMap<String, @Nullable Object>(Failures.told(failed));
      error.put("param", null);
      relay.event("", Json.text(Map.of("error", error)));
    }
  }

  private static final class ToClient implements Relay {
    private final Request request;
    private final EventSink events;
    private @Nullable Attempt attempt;
    private int sent;

    ToClient(Request request, EventSink events) {
      this.request = request;
      this.events = events;
    }

    @Override
    public void trying(Attempt next) {
      attempt = next;
    }

    @Override
    public void event(String name, String data) throws IOException {
      if (!events.isOpen() && attempt != null) {
        events.open(AccountHeaders.of(request, attempt));
      }
      sent++;
      events.sendRaw(name, data);
    }
  }
}
