package lectern.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;
import lectern.bench.AskMain.Times;
import lectern.bench.Exam.Right;
import lectern.bench.Trial.Told;
import lectern.retrieve.Retriever.Mode;

/// What `make bench-ask` found, as its report.
record AskFindings(
    Path folder, Quick quick, Library library, Exam exam, List<Trial> trials, Times times) {

  /// Promised where people have said which page is right, and where only the rule of {@link
  /// RightPages} does.
  private static final double FOUND_JUDGED_PERCENT = 80;

  private static final double FOUND_BY_RULE_PERCENT = 200.0 / 3;

  /// Whoever asks stays with the question for two seconds.
  private static final double ANSWER_P95_MILLIS = 2_000;

  Report report() {
    var report =
        new Report(
            new Report.Subject(
                "ask-" + Bench.lastName(folder).toLowerCase(Locale.ROOT).replaceAll("\\W+", "-"),
                "Questions on " + Bench.lastName(folder),
                Bench.command("ask", quick, folder),
                quick));
    criteria(report);
    double byChance = answerable().mapToDouble(t -> t.chance(pages())).average().orElse(0) * 100;
    report.comparison(
        new Comparison(
            "right page among the first five",
            percentFound(Mode.HYBRID),
            "five pages drawn blindly",
            byChance,
            "%"));
    compare(report, Mode.LEXICAL);
    compare(report, Mode.VECTOR);
    report.text(summary());
    report.table("Times", timesTable());
    report.plot(plot());
    report.table("Every question", questions());
    report.text(reading());
    return report;
  }

  private void criteria(Report report) {
    double bound = Exam.isJudged(folder) ? FOUND_JUDGED_PERCENT : FOUND_BY_RULE_PERCENT;
    report.criterion(
        Criterion.atLeast(bound, "%", "questions with a right page among the first five")
            .measured(percentFound(Mode.HYBRID)));
    long quotations = trials.stream().mapToInt(trial -> trial.quoted().count()).sum();
    long verified = trials.stream().mapToInt(trial -> trial.quoted().verified()).sum();
    report.criterion(
        Criterion.atLeast(100, "%", "quotations that stand on the page they name")
            .measured(100.0 * verified / quotations));
    int unanswerable = (int) trials.stream().filter(t -> !t.hasRightPage()).count();
    if (unanswerable > 0) {
      int refused =
          (int)
              trials.stream()
                  .filter(t -> !t.hasRightPage() && t.told() == Told.NOT_IN_DOCUMENTS)
                  .count();
      report.criterion(
          Criterion.atLeast(
                  unanswerable, "of " + unanswerable, "unanswerable questions told as such")
              .measured(refused));
    }
    report.criterion(
        Criterion.atMost(ANSWER_P95_MILLIS, "ms", "whole answer, p95")
            .measured(Quantiles.ofMillis(times.answer()).p95()));
  }

  private void compare(Report report, Mode mode) {
    report.comparison(
        new Comparison(
            "right page among the first five",
            percentFound(Mode.HYBRID),
            word(mode) + " search alone",
            percentFound(mode),
            "%"));
  }

  private Stream<Trial> answerable() {
    return trials.stream().filter(Trial::hasRightPage);
  }

  private long count(Predicate<Trial> what) {
    return answerable().filter(what).count();
  }

  private double percentFound(Mode mode) {
    return 100.0 * count(trial -> trial.found(mode)) / answerable().count();
  }

  private int pages() {
    return library.leaves().size();
  }

  private String summary() {
    return """
    %d documents with %d pages; %d questions that they answer and %d that they do not.

    - **A right page is among the first five pages found for %d of %d questions** \
    (%d by words alone, %d by meaning alone).
    - **The answer quotes a right page for %d of %d**; for %d the first quotation stands there. \
    %d are told as not in the documents although they are there, %d quote other pages only.
    %s%s\
    """
        .formatted(
            library.documents().size(),
            pages(),
            answerable().count(),
            trials.size() - answerable().count(),
            count(t -> t.found(Mode.HYBRID)),
            answerable().count(),
            count(t -> t.found(Mode.LEXICAL)),
            count(t -> t.found(Mode.VECTOR)),
            count(Trial::quotesRightPage),
            answerable().count(),
            count(t -> t.told() == Told.FIRST_QUOTATION_RIGHT),
            count(t -> t.told() == Told.NOT_IN_DOCUMENTS),
            count(t -> t.told() == Told.WRONG_PAGES),
            expected(),
            leftOut());
  }

  /// Where the list of questions says what a right quotation holds.
  private String expected() {
    return Exam.isJudged(folder)
        ? "- %d of the answers hold the expected text itself.\n"
            .formatted(count(t -> t.quoted().asExpected() > 0))
        : "";
  }

  private String leftOut() {
    return exam.leftOut().isEmpty()
        ? ""
        : "- Not asked: " + String.join("; ", exam.leftOut()) + ".\n";
  }

  private Table timesTable() {
    var table = Table.of("step", "times", "p50 (ms)", "p95 (ms)", "p99 (ms)", "longest (ms)");
    table = row(table, "search", times.search());
    return row(table, "whole answer, with its search", times.answer());
  }

  private static Table row(Table table, String step, List<Duration> durations) {
    var q = Quantiles.ofMillis(durations);
    return table.row(step, q.count(), q.p50(), q.p95(), q.p99(), q.max());
  }

  private Plot plot() {
    return new Plot.Lines(
        "Time to passages and to the answer, " + Bench.lastName(folder),
        Plot.Axis.logarithmic("at most so long (ms)"),
        Plot.Axis.percent("share of the questions (%)"),
        List.of(
            Plot.LineSeries.cumulative("search", millis(times.search())),
            Plot.LineSeries.cumulative("whole answer", millis(times.answer()))));
  }

  private static List<Double> millis(List<Duration> durations) {
    return durations.stream().map(duration -> duration.toNanos() / 1e6).toList();
  }

  private Table questions() {
    var table =
        Table.of(
            "question", "right pages", "by words", "by meaning", "by both", "the answer quotes");
    for (var trial : trials) {
      table =
          table.row(
              trial.task().question(),
              trial.task().right() instanceof Right.OnPages(var places) ? places.size() : "none",
              rank(trial, Mode.LEXICAL),
              rank(trial, Mode.VECTOR),
              rank(trial, Mode.HYBRID),
              trial.told().words());
    }
    return table;
  }

  private static String rank(Trial trial, Mode mode) {
    var rank = trial.ranks().getOrDefault(mode, OptionalInt.empty());
    return rank.isPresent() ? Integer.toString(rank.getAsInt()) : "–";
  }

  private String reading() {
    var rule =
        Exam.isJudged(folder)
            ? "the page that the list of questions gives, or any page of the document where it "
                + "gives none, with the expected text on it"
            : "a page of a document that the reference answer names (of any, if it names none) "
                + "which holds at least one of its figures: numbers with a thousands separator or "
                + "a decimal point, and percentages. An answer without figures is taken to stand "
                + "on the "
                + RightPages.PAGES_BY_WORDS
                + " pages that share most of its words, weighted by how rare they are. It is a "
                + "rule, not a person's judgement, and lenient where a figure stands on many "
                + "pages: that is what the comparison with pages drawn blindly is for";
    return """
    A right page is %s. The columns “by …” give the place of the first right page among the first \
    five different pages; “–” means none. Each question was asked once before it was timed%s.
    """
        .formatted(rule, quick.choose("", ", then five times"));
  }

  private static String word(Mode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }
}
