package lectern.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// `lectern simulate` in a process of its own.
///
/// @param errors the file that its standard error goes to
record SimulatorProcess(Process jvm, BufferedReader output, Path errors) implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;
  private static final Pattern URL = Pattern.compile("LLAMA_CLOUD_BASE_URL=(\\S+)");

  /// Starts it in that folder.
  static SimulatorProcess start(Path folder, String... options) throws IOException {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:+UseSerialGC", "-Xmx256m", "-XX:TieredStopAtLevel=1"));
    line.addAll(List.of("-cp", System.getProperty("java.class.path")));
    line.add(SimulateMain.class.getName());
    line.addAll(List.of(options));
    var errors = Files.createTempFile(folder, "errors", ".txt");
    var builder =
        new ProcessBuilder(line).directory(folder.toFile()).redirectError(errors.toFile());
    var jvm = builder.start();
    return new SimulatorProcess(jvm, jvm.inputReader(), errors);
  }

  /// The line that says where it listens.
  String greeting() throws IOException {
    var line = output.readLine();
    if (line == null) {
      throw new IllegalStateException("it did not start: " + complaints());
    }
    return line;
  }

  /// Where it listens, from its greeting.
  URI url() throws IOException {
    var greeting = greeting();
    var url = URL.matcher(greeting);
    if (!url.find()) {
      throw new IllegalStateException("no address in: " + greeting);
    }
    return URI.create(url.group(1));
  }

  /// Waits for the end, and gives the exit code.
  int exitCode() throws IOException, InterruptedException {
    output.transferTo(Writer.nullWriter());
    if (!jvm.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("it does not end");
    }
    return jvm.exitValue();
  }

  /// Its standard error.
  String complaints() {
    try {
      return Files.readString(errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// SIGTERM.
  void terminate() {
    jvm.toHandle().destroy(); // the process itself would close its output, too
  }

  /// SIGKILL, and nothing of it is left when this returns.
  void kill() throws InterruptedException {
    jvm.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    jvm.destroyForcibly().onExit().join();
  }
}
