package lectern.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// The simulator as a process of its own, on one core, with no bill.
///
/// @param port it listens on
record SimulatorProcess(Process process, int port) implements AutoCloseable {
  /// The core it is pinned to.
  static final int CORE = 0;

  private static final Pattern ADDRESS =
      Pattern.compile("OPENAI_BASE_URL=http://127\\.0\\.0\\.1:(\\d+)/v1");

  /// Starts one and waits until it listens.
  ///
  /// @param plan how it is to behave, in YAML
  static SimulatorProcess start(Path home, Path work, String plan) {
    try {
      var file = Files.writeString(Files.createTempFile(work, "plan", ".yaml"), plan);
      var process =
          new ProcessBuilder(command(home, file))
              .directory(work.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      return new SimulatorProcess(process, port(process));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The options are those of `./lectern`.
  private static List<String> command(Path home, Path plan) {
    var target = home.resolve("simulator/target");
    return List.of(
        "taskset",
        "-c",
        Integer.toString(CORE),
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-Xmx768m",
        "-XX:-UsePerfData",
        "-cp",
        target.resolve("lectern-simulator.jar") + ":" + target.resolve("lib") + "/*",
        "lectern.simulator.SimulateMain",
        "--port",
        "0",
        "--bill",
        "off",
        "--latency",
        "none",
        "--plan",
        plan.toString());
  }

  private static int port(Process process) throws IOException {
    var lines = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      var address = ADDRESS.matcher(line);
      if (address.find()) {
        return Integer.parseInt(address.group(1));
      }
    }
    throw new IllegalStateException("the simulator ended before it listened");
  }

  /// How much of the processor it has used since its start.
  Duration used() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /// Binds this process, with all its threads, to these cores, such as `1` or `0-3`.
  static void bindMyself(String cores) throws InterruptedException {
    try {
      var pid = Long.toString(ProcessHandle.current().pid());
      var bound =
          new ProcessBuilder("taskset", "-a", "-c", "-p", cores, pid)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      if (bound != 0) {
        throw new WrongUse("this benchmark needs two cores of its own");
      }
    } catch (IOException e) {
      throw new WrongUse("this benchmark needs taskset (Debian: apt-get install util-linux)");
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
