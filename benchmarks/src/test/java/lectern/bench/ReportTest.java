package lectern.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  private static final Machine MACHINE =
      new Machine("Abacus 3000", 2, 24L << 30, "Linux 6.1", "OpenJDK 25.0.3+9");
  private static final Criterion MET =
      Criterion.atLeast(0.42, "", "nDCG@10, hybrid").measured(0.424);
  private static final Criterion MISSED =
      Criterion.atMost(2_000, "ms", "first answer").measured(2_100);
  private static final Comparison BETTER =
      new Comparison("hybrid", 0.424, "lexical alone", 0.374, "");

  @TempDir private Path folder;
  private final ByteArrayOutputStream console = new ByteArrayOutputStream();

  @Test
  void a_report_says_what_was_run_when_where_and_how_it_ended() throws IOException {
    Report report = report(Quick.NO);
    report.text("Cranfield, as it is.");
    report.table("Quality", Table.of("mode", "nDCG@10").row("hybrid", 0.424).row("lexical", 0.374));
    report.criterion(MET);
    report.comparison(BETTER);

    report.publish(scene(), console());

    assertThat(Files.readString(folder.resolve("2026-11-22-retrieval.md")))
        .isEqualTo(
            """
            # Retrieval quality

            - Date: 2026-11-22
            - Machine: Abacus 3000, 2 cores, 24.0 GiB memory, Linux 6.1, OpenJDK 25.0.3+9
            - Command: `make bench-retrieval`
            - Revision: da17012

            ## Criteria

            | criterion | promised | measured | outcome |
            | --- | ---: | ---: | ---: |
            | nDCG@10, hybrid | at least 0.4200 | 0.4240 | met |

            ## Comparisons

            | what | measured | compared with | its value | ratio |
            | --- | ---: | ---: | ---: | ---: |
            | hybrid | 0.4240 | lexical alone | 0.3740 | 1.134 |

            Cranfield, as it is.

            ## Quality

            | mode | nDCG@10 |
            | --- | ---: |
            | hybrid | 0.4240 |
            | lexical | 0.3740 |

            retrieval: 1 of 1 criteria met; nDCG@10, hybrid 0.4240 (at least 0.4200: met); \
            hybrid 1.134 × lexical alone
            """);
  }

  @Test
  void a_kept_promise_exits_with_zero() {
    Report report = report(Quick.NO);
    report.criterion(MET);
    report.comparison(BETTER);

    assertThat(report.publish(scene(), console())).isZero();
    assertThat(lines().getLast()).startsWith("retrieval: 1 of 1 criteria met;");
    assertThat(lines().getLast()).contains("1.134 ×");
  }

  @Test
  void a_missed_criterion_makes_the_exit_code_non_zero_and_is_named_in_the_last_line() {
    Report report = report(Quick.NO);
    report.criterion(MET);
    report.criterion(MISSED);
    report.comparison(BETTER);

    int exitCode = report.publish(scene(), console());

    assertThat(exitCode).isEqualTo(1);
    assertThat(lines().getLast())
        .contains("1 of 2 criteria MISSED; first answer 2,100 ms (at most 2,000 ms: MISSED)");
  }

  @Test
  void without_a_criterion_or_a_comparison_nothing_is_published() throws IOException {
    Report unjudged = report(Quick.NO);
    unjudged.comparison(BETTER);
    Report alone = report(Quick.NO);
    alone.criterion(MET);

    assertThatThrownBy(() -> unjudged.publish(scene(), console()))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> alone.publish(scene(), console()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(files()).isEmpty();
  }

  @Test
  void a_quick_run_has_a_name_that_git_ignores_and_says_what_it_is() throws IOException {
    Report report = report(Quick.YES);
    report.plot(bars());
    report.criterion(MET);
    report.comparison(BETTER);

    report.publish(scene(), console());

    assertThat(files())
        .containsExactlyInAnyOrder(
            "2026-11-22-retrieval.quick.md", "2026-11-22-retrieval.quick.png");
    assertThat(Files.readString(folder.resolve("2026-11-22-retrieval.quick.md")))
        .contains("2026-11-22 (a quick run")
        .contains("![Quality by mode](2026-11-22-retrieval.quick.png)");
  }

  @Test
  void plots_are_real_pictures_at_twice_their_size() throws IOException {
    Report report = report(Quick.NO);
    report.plot(bars());
    report.plot(lines(Plot.Axis.logarithmic("latency (ms)")));
    report.criterion(MET);
    report.comparison(BETTER);

    report.publish(scene(), console());

    for (String name : List.of("2026-11-22-retrieval-1.png", "2026-11-22-retrieval-2.png")) {
      var image = ImageIO.read(folder.resolve(name).toFile());
      assertThat(image.getWidth()).isEqualTo(2 * Picture.WIDTH);
      assertThat(image.getHeight()).isEqualTo(2 * Picture.HEIGHT);
      assertThat(image.getRGB(0, 0)).as("white paper").isEqualTo(0xFFFFFFFF);
      int[] pixels =
          image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
      assertThat(Arrays.stream(pixels).filter(pixel -> pixel == 0xFF0072B2).count())
          .as("pixels of the first series")
          .isGreaterThan(1_000);
    }
  }

  @Test
  void nothing_to_draw_is_still_a_picture() throws IOException {
    Plot zero =
        new Plot.Bars(
            "Nothing", "", Plot.Axis.of("found"), List.of("a"), List.of(bars("zero", 0.0)));

    Picture.write(zero, folder.resolve("zero.png"));

    assertThat(ImageIO.read(folder.resolve("zero.png").toFile())).isNotNull();
  }

  @Test
  void what_cannot_be_drawn_is_refused() {
    assertThatThrownBy(() -> bars("none", Double.NaN)).hasMessageContaining("none");
    assertThatThrownBy(() -> Plot.LineSeries.cumulative("empty", List.of()))
        .hasMessageContaining("empty");
    assertThatThrownBy(() ->
            new Plot.Bars("t", "", Plot.Axis.of("y"), List.of("a", "b"), List.of(bars("s", 1.0))))
        .hasMessageContaining("s has 1 values for 2 places");
  }

  @Test
  void a_name_that_is_no_name_for_a_file_is_refused() {
    assertThatThrownBy(() -> new Report.Subject("../up", "Up", "make up", Quick.NO))
        .hasMessageContaining("../up");
  }

  @Test
  void this_machine_can_be_described() {
    assertThat(Machine.current().description())
        .contains("cores", "GiB", System.getProperty("os.name"));
    assertThat(Machine.current().cores()).isPositive();
  }

  @Test
  void outside_of_a_repository_the_revision_is_unknown() throws InterruptedException {
    assertThat(Revision.of(folder)).isEqualTo(Revision.UNKNOWN);
  }

  private static Plot.BarSeries bars(String name, double value) {
    return new Plot.BarSeries(name, List.of(value));
  }

  private static Plot bars() {
    return new Plot.Bars(
        "Quality by mode",
        "measure",
        Plot.Axis.of("score (0 to 1)"),
        List.of("nDCG@10", "recall@10", "recall@100"),
        List.of(
            new Plot.BarSeries("lexical", List.of(0.3744, 0.391, 0.68)),
            new Plot.BarSeries("vector", List.of(0.4135, 0.427, 0.74)),
            new Plot.BarSeries("hybrid", List.of(0.4237, 0.441, 0.77))));
  }

  private static Plot lines(Plot.Axis x) {
    return new Plot.Lines(
        "Time to an answer",
        x,
        Plot.Axis.percent("answers (%)"),
        List.of(
            Plot.LineSeries.cumulative("search", List.of(3.1, 2.2, 4.5, 3.3, 9.7, 2.9, 3.0)),
            Plot.LineSeries.cumulative("whole answer", List.of(41.0, 39.5, 77.0, 52.0, 160.0))));
  }

  private static Report report(Quick quick) {
    return new Report(
        new Report.Subject("retrieval", "Retrieval quality", "make bench-retrieval", quick));
  }

  private Report.Scene scene() {
    return new Report.Scene(folder, LocalDate.of(2026, 11, 22), MACHINE, new Revision("da17012"));
  }

  private PrintStream console() {
    return new PrintStream(console, true, StandardCharsets.UTF_8);
  }

  private List<String> lines() {
    return console.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private List<String> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
