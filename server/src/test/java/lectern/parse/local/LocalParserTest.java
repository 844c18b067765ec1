package lectern.parse.local;

import static lectern.parse.local.MisbehavingWorkers.LIMITS;
import static lectern.parse.local.MisbehavingWorkers.launch;
import static lectern.parse.local.MisbehavingWorkers.onPage;
import static lectern.parse.local.MisbehavingWorkers.one;
import static lectern.parse.local.MisbehavingWorkers.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import lectern.document.Failure;
import lectern.document.Failure.Reason;
import lectern.document.Format;
import lectern.document.Page;
import lectern.parse.Parser.Source;
import lectern.parse.Parsing;
import lectern.parse.local.office.OfficeFiles;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a bad file can do to the one who reads it, and what it cannot. The workers' reader of plain
/// text is a {@link MisbehavingReader}, which does what the file tells it to.
@Timeout(60)
class LocalParserTest {
  @TempDir static Path folder;

  private static LocalParser parser;
  private final CollectedPages pages = new CollectedPages();

  @BeforeAll
  static void start() {
    parser = new LocalParser(launch(folder), LIMITS);
  }

  @AfterAll
  static void stop() {
    parser.close();
  }

  @Test
  void a_file_becomes_pages() throws Exception {
    Path file = OfficeFiles.docx(folder.resolve("small.docx"), "Glaciers move.");

    Parsing parsing = parser.parse(new Source(file, "small.docx"), 0, pages);

    assertThat(parsing).isEqualTo(new Parsing.Parsed(1, 0));
    assertThat(pages.format).contains(Format.DOCX);
    assertThat(pages.markdown(1)).isEqualTo("Glaciers move.");
  }

  @Test
  void a_file_may_have_a_name_of_emoji_and_slashes() throws Exception {
    Path file = OfficeFiles.docx(folder.resolve("plain.docx"), "Glaciers move.");

    Parsing parsing = parser.parse(new Source(file, "../🏔️\u0000.docx"), 0, pages);

    assertThat(parsing).isInstanceOf(Parsing.Parsed.class);
  }

  @Test
  void a_worker_that_hangs_costs_its_file_only() throws Exception {
    var limits =
        new WorkerLimits(1, 64, Duration.ofSeconds(1), LIMITS.fileTime(), 200, LIMITS.read());
    try (var impatient = new LocalParser(launch(folder), limits)) {
      Failure failure = failure(impatient.parse(told(folder, "hang"), 0, pages));

      assertThat(failure.reason()).isEqualTo(Reason.TOO_SLOW);
      assertThat(failure.message()).contains("1 s").contains("parse.page_timeout");
      assertThat(impatient.workers()).isEmpty();
    }
    assertThatTheNextFileIsRead();
  }

  @Test
  void a_file_that_takes_too_long_altogether_is_given_up_though_its_pages_come() throws Exception {
    var limits =
        new WorkerLimits(1, 64, Duration.ofSeconds(5), Duration.ofMillis(800), 200, LIMITS.read());
    try (var impatient = new LocalParser(launch(folder), limits)) {
      Failure failure = failure(impatient.parse(told(folder, "drip"), 0, pages));

      assertThat(failure.reason()).isEqualTo(Reason.TOO_SLOW);
      assertThat(failure.message()).contains("800 ms").contains("parse.file_timeout");
    }
  }

  @Test
  void a_file_that_fills_the_memory_costs_its_worker_only() throws Exception {
    var failure = failureOf("explode");

    assertThat(failure.reason()).isEqualTo(Reason.TOO_MUCH_MEMORY);
    assertThat(failure.message()).contains("64 MB").contains("parse.worker_memory");
    assertThatTheNextFileIsRead();
  }

  @Test
  void a_worker_that_dies_costs_its_file_only() throws Exception {
    var failure = failureOf("die");

    assertThat(failure.reason()).isEqualTo(Reason.BROKEN);
    assertThat(failure.message()).contains("exit code 7");
    assertThatTheNextFileIsRead();
  }

