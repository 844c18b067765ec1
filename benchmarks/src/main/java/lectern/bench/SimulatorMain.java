package lectern.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// `make bench-simulator`: how many chats a second the simulator serves on one core, and whether a
/// thousand streams at once keep the pace that its plan sets them.
public final class SimulatorMain {
  private static final int GENERATOR_CORE = 1;

  /// What is promised: it is never the bottleneck.
  private static final double CHATS_PER_SECOND = 10_000;

  private static final int CONNECTIONS = 32;
  private static final int STREAMS = 1_000;
  private static final int PAUSES = 20;
  private static final Duration PAUSE = Duration.ofMillis(250);

  /// Callers are not in step; all streams are open together for four seconds of their five.
  private static final Duration SPREAD = Duration.ofSeconds(1);

  /// Who waits five seconds for an answer does not notice half a second.
  private static final double TOLERANCE = 0.1;

  private static final String NO_LIMITS = "limits: {openai: none}\n";

  private SimulatorMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    System.exit(Bench.run(quick -> run(arguments, quick)));
  }

  private static Report run(String[] arguments, Quick quick) throws InterruptedException {
    if (arguments.length > 0) {
      throw new WrongUse("make bench-simulator takes no DATA");
    }
    var home = Path.of("").toAbsolutePath();
    var work = Workbench.temporaryFolder();
    int cores = Runtime.getRuntime().availableProcessors();
    SimulatorProcess.bindMyself(Integer.toString(GENERATOR_CORE));
    try {
      var chats = chats(home, work, quick);
      var streams = streams(home, work, quick);
      SimulatorProcess.bindMyself("0-" + (cores - 1)); // the report tells what the machine has
      return report(quick, chats, streams);
    } finally {
      Workbench.delete(work);
    }
  }

  /// @param perSecond answers in each second of the measured time
  /// @param alone answers a second on a single connection
  /// @param cpuMicros of the processor for each answer: what is left of a machine that is shared
  private record Chats(List<Double> perSecond, double alone, double cpuMicros) {
    double median() {
      return Quantiles.of(perSecond.stream().mapToDouble(d -> d).toArray()).p50();
    }
  }

  private static Chats chats(Path home, Path work, Quick quick) {
    int seconds = quick.choose(8, 60);
    try (var simulator = SimulatorProcess.start(home, work, NO_LIMITS);
        var callers = Callers.connect(simulator.port(), CONNECTIONS, Caller.Manner.WHOLE);
        var single = Callers.connect(simulator.port(), 1, Caller.Manner.WHOLE)) {
      callers.askFor(Duration.ofSeconds(quick.choose(12, 60))); // until Java has compiled it all
      var perSecond = new ArrayList<Double>();
      var before = simulator.used();
      for (int second = 0; second < seconds; second++) {
        perSecond.add((double) callers.askFor(Duration.ofSeconds(1)));
      }
      double answers = perSecond.stream().mapToDouble(d -> d).sum();
      double cpuMicros = simulator.used().minus(before).toNanos() / 1e3 / answers;
      return new Chats(perSecond, single.askFor(Duration.ofSeconds(1)), cpuMicros);
    }
  }

  /// How long each of the streams took.
  private static List<Duration> streams(Path home, Path work, Quick quick) {
    try (var simulator = SimulatorProcess.start(home, work, NO_LIMITS + pauses());
        var callers = Callers.connect(simulator.port(), STREAMS, Caller.Manner.STREAMED)) {
      for (int i = 0; i < quick.choose(1, 5); i++) {
        callers.askOnce(SPREAD); // until Java has compiled it all
      }
      return callers.askOnce(SPREAD);
    }
  }

  private static String pauses() {
    return IntStream.range(0, PAUSES)
        .mapToObj(i ->
            "  - {name: pause %d, do: {stall: {after: %d, for: %dms}}}"
                .formatted(i, i, PAUSE.toMillis()))
        .collect(Collectors.joining("\n", "faults:\n", "\n"));
  }

  private static Report report(Quick quick, Chats chats, List<Duration> streams) {
    var paced = PAUSE.multipliedBy(PAUSES).toMillis();
    double kept =
        100.0
            * streams.stream().filter(d -> d.toMillis() <= paced * (1 + TOLERANCE)).count()
            / STREAMS;
    var subject =
        new Report.Subject(
            "simulator", "The simulator's speed", Bench.command("simulator", quick), quick);
    var report = new Report(subject);
    report.criterion(
        Criterion.atLeast(CHATS_PER_SECOND, "/s", "short chats on one core, median second")
            .measured(chats.median()));
    report.criterion(
        Criterion.atLeast(99, "%", "of 1,000 streams at once that keep pace").measured(kept));
    report.comparison(
        new Comparison(
            "chats, 32 connections", chats.median(), "one connection", chats.alone(), "/s"));
    report.comparison(
        new Comparison(
            "chats a second of processor time",
            1e6 / chats.cpuMicros(),
            "chats a second of the wall clock",
            chats.median(),
            "/s"));
    report.text(
        """
        The simulator runs on core %d, the one that asks on core %d. Each chat is a question of \
        its own, answered whole by the real chat model; there is no bill, no limit and no latency. \
        Each stream is given %d pauses of %d ms by its plan, four pieces a second and four \
        thousand for all; they begin within a second of each other. A stream keeps pace when all \
        of it is there within a tenth more than its pauses.

        A chat takes %.1f µs of the processor, the garbage collector and the compiler included.
        """
            .formatted(
                SimulatorProcess.CORE,
                GENERATOR_CORE,
                PAUSES,
                PAUSE.toMillis(),
                chats.cpuMicros()));
    report.table("Chats a second", spread(chats));
    report.table("Seconds a stream takes", spread(streams));
    report.plot(
        new Plot.Lines(
            "Chats a second on one core",
            Plot.Axis.of("second"),
            Plot.Axis.of("chats a second"),
            List.of(new Plot.LineSeries("32 connections", counted(chats), chats.perSecond()))));
    report.plot(
        new Plot.Lines(
            "1,000 streams at once",
            Plot.Axis.of("seconds to the end"),
            Plot.Axis.percent("streams (%)"),
            List.of(
                Plot.LineSeries.cumulative(
                    "streams", streams.stream().map(d -> d.toMillis() / 1e3).toList()))));
    return report;
  }

  private static List<Double> counted(Chats chats) {
    return IntStream.rangeClosed(1, chats.perSecond().size()).mapToObj(i -> (double) i).toList();
  }

  private static Table spread(Chats chats) {
    var all = Quantiles.of(chats.perSecond().stream().mapToDouble(d -> d).toArray());
    return Table.of("connections", "mean", "median", "best second")
        .row("32", all.mean(), all.p50(), all.max())
        .row("1", chats.alone(), chats.alone(), chats.alone());
  }

  private static Table spread(List<Duration> streams) {
    var all = Quantiles.ofMillis(streams);
    return Table.of("streams", "median", "95th percentile", "slowest")
        .row("1,000", all.p50() / 1e3, all.p95() / 1e3, all.max() / 1e3);
  }
}
