package lectern.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What a benchmark ran on.
///
/// @param memoryBytes of the machine or of the container, whichever is smaller
public record Machine(String cpu, int cores, long memoryBytes, String os, String jdk) {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  public static Machine current() {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Machine(
        cpuModel().orElse("unknown") + " (" + System.getProperty("os.arch") + ")",
        system.getAvailableProcessors(),
        system.getTotalMemorySize(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + Runtime.version());
  }

  /// Linux tells it in a file; elsewhere the architecture has to do.
  private static Optional<String> cpuModel() {
    try (var lines = Files.lines(CPU_INFO)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  String description() {
    return "%s, %d cores, %.1f GiB memory, %s, %s"
        .formatted(cpu, cores, memoryBytes / (double) (1L << 30), os, jdk);
  }
}
