package lectern.bench;

import java.nio.file.Path;

/// Runs a benchmark the way all are run: a report is published and the exit code says whether it
/// kept its promises (0, else 1); what was called wrongly is one line and 2.
final class Bench {
  static final int WRONG_USE = 2;

  private Bench() {}

  /// What a main does.
  interface Body {
    Report run(Quick quick) throws InterruptedException;
  }

  /// @return the exit code
  static int run(Body body) throws InterruptedException {
    try {
      var report = body.run(Quick.from(System.getenv()));
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
