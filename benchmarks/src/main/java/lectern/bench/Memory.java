package lectern.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/// What a process holds in memory, as Linux tells it; elsewhere nothing is told.
///
/// @param residentBytes now, with pages that are shared with others
/// @param peakBytes the most that was resident since it began
/// @param ownShareBytes now, where a page that is shared by n processes counts one n-th
record Memory(String program, long residentBytes, long peakBytes, long ownShareBytes) {
  private static final int KIB = 1024;

  /// Empty when the process has ended, or the system does not tell.
  static Optional<Memory> of(ProcessHandle process) {
    var folder = Path.of("/proc", Long.toString(process.pid()));
    var status = folder.resolve("status");
    try {
      var resident = kib(status, "VmRSS:");
      var peak = kib(status, "VmHWM:");
      var share = kib(folder.resolve("smaps_rollup"), "Pss:");
      return resident.isPresent() && peak.isPresent() && share.isPresent()
          ? Optional.of(
              new Memory(
                  Files.readString(folder.resolve("comm")).strip(),
                  resident.getAsLong() * KIB,
                  peak.getAsLong() * KIB,
                  share.getAsLong() * KIB))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static OptionalLong kib(Path file, String label) throws IOException {
    for (var line : Files.readAllLines(file)) {
      if (line.startsWith(label)) {
        return OptionalLong.of(Long.parseLong(line.replaceAll("\\D", "")));
      }
    }
    return OptionalLong.empty();
  }

  /// Of this process, after all garbage was collected.
  static long heapBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  static double megabytes(long bytes) {
    return bytes / 1e6;
  }
}
