package lectern.store.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A PostgreSQL program that ends when the JVM ends, however the JVM ends.
///
/// It runs under a small shell whose standard input is a pipe that only this JVM holds. When the
/// JVM closes it, or is gone (even by `kill -9`: the kernel then closes it), the shell reads the
/// end and sends SIGINT, which is PostgreSQL's fast shutdown, and waits. The shell is the parent,
/// so the process id cannot be given to another process before the shell has waited for it.
///
/// The shell has a session of its own, so that Ctrl-C in the terminal reaches the JVM alone, which
/// first puts its own connections away.
final class WatchedProcess {

  private static final String WATCHDOG =
      """
      trap '' HUP INT TERM
      exec 3<&0
      "$@" </dev/null &
      program=$!
      exec 1>/dev/null 2>&1
      while read -r _ <&3; do :; done
      kill -INT "$program"
      wait "$program"
      """;

  /// Shown by `ps` in front of the command that is watched.
  private static final String NAME = "lectern-watchdog";

  /// Debian and Alpine have it in one of these; macOS has none.
  private static final List<Path> SETSID =
      List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

  private final Process shell;
  private final ServerOutput output;

  private WatchedProcess(Process shell, ServerOutput output) {
    this.shell = shell;
    this.output = output;
  }

  static WatchedProcess start(List<String> command, Map<String, String> environment, ServerLog log)
      throws IOException {
    var whole = new ArrayList<String>();
    SETSID.stream()
        .filter(Files::isExecutable)
        .findFirst()
        .ifPresent(it -> whole.add(it.toString()));
    whole.addAll(List.of("/bin/sh", "-c", WATCHDOG, NAME));
    whole.addAll(command);
    var builder =
        new ProcessBuilder(whole).redirectErrorStream(true).directory(Path.of("/").toFile());
    builder.environment().keySet().retainAll(List.of("PATH"));
    builder.environment().putAll(environment);
    Process shell = builder.start();
    var output = new ServerOutput();
    Thread.ofPlatform()
        .daemon()
        .name("postgres-output")
        .start(() -> output.follow(shell.getInputStream(), log));
    return new WatchedProcess(shell, output);
  }

  ServerOutput output() {
    return output;
  }

  /// Asks the program to end, by SIGINT, if it has not ended yet. Returns at once.
  void askToEnd() {
    try {
      shell.getOutputStream().close();
    } catch (IOException e) {
      shell.destroy();
    }
  }

  /// Whether the program and its watchdog ended within the limit.
  boolean awaitEnd(Duration limit) throws InterruptedException {
    return shell.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// The exit code of the program; only after {@link #awaitEnd} said true.
  int exitCode() {
    return shell.exitValue();
  }

  long watchdogPid() {
    return shell.pid();
  }
}
