package lectern.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import lectern.document.Document;
import lectern.document.Failure;
import lectern.document.Failure.Reason;
import lectern.document.JobState;
import lectern.document.Page;
import lectern.document.Page.Origin;
import lectern.parse.Parsing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What goes wrong with a document costs that document; what goes wrong with the store waits or
/// stops the run, and costs nothing.
@Timeout(60)
class PipelineTroubleTest {
  @TempDir private Path folder;

  private Workbench bench;

  @BeforeEach
  void open() throws Exception {
    bench = new Workbench(folder, new WordModel());
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void a_stage_that_throws_costs_its_document_only() throws Exception {
    var odd = bench.received("odd.md", "odd");
    var deep = bench.received("deep.md", "deep");
    var good = bench.received("good.md", "good");
    bench.parser.when(
        "odd.md",
        (_, _, _) -> {
          throw new IllegalArgumentException("a secret of the inside");
        });
    bench.parser.when(
        "deep.md",
        (_, _, _) -> {
          throw new StackOverflowError();
        });

    bench.travel(odd, deep, good);

    assertThat(bench.status(good).state()).isEqualTo(JobState.READY);
    assertThat(failure(odd).reason()).isEqualTo(Reason.BROKEN);
    assertThat(failure(odd).message()).contains("mistake").doesNotContain("secret");
    assertThat(failure(deep).reason()).isEqualTo(Reason.BROKEN);
  }

  @Test
  void a_file_without_text_is_not_ready_but_says_so() throws Exception {
    var blank = bench.received("blank.md", " \n\t");
    var invisible = bench.received("invisible.md", "\u2003\u2028\u3000");

    bench.travel(blank, invisible);

    assertThat(failure(blank).reason()).isEqualTo(Reason.NO_TEXT);
    assertThat(failure(invisible).reason()).isEqualTo(Reason.NO_TEXT);
  }

  @Test
  void an_original_that_is_gone_is_told_and_can_be_brought_again() throws Exception {
    var document = bench.received("gone.md", "text");
    Files.delete(bench.blobs.path(document.sha256()));

    bench.travel(document);
    assertThat(failure(document).reason()).isEqualTo(Reason.LOST);

    bench.received("gone.md", "text");
    bench.travel(document);
    assertThat(bench.status(document).state()).isEqualTo(JobState.READY);
  }

  @Test
  void a_full_disk_makes_a_document_wait_until_its_time_has_come() throws Exception {
    var full = new AtomicBoolean(true);
    bench.parser.when(
        "big.md",
        (pages, after, sink) -> {
          if (full.get()) {
            throw new UncheckedIOException(new IOException("No space left on device"));
          }
          return ScriptedParser.readAll(pages, after, sink);
        });
    var big = bench.received("big.md", "big");
    try (var pipeline = bench.pipeline()) {
      pipeline.start();
      assertThat(bench.awaitWaiting()).isTrue();
      var waiting = bench.status(big).waiting().orElseThrow();
      var small = bench.received("small.md", "small");
      pipeline.await(List.of(small.id()));

      full.set(false);
      bench.clock.advance(Duration.ofSeconds(31));
      pipeline.wake();
      pipeline.await(List.of(big.id()));

      assertThat(waiting.reason()).isEqualTo("the disk is full");
      assertThat(waiting.until()).isEqualTo(bench.clock.instant().minusSeconds(1));
      assertThat(bench.status(big).state()).isEqualTo(JobState.READY);
      assertThat(bench.status(big).waiting()).isEmpty();
    }
  }

  @Test
  void a_database_that_went_away_stops_the_run_and_is_told() throws Exception {
    var document = bench.received("some.md", "text");
    var begun = new CountDownLatch(1);
    var gone = new CountDownLatch(1);
    bench.parser.when(
        "some.md",
        (pages, after, sink) -> {
          begun.countDown();
          gone.await();
          return ScriptedParser.readAll(pages, after, sink);
        });
    try (var pipeline = bench.pipeline()) {
      pipeline.start();
      begun.await();

      bench.database.close();
      gone.countDown();

      assertThatThrownBy(() -> pipeline.await(List.of(document.id())))
          .isInstanceOf(PipelineStopped.class)
          .hasMessageContaining("no document can be worked on")
          .hasMessageContaining("nothing is lost");
    }
  }

  /// Reading works, so the same document is claimed again and again.
  @Test
  void a_database_that_cannot_be_written_stops_the_run_instead_of_spinning() throws Exception {
    var tries = new AtomicInteger();
    bench.parser.when(
        "some.md",
        (pages, after, sink) -> {
          tries.incrementAndGet();
          return ScriptedParser.readAll(pages, after, sink);
        });
    var document = bench.received("some.md", "text");
    bench
        .jdbi()
        .useHandle(handle ->
            handle.execute("alter table job add check (state not in ('parsed', 'failed'))"));
    try (var pipeline = bench.pipeline()) {
      pipeline.start();

      assertThatThrownBy(() -> pipeline.await(List.of(document.id())))
          .isInstanceOf(PipelineStopped.class)
          .hasMessageContaining("violates check constraint");
    }

    assertThat(tries).hasValueBetween(1, 5);
  }

  @Test
  void waiting_ends_when_the_pipeline_is_closed_meanwhile() throws Exception {
    var document = bench.received("some.md", "text");
    var pipeline = bench.pipeline();

    pipeline.close();

    assertThatThrownBy(() -> pipeline.await(List.of(document.id())))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void pages_that_are_pictures_are_counted() throws Exception {
    bench.parser.when(
        "scan.md",
        (pages, _, sink) -> {
          sink.page(pages.getFirst());
          sink.page(new Page(2, "", List.of(), Origin.PICTURE));
          return new Parsing.Parsed(2, 1);
        });
    var document = bench.received("scan.md", "A first page with text.");

    bench.travel(document);

    assertThat(bench.status(document).state()).isEqualTo(JobState.READY);
    assertThat(bench.status(document).unreadPictures()).isEqualTo(1);
    assertThat(bench.status(document).pages()).hasValue(2);
  }

  private Failure failure(Document document) {
    return bench.status(document).failed().orElseThrow().failure();
  }
}
