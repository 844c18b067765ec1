package lectern.cli;

import lectern.agent.ExtractiveAgent;
import lectern.config.Settings;
import lectern.http.HttpServer;
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
    ExtractiveAgent agent,
    Serving serving,
    Runnable stop)
    implements AutoCloseable {

  /// Begins to listen.
  @FunctionalInterface
  public interface Serving {
    HttpServer start();
  }

  /// Begins to listen, as the settings say.
  public HttpServer serve() {
    return serving.start();
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
