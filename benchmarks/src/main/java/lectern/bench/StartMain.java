package lectern.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lectern.bench.Launcher.Aot;
import lectern.bench.Launcher.Peak;
import lectern.bench.Launcher.Run;

/// `make bench-start`: how long it takes from the start of the process to its answer, and how much
/// memory that needs, with the launcher that people use.
public final class StartMain {
  private static final int RUNS = 5;
  private static final int QUICK_RUNS = 2;

  /// What somebody who types a command waits without wondering; a start takes about two seconds.
  private static final double SEARCH_SECONDS = 3;

  private static final String QUESTION = "How many days of leave do I get each year?";

  /// Nothing is found in an empty data folder, which is told with this exit code.
  private static final int NOTHING_FOUND = 1;

  private StartMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    System.exit(Bench.run(quick -> run(arguments, quick)));
  }

  private static Report run(String[] arguments, Quick quick) throws InterruptedException {
    if (arguments.length > 0) {
      throw new WrongUse("make bench-start takes no DATA");
    }
    var home = Path.of("").toAbsolutePath();
    var work = Workbench.temporaryFolder();
    try {
      var launcher = new Launcher(home, work);
      var data = work.resolve("prepared");
      launcher.run(Aot.ON, 0, List.of("--help")); // builds, where something is to be built
      launcher.run(
          Aot.ON,
          0,
          List.of("ingest", home.resolve("samples/onboarding.md").toString(), "--data", "" + data));
      return measured(launcher, data, quick).report();
    } finally {
      Workbench.delete(work);
    }
  }

  /// What is started.
  private enum Start {
    HELP("--help"),
    SEARCH("search"),
    FIRST("search on an empty data folder");

    private final String words;

    Start(String words) {
      this.words = words;
    }
  }

  private static Findings measured(Launcher launcher, Path data, Quick quick)
      throws InterruptedException {
    var variants = launcher.knowsAot() ? List.of(Aot.ON, Aot.OFF) : List.of(Aot.OFF);
    int runs = quick.choose(QUICK_RUNS, RUNS);
    var meter = Meter.ofConsole();
    meter.begin("starts:", variants.size() * Start.values().length * runs);
    var found = new LinkedHashMap<Aot, Map<Start, List<Run>>>();
    for (int run = 0; run < runs; run++) { // in turns, so that a slow minute is nobody's alone
      for (var aot : variants) {
        var of = found.computeIfAbsent(aot, _ -> new EnumMap<>(Start.class));
        for (var start : Start.values()) {
          var folder = start == Start.FIRST ? data.resolveSibling("empty-" + aot + run) : data;
          of.computeIfAbsent(start, _ -> new ArrayList<>()).add(time(launcher, aot, start, folder));
          meter.step();
        }
      }
    }
    var peaks = new EnumMap<Aot, Peak>(Aot.class);
    for (var aot : variants) {
      peaks.put(aot, launcher.peak(aot, List.of("search", QUESTION, "--data", "" + data)));
    }
    return new Findings(quick, runs, variants, found, peaks);
  }

  private static Run time(Launcher launcher, Aot aot, Start start, Path data)
      throws InterruptedException {
    var search = List.of("search", QUESTION, "--data", data.toString());
    return switch (start) {
      case HELP -> launcher.run(aot, 0, List.of("--help"));
      case SEARCH -> launcher.run(aot, 0, search);
      case FIRST -> launcher.run(aot, NOTHING_FOUND, search);
    };
  }

  private record Findings(
      Quick quick,
      int runs,
      List<Aot> variants,
      Map<Aot, Map<Start, List<Run>>> found,
      Map<Aot, Peak> peaks) {

    Report report() {
      var report =
          new Report(
              new Report.Subject("start", "Start to answer", Bench.command("start", quick), quick));
      var usual = variants.getFirst();
      report.criterion(
          Criterion.atMost(SEARCH_SECONDS, "s", "search, start to answer, median")
              .measured(answer(usual, Start.SEARCH)));
      if (variants.contains(Aot.ON)) {
        report.comparison(
            new Comparison(
                "search, start to answer",
                answer(Aot.ON, Start.SEARCH),
                "the same without the AOT cache",
                answer(Aot.OFF, Start.SEARCH),
                "s"));
      }
      report.comparison(
          new Comparison(
              "search, start to answer",
              answer(usual, Start.SEARCH),
              "the same on an empty data folder",
              answer(usual, Start.FIRST),
              "s"));
      report.text(
          """
          Medians of %d runs of the launcher, in turns. The answer is there when the first \
          character is printed; the end is when the process is gone and PostgreSQL has stopped. On \
          an empty data folder PostgreSQL's files are made first; its programs are unpacked \
          already, as they are once for each user.

          Memory is the peak during one search, read 50 times a second: of the Java process what \
          is resident, of PostgreSQL the sum over its processes with shared memory counted once.
          """
              .formatted(runs));
      report.table("Time", times());
      report.table("Memory during a search", memory());
      report.plot(
          new Plot.Bars(
              "Start to answer",
              "",
              Plot.Axis.of("seconds, median"),
              List.of(Start.values()).stream().map(start -> start.words).toList(),
              variants.stream()
                  .map(aot ->
                      new Plot.BarSeries(
                          word(aot),
                          List.of(Start.values()).stream().map(s -> answer(aot, s)).toList()))
                  .toList()));
      return report;
    }

    private Table times() {
      var table = Table.of("command", "to the answer (s)", "slowest (s)", "to the end (s)");
      for (var aot : variants) {
        for (var start : Start.values()) {
          var runs = of(aot, start);
          table =
              table.row(
                  "`lectern " + start.words + "`, " + word(aot),
                  answer(aot, start),
                  runs.stream().mapToDouble(r -> seconds(r.toAnswer())).max().orElseThrow(),
                  median(runs.stream().map(Run::toEnd).toList()));
        }
      }
      return table;
    }

    private Table memory() {
      var table = Table.of("started", "Java (MB)", "PostgreSQL (MB)");
      for (var peak : peaks.entrySet()) {
        table =
            table.row(
                word(peak.getKey()),
                Memory.megabytes(peak.getValue().javaBytes()),
                Memory.megabytes(peak.getValue().postgresBytes()));
      }
      return table;
    }

    private List<Run> of(Aot aot, Start start) {
      return found.getOrDefault(aot, Map.of()).getOrDefault(start, List.of());
    }

    /// The median, in seconds.
    private double answer(Aot aot, Start start) {
      return median(of(aot, start).stream().map(Run::toAnswer).toList());
    }

    private static double median(List<Duration> durations) {
      return Quantiles.ofMillis(durations).p50() / 1e3;
    }

    private static double seconds(Duration duration) {
      return duration.toMillis() / 1e3;
    }

    private static String word(Aot aot) {
      return switch (aot) {
        case ON -> "with AOT cache";
        case OFF -> "without AOT cache";
      };
    }
  }
}
