package lectern.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A program of this package as a process of its own, on one core. It says on its first line which
/// port it listens on, and listens until it is ended.
record Program(Process process, int port) implements AutoCloseable {

  /// Starts one, with the garbage collector and the memory of `./lectern`, and waits until it
  /// listens.
  static Program start(int core, Class<?> main, String... arguments) {
    var command = new ArrayList<>(onCore(core));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx768m", "-XX:-UsePerfData"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    try {
      var process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      var line = new BufferedReader(process.inputReader(StandardCharsets.UTF_8)).readLine();
      if (line == null) {
        throw new IllegalStateException(main.getSimpleName() + " ended before it listened");
      }
      return new Program(process, Integer.parseInt(line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The begin of a command that is to stay on one core.
  static List<String> onCore(int core) {
    return List.of("taskset", "-c", Integer.toString(core));
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
