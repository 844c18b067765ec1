package lectern.story;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A Lectern in a process of its own, to be ended in the middle of its work.
///
/// @param errors the file that its standard error goes to
record Child(Process jvm, BufferedReader output, Path data, Path errors) implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  /// Starts a command on a data folder.
  static Child start(Path data, String... command) throws IOException {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            "lectern.Main"));
    line.addAll(List.of(command));
    line.addAll(List.of("--data", data.toString()));
    var errors = Files.createTempFile(data.getParent(), "errors", ".txt");
    var builder = new ProcessBuilder(line).redirectError(errors.toFile());
    builder.environment().remove("DATABASE_URL");
    var jvm = builder.start();
    return new Child(jvm, jvm.inputReader(), data, errors);
  }

  /// Reads the output until so many lines were as wanted.
  ///
  /// @return whether they were before the output ended
  boolean prints(int times, Predicate<String> wanted) throws IOException {
    int found = 0;
    while (found < times) {
      var line = output.readLine();
      if (line == null) {
        return false;
      }
      found += wanted.test(line) ? 1 : 0;
    }
    return true;
  }

  /// Waits for the end, and gives the exit code.
  int exitCode() throws IOException, InterruptedException {
    output.transferTo(java.io.Writer.nullWriter());
    if (!jvm.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the child does not end");
    }
    return jvm.exitValue();
  }

  /// What Lectern itself had to say about itself, without the remarks of libraries at their start.
  List<String> complaints() throws IOException {
    return errorLines().stream()
        .filter(line -> line.matches("lectern: .*|\\d\\d:\\d\\d:\\d\\d (WARN|ERROR) .*"))
        .toList();
  }

  List<String> errorLines() throws IOException {
    return Files.readAllLines(errors);
  }

  /// Its standard error, for the message of a test that fails.
  String told() {
    try {
      return "exit code " + exitCode() + "\n" + String.join("\n", errorLines());
    } catch (IOException | InterruptedException e) {
      return e.toString();
    }
  }

  /// The child, the workers and the database server, with whatever these started.
  List<ProcessHandle> family() throws IOException {
    var server = server().stream().flatMap(s -> Stream.concat(Stream.of(s), s.descendants()));
    var own = Stream.concat(Stream.of(jvm.toHandle()), jvm.descendants());
    return Stream.concat(own, server).distinct().toList();
  }

  /// The first line of PostgreSQL's own lock file is its process id.
  private List<ProcessHandle> server() throws IOException {
    var lock = data.resolve("postgresql").resolve("postmaster.pid");
    if (!Files.exists(lock)) {
      return List.of();
    }
    long pid = Long.parseLong(Files.readAllLines(lock).getFirst().strip());
    return ProcessHandle.of(pid).stream().toList();
  }

  @Override
  public void close() throws IOException {
    for (var process : family()) {
      process.destroyForcibly();
    }
  }
}
