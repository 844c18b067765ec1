package lectern.store.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntSupplier;

/// The start of a server on a folder that is made if need be. Each try to start ends as one of the
/// {@link Try}s; what may pass is tried again until the limit.
///
/// @param stopLimit how long a leftover server may take to stop
/// @param deadline when the start has to be over
record Launch(DataFolder folder, Account account, Duration stopLimit, Deadline deadline) {

  /// A server that runs and is ours.
  record Launched(DataFolder folder, WatchedProcess server, int port, long pid, String password) {

    @Override
    public String toString() {
      return "server " + pid + " on port " + port;
    }
  }

  private sealed interface Try {
    record Ready(WatchedProcess server) implements Try {}

    /// Another process was quicker to take the port.
    record PortTaken() implements Try {}

    /// The processes of a killed server are still going away.
    record StillInUse(String complaint) implements Try {}
  }

  /// Between asking for a free port and using it another process may take it. Five times in a row
  /// is no accident.
  private static final int MAX_PORTS = 5;

  /// A desk-sized server: 64 MB of its own cache beside the system's, a pool of ten with room for
  /// tools, at most about 256 MB of log to replay after a crash. No parallel workers: their shared
  /// memory does not fit the 64 MB that Docker gives `/dev/shm`.
  private static final Map<String, String> SETTINGS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("listen_addresses", EmbeddedPostgres.LOOPBACK),
              Map.entry("unix_socket_directories", ""),
              Map.entry("max_connections", "50"),
              Map.entry("shared_buffers", "64MB"),
              Map.entry("max_wal_size", "256MB"),
              Map.entry("max_parallel_workers_per_gather", "0"),
              Map.entry("max_parallel_maintenance_workers", "0"),
              Map.entry("fsync", "on"),
              Map.entry("synchronous_commit", "on"),
              Map.entry("full_page_writes", "on"),
              Map.entry("logging_collector", "off"),
              Map.entry("log_destination", "stderr"),
              Map.entry("log_checkpoints", "off"),
              Map.entry("lc_messages", "C"),
              Map.entry("timezone", "UTC"),
              Map.entry("log_timezone", "UTC")));

  /// Makes all ready for the server: account, data folder, and no other server on it.
  static Launch prepare(DataFolder folder, Path cache, EmbeddedPostgres.Limits limits)
      throws IOException, InterruptedException {
    Account account = Account.choose(cache, folder);
    if (folder.isMade()) {
      folder.checkVersion(account.version());
      Optional<LeftoverServer> leftover = LeftoverServer.on(folder);
      if (leftover.isPresent()) {
        leftover.get().stop(folder, limits.stop());
      }
      account.take(folder.path());
    } else {
      new Initdb(account, Deadline.in(limits.start())).make(folder);
    }
    return new Launch(folder, account, limits.stop(), Deadline.in(limits.start()));
  }

  Launched run(IntSupplier ports) throws IOException, InterruptedException {
    int portsTried = 0;
    while (true) {
      int port = ports.getAsInt();
      switch (once(port)) {
        case Try.Ready(WatchedProcess server) -> {
          return owned(server, port);
        }
        case Try.PortTaken() -> {
          portsTried++;
          if (portsTried == MAX_PORTS) {
            throw new PostgresUnavailable(
                "PostgreSQL found no free port on %s in %d tries."
                    .formatted(EmbeddedPostgres.LOOPBACK, MAX_PORTS));
          }
        }
        case Try.StillInUse(String complaint) -> {
          if (deadline.isOver()) {
            throw notStarted(complaint);
          }
          Deadline.pause();
        }
      }
    }
  }

  private Try once(int port) throws IOException, InterruptedException {
    WatchedProcess server =
        WatchedProcess.start(
            account.command(command(port)),
            environment(),
            ServerLog.to(folder.logFile(), ServerLog.MAX_BYTES));
    try {
      return outcome(server);
    } catch (InterruptedException | PostgresUnavailable e) {
      server.askToEnd();
      throw e;
    }
  }

  private Try outcome(WatchedProcess server) throws InterruptedException {
    ServerOutput output = server.output();
    return switch (output.awaitReady(deadline.left())) {
      case READY -> new Try.Ready(server);
      case TOO_LONG -> throw notStarted("it was not ready within the time limit");
      case ENDED -> {
        server.askToEnd();
        if (output.mentions("could not create any TCP/IP sockets")) {
          yield new Try.PortTaken();
        }
        if (output.mentions("is still in use")
            || output.mentions("postmaster.pid\" already exists")) {
          yield new Try.StillInUse(output.complaint());
        }
        throw notStarted(output.complaint());
      }
    };
  }

  private Launched owned(WatchedProcess server, int port) throws IOException, InterruptedException {
    try {
      String password = folder.password();
      new FirstConnection(port, password).claim(folder);
      long pid = folder.lockedBy().orElseThrow(() -> new IOException("its lock file is missing"));
      return new Launched(folder, server, port, pid, password);
    } catch (IOException | RuntimeException e) {
      server.askToEnd();
      server.awaitEnd(stopLimit);
      throw e;
    }
  }

  private List<String> command(int port) {
    var command = new ArrayList<String>();
    command.addAll(
        List.of(
            account.binaries().program("postgres"),
            "-D",
            folder.path().toString(),
            "-p",
            Integer.toString(port)));
    SETTINGS.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    return command;
  }

  /// A lock file that names a process which is no server of ours (the number was given away after a
  /// crash) would keep PostgreSQL from starting. Its own way around, meant for `pg_ctl`, is to be
  /// told that the number is its grandparent's. It still refuses while shared memory is in use.
  private Map<String, String> environment() throws IOException {
    return folder
        .lockedBy()
        .map(pid -> Map.of("PG_GRANDPARENT_PID", Long.toString(pid)))
        .orElse(Map.of());
  }

  private PostgresUnavailable notStarted(String complaint) {
    return new PostgresUnavailable(
        "PostgreSQL did not start in %s: %s (more in %s)."
            .formatted(folder.path(), complaint, folder.logFile().getFileName()));
  }
}
