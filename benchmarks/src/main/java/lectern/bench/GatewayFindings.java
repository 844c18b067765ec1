package lectern.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lectern.bench.Crowd.Turn;

/// What was measured, and what to make of it.
final class GatewayFindings {
  static final String DIRECT = "direct";
  static final String BARE = "bare";
  static final String LECTERN = "Lectern";
  private static final String PORTKEY = "Portkey " + Portkey.VERSION;
  private static final List<String> ALL = List.of(DIRECT, BARE, PORTKEY, LECTERN);

  /// The connections at which throughputs are compared, as published comparisons of gateways do.
  private static final int COMPARED = 10;

  // What Lectern promises.
  private static final double BY_PORTKEY = 8;
  private static final double BY_BARE = 0.5;
  private static final double ADDED_MILLIS = 1;

  /// More errors than that, and the other figures mean nothing.
  private static final double ERRORS_PERCENT = 0.1;

  private final Map<Load, List<Turn>> turns = new LinkedHashMap<>();
  private final Map<String, List<Double>> streams = new LinkedHashMap<>();
  private final Map<String, Double> resident = new LinkedHashMap<>();

  /// @param name of who was asked
  record Load(String name, int connections) {}

  void add(Load key, Turn turn) {
    turns.computeIfAbsent(key, _ -> new ArrayList<>()).add(turn);
  }

  void streamed(String name, List<Double> firstTokenMillis) {
    streams.put(name, firstTokenMillis);
  }

  void resident(String name, double megabytes) {
    resident.put(name, megabytes);
  }

  private List<Turn> of(String name, int connections) {
    return turns.getOrDefault(new Load(name, connections), List.of());
  }

  /// The median of its turns.
  private double perSecond(String name, int connections) {
    return quantiles(of(name, connections).stream().map(Turn::perSecond).toList()).p50();
  }

  private Quantiles waits(String name, int connections) {
    return quantiles(of(name, connections).stream().flatMap(it -> it.millis().stream()).toList());
  }

  private static Quantiles quantiles(Collection<Double> values) {
    return Quantiles.of(values.stream().mapToDouble(it -> it).toArray());
  }

  private double errorsPercent(String name) {
    var all = GatewayMain.CONNECTIONS.stream().flatMap(it -> of(name, it).stream()).toList();
    double failures = all.stream().mapToLong(Turn::failures).sum();
    double answers = all.stream().mapToLong(it -> it.millis().size()).sum();
    return 100 * failures / (failures + answers);
  }

  Report report(Quick quick) {
    var report =
        new Report(
            new Report.Subject(
                "gateway", "What the gateway costs", Bench.command("gateway", quick), quick));
    report.criterion(
        Criterion.atMost(ERRORS_PERCENT, "%", "calls through Lectern that failed")
            .measured(errorsPercent(LECTERN)));
    if (quick == Quick.NO) { // in a quick run nothing is warm
      promise(report);
    }
    compare(report);
    report.text(explanation());
    report.table("Calls a second", throughput());
    report.table("Milliseconds a call takes", times());
    report.table("Milliseconds to the first token of a stream, one at a time", firstTokens());
    report.table("Memory after the load, and errors", memory());
    report.plot(
        new Plot.Bars(
            "Calls a second through one core",
            "connections",
            Plot.Axis.logarithmic("calls a second"),
            GatewayMain.CONNECTIONS.stream().map(String::valueOf).toList(),
            ALL.stream().map(this::bars).toList()));
    return report;
  }

  private void promise(Report report) {
    double lectern = perSecond(LECTERN, COMPARED);
    report.criterion(
        Criterion.atLeast(BY_PORTKEY, "×", "calls a second at 10 connections, by Portkey's")
            .measured(lectern / perSecond(PORTKEY, COMPARED)));
    report.criterion(
        Criterion.atLeast(BY_BARE, "×", "calls a second at 10 connections, by those passed on")
            .measured(lectern / perSecond(BARE, COMPARED)));
    report.criterion(
        Criterion.atMost(ADDED_MILLIS, "ms", "p99 at 1 connection, over one passed on")
            .measured(waits(LECTERN, 1).p99() - waits(BARE, 1).p99()));
  }

  private void compare(Report report) {
    for (var other : List.of(PORTKEY, BARE, DIRECT)) {
      report.comparison(
          new Comparison(
              "calls a second, 10 connections",
              perSecond(LECTERN, COMPARED),
              other,
              perSecond(other, COMPARED),
              "/s"));
    }
    report.comparison(
        new Comparison(
            "first token, median",
            quantiles(streams.getOrDefault(LECTERN, List.of())).p50(),
            BARE,
            quantiles(streams.getOrDefault(BARE, List.of())).p50(),
            "ms"));
  }

  private String explanation() {
    return """
    A server of OpenAI's kind answers every chat at once and always with the same: what it does \
    when asked directly is the ceiling of everything else here. *Bare* passes a call on with \
    Lectern's server (Helidon) and Lectern's transport, and does nothing besides. *Lectern* is \
    `./lectern serve` with what it has on by itself: API keys, limits, breakers, a record of each \
    call, and a line in the log of accesses; only the requests that one key may make a minute are \
    set higher. *Portkey* is its gateway from npm with two repairs, without which its streams \
    fail: older versions of `hono`, and its own change to `async-retry`.

    All three gateways are bound to core 0, where only the one that is asked has anything to do; \
    who asks and who answers share core 1. They are asked in turns, after warming up. Retries \
    play no part. Each stream has a connection of its own, which is there before it is asked for. \
    A figure of the first table is the median of the turns; quantiles are of all \
    calls of all turns.
    """;
  }

  private Table throughput() {
    var table = Table.of("connections", "direct (the ceiling)", BARE, PORTKEY, LECTERN);
    for (int connections : GatewayMain.CONNECTIONS) {
      var figures = ALL.stream().map(it -> perSecond(it, connections)).toArray();
      table = table.row(Integer.toString(connections), figures);
    }
    return table;
  }

  private Table times() {
    var table = Table.of("who, connections", "p50", "p99", "added p50", "added p99");
    for (int connections : GatewayMain.CONNECTIONS) {
      var floor = waits(DIRECT, connections);
      for (var name : ALL) {
        var waits = waits(name, connections);
        table =
            table.row(
                name + ", " + connections,
                waits.p50(),
                waits.p99(),
                waits.p50() - floor.p50(),
                waits.p99() - floor.p99());
      }
    }
    return table;
  }

  private Table firstTokens() {
    var table = Table.of("who", "p50", "p99", "added p50", "added p99");
    var floor = quantiles(streams.getOrDefault(DIRECT, List.of()));
    for (var name : ALL) {
      var waits = quantiles(streams.getOrDefault(name, List.of()));
      table =
          table.row(
              name, waits.p50(), waits.p99(), waits.p50() - floor.p50(), waits.p99() - floor.p99());
    }
    return table;
  }

  private Table memory() {
    var table = Table.of("who", "resident (MB)", "failed (%)");
    for (var name : ALL) {
      Object megabytes = resident.containsKey(name) ? resident.get(name) : "–";
      table = table.row(name, megabytes, errorsPercent(name));
    }
    return table;
  }

  private Plot.BarSeries bars(String name) {
    return new Plot.BarSeries(
        name, GatewayMain.CONNECTIONS.stream().map(it -> perSecond(name, it)).toList());
  }
}
