package lectern.api;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lectern.access.Keys;
import lectern.access.RequestRates;
import lectern.access.Sessions;
import lectern.access.Workspaces;
import lectern.agent.Agent;
import lectern.config.Settings;
import lectern.gateway.llamaparse.Webhooks;
import lectern.http.Route;
import lectern.ingest.Ingest;
import lectern.library.Collections;
import lectern.library.JobEvents;
import lectern.library.Library;
import lectern.monitor.Health;
import lectern.monitor.Metrics;
import lectern.parse.Renderer;
import lectern.pipeline.Pipeline;
import lectern.retrieve.Retriever;
import lectern.store.Blobs;
import lectern.store.Pages;

/// All routes of the API.
public final class Api {
  private final Parts parts;

  /// What the routes are about.
  public record Parts(
      Settings settings,
      Clock clock,
      Ingest ingest,
      Pipeline pipeline,
      Library library,
      Collections collections,
      JobEvents events,
      Blobs blobs,
      Pages pages,
      Renderer renderer,
      Retriever retriever,
      Agent agent,
      Health health,
      Metrics metrics,
      Keys keys,
      Sessions sessions,
      Workspaces workspaces,
      RequestRates rates,
      Seen seen,
      Optional<Webhooks> webhooks) {}

  public Api(Parts parts) {
    this.parts = parts;
  }

  public List<Route> routes() {
    return Stream.of(
            new DocumentRoutes(parts).routes(),
            new UploadRoutes(parts).routes(),
            new PageRoutes(parts).routes(),
            new EventRoutes(parts).routes(),
            new CollectionRoutes(parts).routes(),
            new SearchRoutes(parts).routes(),
            new AskRoutes(parts).routes(),
            new KeyRoutes(parts).routes(),
            new SessionRoutes(parts).routes(),
            new WorkspaceRoutes(parts).routes(),
            new CallRoutes(parts).routes(),
            new WebhookRoutes(parts.webhooks()).routes(),
            new HealthRoutes(parts).routes(),
            new ContractRoutes().routes())
        .flatMap(List::stream)
        .toList();
  }
}
