package lectern.store.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL server of our own on 127.0.0.1 that lives as long as this object and no longer than
/// the JVM.
///
/// **What it promises.** What was committed survives a `kill -9` of the JVM, of the server and of
/// both, and a loss of power (fsync and synchronous_commit are on). However the JVM ends, the
/// server ends too ({@code WatchedProcess}); if it was kept from it, the next start on the same
/// folder stops it first ({@code LeftoverServer}). To keep two live processes off one folder is not
/// done here: hold a {@code DataFolderLock} before the start.
///
/// **What can go wrong** is a {@link PostgresUnavailable} with one line for the operator. If the
/// server crashes later, its clients see lost connections; a crash of one connection's process it
/// recovers from by itself, its own death is mended by the next start.
///
/// Safe for many threads.
public final class EmbeddedPostgres implements AutoCloseable {

  /// How long a step may take at most.
  ///
  /// @param start for making the data folder, and again for the server to be ready, with recovery
  ///   after a crash
  /// @param stop for one way to shut down, after which a quicker way is taken
  public record Limits(Duration start, Duration stop) {

    /// Measured on two busy cores: 0.6 to 3 s for a data folder, 0.2 to 0.6 s for a start, 0.1 s
    /// for a stop. Recovery replays at most `max_wal_size` of log, which takes seconds.
    public static final Limits DEFAULT = new Limits(Duration.ofSeconds(60), Duration.ofSeconds(30));
  }

  /// The role that Lectern uses. It owns its database and may make others, and it is no superuser,
  /// so that the embedded server forbids what an ordinary one forbids.
  static final String USER = "lectern";

  static final String LOOPBACK = "127.0.0.1";

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

  private final Launch.Launched launched;
  private final Duration stopLimit;
  private boolean closed;

  private EmbeddedPostgres(Launch.Launched launched, Duration stopLimit) {
    this.launched = launched;
    this.stopLimit = stopLimit;
  }

  /// Starts the server, and makes its data folder the first time.
  ///
  /// @param dataFolder made if missing; PostgreSQL's alone, in a folder that may be written to
  /// @param binariesCache made if missing; may be shared by all data folders of a machine
  public static EmbeddedPostgres start(Path dataFolder, Path binariesCache)
      throws InterruptedException {
    return start(dataFolder, binariesCache, Limits.DEFAULT);
  }

  public static EmbeddedPostgres start(Path dataFolder, Path binariesCache, Limits limits)
      throws InterruptedException {
    return start(dataFolder, binariesCache, limits, EmbeddedPostgres::freePort);
  }

  /// @param ports gives the port for each try
  static EmbeddedPostgres start(
      Path dataFolder, Path binariesCache, Limits limits, IntSupplier ports)
      throws InterruptedException {
    try {
      DataFolder folder = DataFolder.at(dataFolder);
      Launch launch = Launch.prepare(folder, binariesCache, limits);
      return new EmbeddedPostgres(launch.run(ports), limits.stop());
    } catch (IOException | UncheckedIOException e) {
      throw new PostgresUnavailable(
          "PostgreSQL cannot use the folders %s and %s: %s"
              .formatted(dataFolder.toAbsolutePath(), binariesCache.toAbsolutePath(), reason(e)),
          e);
    }
  }

  /// Without user and password.
  public String jdbcUrl() {
    return jdbcUrl(launched.port(), USER);
  }

  static String jdbcUrl(int port, String database) {
    return "jdbc:postgresql://%s:%d/%s".formatted(LOOPBACK, port, database);
  }

  public String user() {
    return USER;
  }

  /// Never to be logged.
  public String password() {
    return launched.password();
  }

  /// The process id of the server.
  long pid() {
    return launched.pid();
  }

  long watchdogPid() {
    return launched.server().watchdogPid();
  }

  /// Disconnects all clients, lets the server write its checkpoint and waits until it is gone. If
  /// that takes too long it is ended at once, and the next start recovers. If this thread is
  /// interrupted, the server ends all the same but nobody waits for it. Does nothing the second
  /// time.
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    launched.server().askToEnd();
    try {
      if (!launched.server().awaitEnd(stopLimit)) {
        LOG.warn(
            "PostgreSQL does not stop within {} s and is ended at once.", stopLimit.toSeconds());
      }
      stopWhatIsLeft();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.warn("PostgreSQL in {} may still run: {}", launched.folder().path(), e.getMessage());
    }
  }

  @Override
  public String toString() {
    return "PostgreSQL on port " + launched.port() + " in " + launched.folder().path();
  }

  /// Nothing is left, unless the server did not obey or its watchdog was killed.
  private void stopWhatIsLeft() throws IOException, InterruptedException {
    Optional<LeftoverServer> left = LeftoverServer.on(launched.folder());
    if (left.isPresent()) {
      left.get().stop(launched.folder(), stopLimit);
    }
  }

  static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral(LOOPBACK))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A {@link java.nio.file.FileSystemException} may say no more than the name of the file.
  private static String reason(Exception e) {
    return e.getClass().getSimpleName() + ", " + e.getMessage();
  }
}
