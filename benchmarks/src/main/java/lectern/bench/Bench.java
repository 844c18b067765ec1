package lectern.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Runs a benchmark the way all are run: a report is published and the exit code says whether it
/// kept its promises (0, else 1); what was called wrongly is one line and 2.
final class Bench {
  static final int WRONG_USE = 2;

  /// So long the machine is listened to before the run.
  private static final long LISTEN_SECONDS = 1;

  /// When others keep more of the cores busy than this, times are doubtful.
  private static final double QUIET_PERCENT = 20;

  private Bench() {}

  /// What a main does.
  interface Body {
    Report run(Quick quick) throws InterruptedException;
  }

  /// @return the exit code
  static int run(Body body) throws InterruptedException {
    try {
      double busy = busyPercent();
      var report = body.run(quick());
      if (busy > QUIET_PERCENT) {
        report.text(
            ("The machine was shared: just before this run, others kept %.0f %% of its cores busy."
                    + " Times are longer than they would be alone.")
                .formatted(busy));
      }
      return report.publish(Report.Scene.here(), System.out);
    } catch (WrongUse | UnreadableCollection e) {
      System.err.println("bench: " + e.getMessage());
      return WRONG_USE;
    }
  }

  private static Quick quick() {
    try {
      return Quick.from(System.getenv());
    } catch (IllegalArgumentException e) {
      throw new WrongUse(String.valueOf(e.getMessage()));
    }
  }

  /// How much of all cores is in use. The system tells it for the time since it was asked last.
  private static double busyPercent() throws InterruptedException {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    double before = system.getCpuLoad();
    boolean isDisturbed = new CountDownLatch(1).await(LISTEN_SECONDS, TimeUnit.SECONDS);
    return 100 * (isDisturbed ? before : system.getCpuLoad());
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
