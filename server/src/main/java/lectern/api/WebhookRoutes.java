package lectern.api;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import lectern.gateway.llamaparse.Webhooks;
import lectern.http.Call;
import lectern.http.Permission;
import lectern.http.Problem;
import lectern.http.ProblemType;
import lectern.http.Reply;
import lectern.http.Route;

/// The route by which LlamaParse tells that a document is read. Nobody has a key for it: news is
/// believed by its signature, and does no more than wake who waits.
final class WebhookRoutes {
  private final Optional<Webhooks> webhooks;

  /// @param webhooks empty when no address is set under which LlamaParse reaches this server
  WebhookRoutes(Optional<Webhooks> webhooks) {
    this.webhooks = webhooks;
  }

  List<Route> routes() {
    return List.of(Route.post(Webhooks.PATH + "{id}", Permission.PUBLIC, this::take));
  }

  private Reply take(Call call) throws IOException {
    var body = call.body().readNBytes(Webhooks.MOST_BYTES + 1);
    if (body.length > Webhooks.MOST_BYTES) {
      throw new Problem(ProblemType.TOO_LARGE, "News of a job has a few hundred bytes.");
    }
    var receipt =
        webhooks
            .map(it -> it.take(call.path("id"), call.header("LC-Signature"), body))
            .orElse(Webhooks.Receipt.REFUSED);
    return switch (receipt) {
      case TAKEN, KNOWN -> Reply.noContent();
      case REFUSED -> throw Problem.notFound("receiver for this");
    };
  }
}