  @Test
  void a_worker_that_is_killed_costs_its_file_only() throws Exception {
    try (var one = one(folder)) {
      Parsing parsing =
          one.parse(
              told(folder, "say Begun.", "hang"),
              0,
              onPage(() -> one.workers().forEach(MisbehavingWorkers::kill)));

      assertThat(failure(parsing).reason()).isEqualTo(Reason.BROKEN);
      assertThat(one.parse(told(folder, "say Next."), 0, pages)).isInstanceOf(Parsing.Parsed.class);
    }
  }

  @Test
  void a_worker_that_answers_garbage_costs_its_file_only() throws Exception {
    assertThat(failureOf("babble").reason()).isEqualTo(Reason.BROKEN);
    assertThatTheNextFileIsRead();
  }

  @Test
  void a_file_that_is_no_longer_there_is_lost() throws Exception {
    Parsing parsing = parser.parse(new Source(folder.resolve("gone"), "gone.txt"), 0, pages);

    assertThat(failure(parsing).reason()).isEqualTo(Reason.LOST);
  }

  @Test
  void what_a_library_prints_does_no_harm() throws Exception {
    assertThat(parser.parse(told(folder, "print", "say Done."), 0, pages))
        .isEqualTo(new Parsing.Parsed(1, 0));
  }

  @Test
  void a_flood_of_errors_on_the_worker_s_side_does_no_harm() throws Exception {
    assertThat(parser.parse(told(folder, "complain", "say Done."), 0, pages))
        .isEqualTo(new Parsing.Parsed(1, 0));
  }

  @Test
  void a_page_over_the_limit_is_refused() throws Exception {
    var failure = failureOf("bloat");

    assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE);
    assertThat(failure.message()).contains("50,000").contains("parse.max_page_chars");
  }

  @Test
  void pages_without_end_are_refused() throws Exception {
    var failure = failureOf("flood");

    assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE);
    assertThat(failure.message()).contains("1,000 pages").contains("parse.max_pages");
    assertThatTheNextFileIsRead();
  }

  @Test
  void a_file_that_nests_too_deeply_is_damaged() throws Exception {
    assertThat(failureOf("recurse").reason()).isEqualTo(Reason.DAMAGED);
  }

  @Test
  void our_own_mistakes_are_told_from_damaged_files() throws Exception {
    assertThat(failureOf("blunder").reason()).isEqualTo(Reason.BROKEN);
    assertThat(failureOf("damage").reason()).isEqualTo(Reason.DAMAGED);
  }

  @Test
  void a_file_without_text_says_so() throws Exception {
    assertThat(failureOf("say ").reason()).isEqualTo(Reason.NO_TEXT);
    assertThat(failureOf("picture").reason()).isEqualTo(Reason.ONLY_PICTURES);
  }

  @Test
  void pictures_that_nothing_could_read_are_counted() throws Exception {
    assertThat(parser.parse(told(folder, "say Text.", "picture", "picture"), 0, pages))
        .isEqualTo(new Parsing.Parsed(3, 2));
  }

  @Test
  void only_the_pages_after_the_given_one_are_handed_over() throws Exception {
    Parsing parsing = parser.parse(told(folder, "say One.", "say Two.", "say Three."), 2, pages);

    assertThat(parsing).isEqualTo(new Parsing.Parsed(3, 0));
    assertThat(pages.pages).extracting(Page::number).containsExactly(3);
  }

  @Test
  void a_worker_sees_no_secrets() throws Exception {
    parser.parse(told(folder, "environment"), 0, pages);

    assertThat(pages.all().lines().filter(line -> !line.isBlank()))
        .isNotEmpty()
        .allMatch(line ->
            List.of(
                    "PATH",
                    "LANG",
                    "LC_ALL",
                    "LC_CTYPE",
                    "HOME",
                    "TZ",
                    "TMPDIR",
                    "TESSDATA_PREFIX",
                    "OMP_THREAD_LIMIT")
                .contains(line));
  }

  private Failure failureOf(String order) throws Exception {
    return failure(parser.parse(told(folder, order), 0, pages));
  }

  private static Failure failure(Parsing parsing) {
    assertThat(parsing).isInstanceOf(Parsing.Failed.class);
    return ((Parsing.Failed) parsing).failure();
  }

  private static void assertThatTheNextFileIsRead() throws Exception {
    assertThat(parser.parse(told(folder, "say Next."), 0, new CollectedPages()))
        .isEqualTo(new Parsing.Parsed(1, 0));
  }
}
