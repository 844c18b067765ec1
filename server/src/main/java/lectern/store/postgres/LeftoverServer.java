package lectern.store.postgres;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL server that runs on our data folder without belonging to us: its JVM was killed and
/// it is shutting down, or its watchdog was killed too. It is stopped and never adopted, since
/// nothing is known of its settings.
///
/// The lock file of the server names a process, but a number may have been given to another process
/// since. Only one whose command line is `postgres` on this very folder is touched.
record LeftoverServer(ProcessHandle process) {

  private static final Logger LOG = LoggerFactory.getLogger(LeftoverServer.class);

  /// PostgreSQL's names for what the signals do: SIGINT disconnects all clients and writes a
  /// checkpoint, SIGQUIT ends at once and the next start replays the log. Nothing committed is lost
  /// either way.
  private enum Shutdown {
    FAST("INT"),
    IMMEDIATE("QUIT");

    private final String signal;

    Shutdown(String signal) {
      this.signal = signal;
    }
  }

  static Optional<LeftoverServer> on(DataFolder folder) throws IOException {
    return folder
        .lockedBy()
        .flatMap(ProcessHandle::of)
        .filter(ProcessHandle::isAlive)
        .filter(process -> isServerOn(process, folder))
        .map(LeftoverServer::new);
  }

  /// @param limit for each of the two ways to stop it
  void stop(DataFolder folder, Duration limit) throws InterruptedException, IOException {
    LOG.info("A PostgreSQL server of an earlier run (process {}) is being stopped.", process.pid());
    for (Shutdown shutdown : Shutdown.values()) {
      kill(shutdown);
      if (hasEnded(limit)) {
        return;
      }
    }
    throw new PostgresUnavailable(
        "A PostgreSQL server of an earlier run (process %d) on %s does not stop: stop it by hand."
            .formatted(process.pid(), folder.path()));
  }

  private static boolean isServerOn(ProcessHandle process, DataFolder folder) {
    return process
        .info()
        .arguments()
        .map(List::of)
        .filter(arguments -> arguments.contains(folder.path().toString()))
        .filter(_ -> process.info().commandLine().orElse("").contains("postgres"))
        .isPresent();
  }

  private void kill(Shutdown shutdown) throws IOException, InterruptedException {
    new ProcessBuilder("/bin/sh", "-c", "kill -" + shutdown.signal + " " + process.pid())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /// Asks often: {@link ProcessHandle#onExit} of a process that is not a child asks three times a
  /// second.
  private boolean hasEnded(Duration limit) throws InterruptedException {
    return Deadline.in(limit).await(() -> !process.isAlive());
  }
}
