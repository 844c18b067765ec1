package lectern.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import lectern.document.Document;
import lectern.document.JobState;
import lectern.document.WorkspaceId;
import lectern.index.SearchIndex.Scope;
import lectern.pipeline.Removal.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A deleted document is gone: its rows, its entry in the index, its original, and what was being
/// done with it.
@Timeout(60)
class RemovalTest {
  private static final WorkspaceId THEIRS = new WorkspaceId(UUID.randomUUID());

  @TempDir private Path folder;

  private Workbench bench;

  @BeforeEach
  void open() throws Exception {
    bench = new Workbench(folder, new WordModel());
    bench
        .jdbi()
        .useHandle(it -> it.execute("insert into workspace values (?, 'theirs')", THEIRS.value()));
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void a_deleted_document_leaves_nothing_behind() throws Exception {
    var pump = bench.received("pump.md", "The pump needs oil.");
    var boiler = bench.received("boiler.md", "The boiler needs water.");
    bench.travel(pump, boiler);

    var outcome = remove(pump);

    assertThat(outcome).isEqualTo(Outcome.REMOVED);
    assertThat(bench.removed).containsExactly(pump.id());
    assertThat(rows("document")).isOne();
    assertThat(rows("page")).isOne();
    assertThat(rows("removal")).isZero();
    assertThat(bench.blobs.holds(pump.sha256())).isFalse();
    assertThat(bench.blobs.holds(boiler.sha256())).isTrue();
    assertThat(bench.index.lexical("what needs oil or water", Scope.all(WorkspaceId.LOCAL), 10))
        .allSatisfy(hit -> assertThat(hit.document()).isEqualTo(boiler.id()))
        .isNotEmpty();
  }

  @Test
  void a_document_of_another_workspace_is_unknown_and_stays() throws Exception {
    var pump = bench.received(THEIRS, "pump.md", "The pump needs oil.");

    try (var pipeline = bench.pipeline()) {
      assertThat(pipeline.removal().remove(WorkspaceId.LOCAL, pump.id()))
          .isEqualTo(Outcome.UNKNOWN);
    }

    assertThat(rows("document")).isOne();
    assertThat(bench.removed).isEmpty();
    assertThat(bench.blobs.holds(pump.sha256())).isTrue();
  }

  @Test
  void an_original_that_another_workspace_has_too_stays() throws Exception {
    var ours = bench.received("ours.md", "The pump needs oil.");
    var theirs = bench.received(THEIRS, "theirs.md", "The pump needs oil.");

    remove(ours);
    var stillThere = bench.blobs.holds(ours.sha256());
    remove(theirs);

    assertThat(stillThere).isTrue();
    assertThat(bench.blobs.holds(theirs.sha256())).isFalse();
  }

  @Test
  void a_document_that_is_being_read_is_deleted_at_once_and_nothing_of_it_is_heard()
      throws Exception {
    var begun = new CountDownLatch(1);
    bench.parser.when(
        "endless.md",
        (pages, after, sink) -> {
          ScriptedParser.readAll(pages, after, sink);
          begun.countDown();
          new CountDownLatch(1).await(); // hangs until it is interrupted
          throw new AssertionError("nobody counts down");
        });
    var endless = bench.received("endless.md", "text");
    try (var pipeline = bench.pipeline()) {
      pipeline.start();
      begun.await();

      var outcome = pipeline.removal().remove(WorkspaceId.LOCAL, endless.id());
      var other = bench.received("other.md", "another text");
      pipeline.await(List.of(endless.id(), other.id()));

      assertThat(outcome).isEqualTo(Outcome.REMOVED);
      assertThat(bench.status(other).state()).isEqualTo(JobState.READY);
    }
    assertThat(bench.states).doesNotContain(JobState.FAILED, JobState.WAITING);
    assertThat(bench.removed).containsExactly(endless.id());
    assertThat(rows("document")).isOne();
    assertThat(rows("removal")).isZero();
  }

  @Test
  void whatever_a_library_makes_of_the_interruption_the_document_does_not_break() throws Exception {
    var begun = new CountDownLatch(1);
    bench.parser.when(
        "odd.md",
        (_, _, _) -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            throw new IllegalStateException("channel closed", e);
          }
          throw new AssertionError("nobody counts down");
        });
    var odd = bench.received("odd.md", "text");
    try (var pipeline = bench.pipeline()) {
      pipeline.start();
      begun.await();

      assertThat(pipeline.removal().remove(WorkspaceId.LOCAL, odd.id())).isEqualTo(Outcome.REMOVED);
    }

    assertThat(bench.states).containsExactly(JobState.PARSING);
  }

  @Test
  void of_two_that_delete_the_same_document_one_has_done_it() throws Exception {
    var pump = bench.received("pump.md", "The pump needs oil.");
    try (var pipeline = bench.pipeline();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Outcome> remove = () -> pipeline.removal().remove(WorkspaceId.LOCAL, pump.id());

      var outcomes = List.of(threads.submit(remove), threads.submit(remove));

      assertThat(List.of(outcomes.get(0).get(), outcomes.get(1).get()))
          .containsExactlyInAnyOrder(Outcome.REMOVED, Outcome.UNKNOWN);
    }
    assertThat(bench.removed).containsExactly(pump.id());
  }

  @Test
  void what_a_crash_left_undone_the_next_start_finishes() throws Exception {
    var pump = bench.received("pump.md", "The pump needs oil.");
    var boiler = bench.received("boiler.md", "The boiler needs water.");
    bench.travel(pump, boiler);
    bench
        .jdbi()
        .useHandle(handle -> { // as it is right after the transaction
          handle.execute("insert into removal select id, sha256 from document");
          handle.execute("delete from document where id = ?", pump.id().value());
          handle.execute("delete from removal where document_id = ?", boiler.id().value());
        });

    try (var pipeline = bench.pipeline()) {
      pipeline.removal().finishLeftovers();
    }

    assertThat(bench.index.size()).isOne();
    assertThat(bench.blobs.holds(pump.sha256())).isFalse();
    assertThat(bench.blobs.holds(boiler.sha256())).isTrue();
    assertThat(rows("removal")).isZero();
  }

  /// Whoever is first: there is never a document without its bytes.
  @RepeatedTest(value = 5, name = "seed {currentRepetition}")
  void the_same_bytes_uploaded_at_the_same_time_are_not_lost(RepetitionInfo run) throws Exception {
    var random = new Random(run.getCurrentRepetition());
    var text = "text " + random.nextInt();
    var first = bench.received("first.md", text);
    try (var pipeline = bench.pipeline();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var removing = threads.submit(() -> pipeline.removal().remove(WorkspaceId.LOCAL, first.id()));
      var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
      var uploading = threads.submit(() -> bench.ingest.receive(THEIRS, "second.md", bytes));
      removing.get();
      uploading.get();
    }

    assertThat(rows("document")).isOne();
    assertThat(bench.blobs.holds(first.sha256())).isTrue();
  }

  private Outcome remove(Document document) throws InterruptedException {
    try (var pipeline = bench.pipeline()) {
      return pipeline.removal().remove(document.workspace(), document.id());
    }
  }

  private int rows(String table) {
    return bench
        .jdbi()
        .withHandle(
            it -> it.createQuery("select count(*) from " + table).mapTo(Integer.class).one());
  }
}
