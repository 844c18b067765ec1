package lectern.cli;

import java.util.List;
import java.util.function.Supplier;
import lectern.access.Invitations;
import lectern.agent.Agent;
import lectern.config.Settings;
import lectern.gateway.probe.Probes;
import lectern.http.HttpServer;
import lectern.http.Route;
import lectern.ingest.Ingest;
import lectern.pipeline.Catalogue;
import lectern.pipeline.Pipeline;
import lectern.pipeline.Progress;
import lectern.retrieve.Retriever;
import lectern.store.Pages;

/// A running Lectern, as far as commands need it. Closing it stops everything and loses nothing.
public record Application(
    Settings settings,
    Ingest ingest,
    Pipeline pipeline,
    Catalogue catalogue,
    Pages pages,
    Retriever retriever,
    Agent agent,
    Probes probes,
    Invitations invitations,
    Supplier<List<Route>> offered,
    Serving serving,
    Runnable stop)
    implements AutoCloseable {

  /// Begins to listen.
  @FunctionalInterface
  public interface Serving {

    /// @param port 0 takes a free one
    HttpServer start(int port);
  }

  /// What can be asked over HTTP. Made anew each time, and only when asked for: commands that serve
  /// nothing should not wait for the web app and the contract to be read.
  public List<Route> routes() {
    return offered.get();
  }

  /// Sees to it that no provider of Lectern's own routes rejects its key: whoever waits for
  /// documents would wait for ever, or get them read by somebody else than was meant.
  ///
  /// @return what else is wrong with these providers
  /// @throws ProviderUnusable when one does
  List<Check> demandKeys() throws InterruptedException {
    var troubles =
        probes.used().stream()
            .map(Check::of)
            .filter(check -> check.verdict() != Check.Verdict.OK)
            .toList();
    var rejected =
        troubles.stream().filter(check -> check.verdict() == Check.Verdict.FAILED).toList();
    if (!rejected.isEmpty()) {
      throw new ProviderUnusable(rejected);
    }
    return troubles;
  }

  /// Begins to listen, as the settings say.
  public HttpServer serve() {
    return serving.start(settings.server().port());
  }

  /// The same, on a port that is free.
  public HttpServer serveOnFreePort() {
    return serving.start(0);
  }

  @Override
  public void close() {
    stop.run();
  }

  /// Starts a Lectern.
  @FunctionalInterface
  public interface Opener {

    /// @param progress hears where documents are
    Application open(Settings settings, Progress progress) throws InterruptedException;
  }
}
