package lectern.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lectern.document.Document;
import lectern.document.Failure.Reason;
import lectern.document.JobState;
import lectern.document.WorkspaceId;
import lectern.index.SearchIndex.Scope;
import lectern.parse.Parsing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A document's way when all goes well, and what it costs to be interrupted on it.
@Timeout(60)
class PipelineTest {
  @TempDir private Path folder;

  private final WordModel model = new WordModel();
  private Workbench bench;

  @BeforeEach
  void open() throws Exception {
    bench = new Workbench(folder, model);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void a_document_goes_through_all_states_in_order() throws Exception {
    var document = bench.received("pump.md", "# Pump\n\nThe pump needs oil.");

    bench.travel(document);

    assertThat(bench.states)
        .containsExactly(
            JobState.PARSING,
            JobState.PARSED,
            JobState.CHUNKED,
            JobState.EMBEDDING,
            JobState.INDEXING,
            JobState.READY);
    assertThat(bench.status(document).stageTimes())
        .containsOnlyKeys("parse", "chunk", "embed", "index");
  }

  @Test
  void reading_goes_on_behind_the_last_page_that_was_kept() throws Exception {
    var document = bench.received("long.md", pages(20));
    var handedOver = new CountDownLatch(1);
    bench.parser.when(
        "long.md",
        (pages, after, sink) -> {
          ScriptedParser.readAll(pages, after, sink);
          handedOver.countDown();
          new CountDownLatch(1).await(); // hangs until it is interrupted
          throw new AssertionError("nobody counts down");
        });
    try (var pipeline = bench.pipeline()) {
      pipeline.start();
      handedOver.await();
    }
    var askedBehind = new AtomicInteger(-1);
    bench.parser.when(
        "long.md",
        (pages, after, sink) -> {
          askedBehind.set(after);
          return ScriptedParser.readAll(pages, after, sink);
        });

    bench.travel(document);

    assertThat(askedBehind).hasValue(16); // one batch was full, the other four pages were not kept
    assertThat(bench.pages().last(document.id())).isEqualTo(20);
    assertThat(bench.status(document).state()).isEqualTo(JobState.READY);
  }

  @Test
  void whatever_a_library_makes_of_the_interruption_a_document_does_not_fail_by_it()
      throws Exception {
    var document = bench.received("long.md", "text");
    var begun = new CountDownLatch(1);
    bench.parser.when(
        "long.md",
        (_, _, _) -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            throw new IllegalStateException("channel closed", e);
          }
          throw new AssertionError("nobody counts down");
        });

    try (var pipeline = bench.pipeline()) {
      pipeline.start();
      begun.await();
    }

    assertThat(bench.status(document).state()).isEqualTo(JobState.PARSING);
  }

  @Test
  void vectors_of_batches_before_a_failure_are_not_computed_again() throws Exception {
    var document = bench.received("long.md", pages(EmbedStage.BATCH_CHUNKS + 8));
    model.poison = "Page number " + (EmbedStage.BATCH_CHUNKS + 5);
    bench.travel(document);
    var failed = bench.status(document).failed().orElseThrow();
    assertThat(failed.stage()).isEqualTo("embed");
    assertThat(failed.failure().reason()).isEqualTo(Reason.BROKEN);
    model.poison = "nothing";

    bench.received("long.md", pages(EmbedStage.BATCH_CHUNKS + 8));
    bench.travel(document);

    assertThat(bench.status(document).state()).isEqualTo(JobState.READY);
    assertThat(firstBatch()).hasSize(EmbedStage.BATCH_CHUNKS).containsOnly(1);
  }

  private List<Integer> firstBatch() {
    return IntStream.rangeClosed(1, EmbedStage.BATCH_CHUNKS)
        .mapToObj(number -> model.computed.getOrDefault(page(number), 0))
        .toList();
  }

  @Test
  void a_deleted_index_is_noticed_and_built_again_as_it_was() throws Exception {
    var oil = bench.received("oil.md", "The pump needs oil of grade 46.");
    var water = bench.received("water.md", "The boiler needs water.\f# Safety\n\nIt is hot.");
    bench.travel(oil, water);
    var before = hits();
    var computed = List.copyOf(model.computed.values());
    bench.index.clear();

    try (var pipeline = bench.pipeline()) {
      assertThat(pipeline.reindexing().isNeeded()).isTrue();
      assertThat(pipeline.reindexing().run()).isEqualTo(new Reindexing.Rebuilt(2, 0));

      assertThat(pipeline.reindexing().isNeeded()).isFalse();
      assertThat(hits()).isEqualTo(before).isNotEmpty();
      assertThat(model.computed.values()).containsExactlyElementsOf(computed);
    }
  }

  @Test
  void documents_of_another_model_are_embedded_on_their_way_and_nobody_waits() throws Exception {
    var document = bench.received("oil.md", "The pump needs oil of grade 46.");
    bench.travel(document);
    bench.jdbi().useHandle(handle -> handle.execute("update vector set model = 'another'"));

    try (var pipeline = bench.pipeline()) {
      assertThat(pipeline.reindexing().run()).isEqualTo(new Reindexing.Rebuilt(0, 1));

      assertThat(bench.index.size()).isZero();
      assertThat(bench.status(document).state()).isEqualTo(JobState.CHUNKED);
    }
    bench.travel(document);

    assertThat(bench.status(document).state()).isEqualTo(JobState.READY);
    assertThat(bench.index.size()).isEqualTo(1);
  }

  private List<String> hits() {
    var scope = Scope.all(WorkspaceId.LOCAL);
    return bench.index.lexical("what does the boiler need", scope, 10).stream()
        .map(hit -> "%s %d %.4f".formatted(hit.document(), hit.ordinal(), hit.score()))
        .toList();
  }

  @Test
  void a_failed_document_drops_its_pages_and_begins_again_from_the_start() throws Exception {
    bench.parser.when(
        "cut.md",
        (pages, after, sink) -> {
          ScriptedParser.readAll(pages, after, sink);
          return new Parsing.Failed(
              new lectern.document.Failure(Reason.DAMAGED, "The file is cut off."));
        });
    var document = bench.received("cut.md", pages(20));
    bench.travel(document);
    assertThat(bench.pages().last(document.id())).isZero();
    var askedBehind = new AtomicInteger(-1);
    bench.parser.when(
        "cut.md",
        (pages, after, sink) -> {
          askedBehind.set(after);
          return ScriptedParser.readAll(pages, after, sink);
        });

    Document again = bench.received("other-name.md", pages(20));
    bench.travel(again);

    assertThat(again).isEqualTo(document);
    assertThat(askedBehind).hasValue(0);
    assertThat(bench.status(document).state()).isEqualTo(JobState.READY);
    assertThat(bench.status(document).failed()).isEmpty();
  }

  private static String pages(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(PipelineTest::page)
        .collect(Collectors.joining("\f"));
  }

  private static String page(int number) {
    return "Page number " + number + " is about pumps.";
  }
}
