package lectern.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The real `./lectern`, started as a person starts it, in an environment without settings.
///
/// @param home the project's folder, with the launcher in it
/// @param work the folder it is started in, where no settings file lies
record Launcher(Path home, Path work) {
  private static final String AOT_VARIABLE = "LECTERN_AOT";

  /// A run that takes longer is stuck.
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /// How often the memory of what runs is read.
  private static final long LOOK_MILLIS = 20;

  /// Whether it starts with classes that were loaded and linked beforehand.
  enum Aot {
    ON,
    OFF
  }

  /// How long a run took.
  ///
  /// @param toAnswer from the start of the process to the first character it printed
  /// @param toEnd until the process was gone, the database stopped and all
  record Run(Duration toAnswer, Duration toEnd) {}

  /// The most memory during a run, in bytes.
  ///
  /// @param javaBytes resident in the Java process
  /// @param postgresBytes of all of PostgreSQL's processes, what they share counted once
  record Peak(long javaBytes, long postgresBytes) {}

  /// Whether it has such a cache that can be left out.
  boolean knowsAot() {
    try {
      return Files.readString(script()).contains(AOT_VARIABLE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path script() {
    return home.resolve("lectern");
  }

  /// Runs a command and throws its output away.
  ///
  /// @param expectedExit what it must end with, so that no failure is timed
  Run run(Aot aot, int expectedExit, List<String> arguments) throws InterruptedException {
    var errors = work.resolve("errors.txt");
    var command = command(aot, arguments).redirectError(errors.toFile());
    try {
      long began = System.nanoTime();
      var process = command.start();
      process.getOutputStream().close();
      try (var output = process.getInputStream()) {
        int first = output.read();
        long answered = System.nanoTime();
        output.readAllBytes();
        int exit = process.waitFor();
        long ended = System.nanoTime();
        if (exit != expectedExit || first < 0) {
          throw new IllegalStateException(
              "lectern %s ended with %d, not %d: %s"
                  .formatted(arguments, exit, expectedExit, Files.readString(errors)));
        }
        return new Run(Duration.ofNanos(answered - began), Duration.ofNanos(ended - began));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Runs a command and looks at the memory of its processes meanwhile.
  Peak peak(Aot aot, List<String> arguments) throws InterruptedException {
    try {
      var process =
          command(aot, arguments)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      long deadline = System.nanoTime() + LIMIT.toNanos();
      var peak = new Peak(0, 0);
      while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        peak = higher(peak, now(process));
        if (System.nanoTime() > deadline) {
          process.destroyForcibly();
          throw new IllegalStateException("lectern %s does not end".formatted(arguments));
        }
      }
      return peak;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Peak now(Process process) {
    long java = 0;
    long postgres = 0;
    var processes = new ArrayList<>(process.descendants().toList());
    processes.add(process.toHandle());
    for (var one : processes) {
      var memory = Memory.of(one);
      if (memory.isPresent() && memory.get().program().equals("java")) {
        java = Math.max(java, memory.get().peakBytes());
      } else if (memory.isPresent() && memory.get().program().equals("postgres")) {
        postgres += memory.get().ownShareBytes();
      }
    }
    return new Peak(java, postgres);
  }

  private static Peak higher(Peak a, Peak b) {
    return new Peak(
        Math.max(a.javaBytes(), b.javaBytes()), Math.max(a.postgresBytes(), b.postgresBytes()));
  }

  private ProcessBuilder command(Aot aot, List<String> arguments) {
    var words = new ArrayList<String>();
    words.add(script().toString());
    words.addAll(arguments);
    var command = new ProcessBuilder(words).directory(work.toFile());
    var environment = command.environment();
    environment.keySet().removeIf(ServedLectern::isSetting);
    if (aot == Aot.OFF && knowsAot()) {
      environment.put(AOT_VARIABLE, "off");
    }
    return command;
  }
}
