package lectern.gateway.openai;

import com.github.f4b6a3.uuid.UuidCreator;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lectern.document.WorkspaceId;
import lectern.gateway.Attempt;
import lectern.gateway.CallError;
import lectern.gateway.Deadline;
import lectern.gateway.Gateway;
import lectern.gateway.LimitNews;
import lectern.gateway.ModelRoute;
import lectern.gateway.ModelRoute.Choice;
import lectern.gateway.Need;
import lectern.gateway.Outcome;
import lectern.gateway.Priority;
import lectern.gateway.Request;
import lectern.gateway.Sent;
import lectern.gateway.Sent.Done;
import lectern.gateway.Sent.Failed;
import lectern.gateway.Work;
import lectern.gateway.wire.Transport;
import lectern.gateway.wire.Transport.Reply;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Asks which models a provider has, which is not paid for. Safe to use from many threads.
public final class OpenAiModels {
  /// A model takes some hundred bytes, and with descriptions a few thousand: nobody lists as many.
  private static final int MAX_LIST_BYTES = 8 * 1024 * 1024;

  private static final JsonMapper JSON = new JsonMapper();

  private final Gateway gateway;
  private final Transport transport;

  public OpenAiModels(Gateway gateway, Transport transport) {
    this.gateway = gateway;
    this.transport = transport;
  }

  /// The names of its models. Servers without such a list answer with the error `NotOffered` or
  /// `NotFound`.
  ///
  /// @param route to one provider, with the deadline
  public Outcome<Set<String>> list(ModelRoute route) throws InterruptedException {
    var request =
        new Request(
            UuidCreator.getTimeOrderedEpoch(),
            WorkspaceId.LOCAL,
            "models",
            route,
            Priority.CHAT,
            Deadline.in(route.deadline(), gateway.time()));
    return gateway.call(request, new Listing());
  }

  private final class Listing implements Work<Set<String>> {
    /// It counts against no limit that is told.
    @Override
    public Need need(Choice choice) {
      return new Need(0, 0);
    }

    @Override
    public OnLost onLost() {
      return OnLost.ASK_AGAIN;
    }

    @Override
    public Sent<Set<String>> send(Attempt attempt) throws InterruptedException {
      var outgoing = Envelope.get(attempt.provider(), "/models");
      return new Exchange(transport, attempt).send(outgoing, Listing::read);
    }

    private static Sent<Set<String>> read(Reply reply, LimitNews news) throws IOException {
      var text = Exchange.text(Exchange.bytes(reply, MAX_LIST_BYTES));
      try {
        var models =
            JSON.readTree(text)
                .path("data")
                .valueStream()
                .map(it -> it.path("id").asString(""))
                .collect(Collectors.toUnmodifiableSet());
        return new Done<>(models, Optional.empty(), news);
      } catch (JacksonException _) {
        return Failed.of(new CallError.NotUnderstood(reply.status(), "no list of models"));
      }
    }
  }
}
