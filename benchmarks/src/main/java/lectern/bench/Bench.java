package lectern.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/// Runs a benchmark the way all are run: a report is published and the exit code says whether it
/// kept its promises (0, else 1); what was called wrongly is one line and 2.
final class Bench {
  static final int WRONG_USE = 2;

  /// More processes than this wanting a core before the run make its times doubtful.
  private static final double QUIET_LOAD = 0.5;

  private Bench() {}

  /// What a main does.
  interface Body {
    Report run(Quick quick) throws InterruptedException;
  }

  /// @return the exit code
  static int run(Body body) throws InterruptedException {
    try {
      double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
      var report = body.run(Quick.from(System.getenv()));
      if (load > QUIET_LOAD) {
        report.text(
            ("The machine was shared: in the minute before this run, %.1f processes on average"
                    + " wanted its %d cores. Times are longer than they would be alone.")
                .formatted(load, Runtime.getRuntime().availableProcessors()));
      }
      return report.publish(Report.Scene.here(), System.out);
    } catch (WrongUse | UnreadableCollection | IllegalArgumentException e) {
      System.err.println("bench: " + e.getMessage());
      return WRONG_USE;
    }
  }

  /// What to type to run it again; of the folder only the name, which is all that is the same
  /// elsewhere.
  static String command(String name, Quick quick, Path... data) {
    var text = new StringBuilder(quick.choose("QUICK=1 ", "")).append("make bench-").append(name);
    for (var folder : data) {
      text.append(" DATA=").append(lastName(folder));
    }
    return text.toString();
  }

  static String lastName(Path folder) {
    return folder.toAbsolutePath().normalize().getFileName().toString();
  }
}
