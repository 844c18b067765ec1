package lectern.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import lectern.bench.HttpMain.Load;

/// What `make bench-http` found, as a report.
record HttpFindings(Quick quick, Load load, Turns turns) {
  /// Of the rate that was asked for: the rest is the wait for the last replies.
  private static final double RATE_KEPT = 0.99;

  /// What is promised of p99: within this, a page that searches as you type feels live.
  private static final double P99_MILLIS = 100;

  /// The last quarter of the time may need so much more than the second, by the median: a heap that
  /// is collected moves by a few percent, one that leaks does not stop.
  private static final double FLAT = 1.05;

  /// What is promised: files that come in slow answers by less than 20 %.
  private static final double SLOWED = 1.2;

  /// Waiting times in milliseconds.
  record Waits(List<Double> answers, List<Double> searches) {
    static Waits none() {
      return new Waits(new ArrayList<>(), new ArrayList<>());
    }
  }

  /// @param alone without files coming in
  /// @param besides with files coming in
  /// @param files that came in
  record Turns(Waits alone, Waits besides, int files) {}

  /// Memory of the Java process in megabytes.
  ///
  /// @param atStart with the samples taken in, before anybody asked
  /// @param during the searches, at even distances
  record Resident(double atStart, List<Double> during) {
    double quarter(int number) {
      int size = during.size() / 4;
      return quantile(during.subList(number * size, (number + 1) * size), 0.5);
    }

    double growth() {
      return quarter(3) / quarter(1);
    }
  }

  Report report() {
    var report =
        new Report(
            new Report.Subject(
                "http", "Many readers at once", Bench.command("http", quick), quick));
    promise(report);
    compare(report);
    report.text(explanation());
    report.table("Waiting times (ms)", times());
    report.table("Memory of the Java process (MB)", memory());
    plot(report);
    return report;
  }

  private void promise(Report report) {
    report.criterion(
        Criterion.atLeast(RATE_KEPT * HttpMain.PER_SECOND, "/s", "searches answered")
            .measured(load.outcome().perSecond()));
    report.criterion(
        Criterion.atMost(0, "", "searches that failed").measured(load.outcome().failed()));
    report.criterion(
        Criterion.atMost(P99_MILLIS, "ms", "search, p99")
            .measured(quantile(load.outcome().millis(), 0.99)));
    report.criterion(
        Criterion.atLeast(HttpMain.STREAMS, "", "streams open to the end")
            .measured(load.stillOpen()));
    report.criterion(
        Criterion.atMost(FLAT, "", "memory, last quarter by second")
            .measured(load.resident().growth()));
    report.criterion(
        Criterion.atMost(SLOWED, "", "answer, median, with ingest by without")
            .measured(ratio(turns.besides().answers(), turns.alone().answers())));
  }

  private void compare(Report report) {
    report.comparison(
        new Comparison(
            "search at " + HttpMain.PER_SECOND + "/s, median",
            quantile(load.outcome().millis(), 0.5),
            "a search alone",
            quantile(load.quietMillis(), 0.5),
            "ms"));
    report.comparison(
        new Comparison(
            "search with ingest, median",
            quantile(turns.besides().searches(), 0.5),
            "without",
            quantile(turns.alone().searches(), 0.5),
            "ms"));
  }

  private void plot(Report report) {
    report.plot(
        new Plot.Lines(
            "Waiting for a search",
            Plot.Axis.logarithmic("milliseconds"),
            Plot.Axis.percent("searches (%)"),
            List.of(
                spread("%d/s".formatted(HttpMain.PER_SECOND), load.outcome().millis()),
                spread("alone", load.quietMillis()))));
    report.plot(
        new Plot.Lines(
            "Waiting for an answer",
            Plot.Axis.of("milliseconds"),
            Plot.Axis.percent("answers (%)"),
            List.of(
                spread("without ingest", turns.alone().answers()),
                spread("with ingest", turns.besides().answers()))));
  }

  private String explanation() {
    return """
    The server is `./lectern serve` with the samples and PostgreSQL of its own; the load comes \
    from the same machine, from one thread. %d searches a second are sent at even distances over \
    %d connections that stay open, whatever the server does, and a time counts from the moment \
    its search was due. There are %d different questions in turns, each of six words drawn from \
    the samples' questions (seed fixed); the server remembers their vectors after the first \
    time. %d clients listen to the event stream meanwhile. The only settings that are not \
    preset are the limits on one key, since one key asks for all.

    Answers and searches with and without ingest are asked one after the other, in turns of a \
    few seconds in the same run; during ingest there are always eight files on their way, copies \
    of samples that are all different, %d in all. They come into another workspace, so that what \
    is asked stays the same, and are deleted after each turn.
    """
        .formatted(
            HttpMain.PER_SECOND,
            SearchLoad.LINES,
            HttpMain.QUESTIONS,
            HttpMain.STREAMS,
            turns.files());
  }

  private Table times() {
    var table = Table.of("what", "count", "p50", "p99", "p99.9", "slowest");
    table = row(table, "search, %d/s".formatted(HttpMain.PER_SECOND), load.outcome().millis());
    table = row(table, "search, alone", load.quietMillis());
    table = row(table, "search, without ingest", turns.alone().searches());
    table = row(table, "search, with ingest", turns.besides().searches());
    table = row(table, "answer, without ingest", turns.alone().answers());
    return row(table, "answer, with ingest", turns.besides().answers());
  }

  private static Table row(Table table, String what, List<Double> millis) {
    return table.row(
        what,
        millis.size(),
        quantile(millis, 0.5),
        quantile(millis, 0.99),
        quantile(millis, 0.999),
        quantile(millis, 1));
  }

  private Table memory() {
    var resident = load.resident();
    double minutes = load.outcome().seconds() / 60;
    return Table.of("when", "resident")
        .row("samples taken in", resident.atStart())
        .row("second quarter of the searches", resident.quarter(1))
        .row("last quarter", resident.quarter(3))
        .row("growth a minute", (resident.quarter(3) - resident.quarter(1)) / (minutes / 2));
  }

  private static double ratio(List<Double> these, List<Double> those) {
    return quantile(these, 0.5) / quantile(those, 0.5);
  }

  /// Nearest rank: a measurement that was made.
  private static double quantile(List<Double> values, double share) {
    var sorted = values.stream().mapToDouble(it -> it).toArray();
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(sorted.length * share) - 1)];
  }

  /// A thousand points show a curve as well as sixty thousand do.
  private static Plot.LineSeries spread(String name, List<Double> millis) {
    var sorted = millis.stream().sorted().toList();
    int points = Math.min(1_000, sorted.size());
    var some = IntStream.range(0, points).mapToObj(i -> sorted.get(i * sorted.size() / points));
    return Plot.LineSeries.cumulative(name, some.toList());
  }
}
