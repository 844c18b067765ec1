package lectern.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The report of one run of a benchmark, put together in the order it is to be read, then
/// published: a dated Markdown file with its plots beside it, so that runs can be compared years
/// later.
///
/// ```java
/// var quick = Quick.from(System.getenv());
/// var report = new Report(new Subject("ask", "Time to an answer", "make bench-ask", quick));
/// report.table("Latency", Table.of("step", "p50 (ms)").row("search", 4.2));
/// report.plot(new Plot.Lines(…));
/// report.criterion(Criterion.atMost(2_000, "ms", "first answer, p95").measured(1_240));
/// report.comparison(new Comparison("answer", 1_240, "the search alone", 4.2, "ms"));
/// System.exit(report.publish(Report.Scene.here(), System.out));
/// ```
///
/// For one thread.
public final class Report {

  /// What was run.
  ///
  /// @param name part of the file's name: lower-case letters, digits and dashes
  /// @param command what to type to run it again
  public record Subject(String name, String title, String command, Quick quick) {

    public Subject {
      if (!name.matches("[a-z0-9-]+")) {
        throw new IllegalArgumentException("no name for a file: " + name);
      }
    }
  }

  /// Where and when it was run.
  ///
  /// @param results the folder to publish in, made when missing
  public record Scene(Path results, LocalDate date, Machine machine, Revision revision) {

    private static final Path RESULTS = Path.of("benchmarks", "results");

    /// This machine, today (in UTC), for a process that was started in the project's folder.
    public static Scene here() throws InterruptedException {
      Revision revision = Revision.of(Path.of("").toAbsolutePath());
      return new Scene(RESULTS, LocalDate.now(ZoneOffset.UTC), Machine.current(), revision);
    }
  }

  private final Subject subject;
  private final List<Function<Scene, String>> body = new ArrayList<>();
  private final List<Plot> plots = new ArrayList<>();
  private final List<Criterion> criteria = new ArrayList<>();
  private final List<Comparison> comparisons = new ArrayList<>();

  public Report(Subject subject) {
    this.subject = subject;
  }

  /// Adds a paragraph: what was done, what to make of it.
  public void text(String markdown) {
    body.add(_ -> markdown.strip() + "\n\n");
  }

  public void table(String heading, Table table) {
    body.add(_ -> "## %s\n\n%s\n".formatted(heading, table.markdown()));
  }

  /// Adds a picture; its file is written when the report is published.
  public void plot(Plot plot) {
    plots.add(plot);
    int number = plots.size();
    body.add(scene -> "![%s](%s)\n\n".formatted(plot.title(), plotFile(scene, number)));
  }

  public void criterion(Criterion criterion) {
    criteria.add(criterion);
  }

  public void comparison(Comparison comparison) {
    comparisons.add(comparison);
  }

  /// Whether everything that was promised was kept, as the process is to tell it: 0, else 1.
  public int exitCode() {
    return criteria.stream().allMatch(Criterion::isMet) ? 0 : 1;
  }

  /// Writes the report and its plots, replacing those of the same day, and prints criteria,
  /// comparisons and, last, one line that sums up.
  ///
  /// @return the exit code
  /// @throws IllegalStateException when nothing was promised or nothing compared: such a run would
  ///   tell nobody whether it is good
  public int publish(Scene scene, PrintStream console) {
    if (criteria.isEmpty() || comparisons.isEmpty()) {
      throw new IllegalStateException("a report needs a criterion and a comparison");
    }
    Path file = scene.results().resolve(stem(scene) + suffix() + ".md");
    try {
      Files.createDirectories(scene.results());
      for (int i = 0; i < plots.size(); i++) {
        Picture.write(plots.get(i), scene.results().resolve(plotFile(scene, i + 1)));
      }
      Files.writeString(file, markdown(scene));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the report " + file, e);
    }
    criteria.forEach(criterion -> console.println(criterion.summary()));
    comparisons.forEach(comparison -> console.println(comparison.summary()));
    console.println(summary() + " → " + file);
    return exitCode();
  }

  String markdown(Scene scene) {
    var text = new StringBuilder("# ").append(subject.title()).append("\n\n");
    text.append("- Date: ").append(scene.date()).append(quickNote()).append('\n');
    text.append("- Machine: ").append(scene.machine().description()).append('\n');
    text.append("- Command: `").append(subject.command()).append("`\n");
    text.append("- Revision: ").append(scene.revision().name()).append("\n\n");
    text.append("## Criteria\n\n").append(criteriaTable().markdown()).append('\n');
    text.append("## Comparisons\n\n").append(comparisonTable().markdown()).append('\n');
    body.forEach(section -> text.append(section.apply(scene)));
    return text.append(summary()).append('\n').toString();
  }

  private Table criteriaTable() {
    var table = Table.of("criterion", "promised", "measured", "outcome");
    for (Criterion c : criteria) {
      table = table.row(c.name(), c.promised(), Figures.of(c.measured(), c.unit()), c.outcome());
    }
    return table;
  }

  private Table comparisonTable() {
    var table = Table.of("what", "measured", "compared with", "its value", "ratio");
    for (Comparison c : comparisons) {
      table =
          table.row(
              c.what(),
              Figures.of(c.measured(), c.unit()),
              c.reference(),
              Figures.of(c.referenceValue(), c.unit()),
              Figures.of(c.ratio()));
    }
    return table;
  }

  private String summary() {
    long missed = criteria.stream().filter(criterion -> !criterion.isMet()).count();
    Criterion telling =
        criteria.stream().filter(c -> !c.isMet()).findFirst().orElse(criteria.getFirst());
    String kept =
        missed == 0
            ? "%d of %d criteria met".formatted(criteria.size(), criteria.size())
            : "%d of %d criteria MISSED".formatted(missed, criteria.size());
    return "%s: %s; %s; %s"
        .formatted(subject.name(), kept, telling.summary(), comparisons.getFirst().summary());
  }

  private String quickNote() {
    return subject.quick().choose(" (a quick run: not for comparison)", "");
  }

  private String suffix() {
    return subject.quick().choose(".quick", "");
  }

  private String stem(Scene scene) {
    return scene.date() + "-" + subject.name();
  }

  /// @param number counted from 1
  private String plotFile(Scene scene, int number) {
    String which = plots.size() == 1 ? "" : "-" + number;
    return stem(scene) + which + suffix() + ".png";
  }
}
