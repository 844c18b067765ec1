package lectern.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import lectern.document.Document;
import lectern.document.WorkspaceId;
import lectern.ingest.Ingest.Again;
import lectern.ingest.Ingest.Receipt;
import lectern.pipeline.Catalogue;
import lectern.pipeline.WordModel;
import lectern.pipeline.Workbench;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {
  private static final int THREADS = 8;

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
  void the_same_bytes_from_many_threads_at_once_are_one_document() throws Exception {
    var together = new CyclicBarrier(THREADS);
    Callable<Receipt> upload =
        () -> {
          together.await();
          return receive(WorkspaceId.LOCAL, "same.md", text("the same bytes"));
        };
    var receipts = new ArrayList<Receipt>();
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      for (var done : threads.invokeAll(Collections.nCopies(THREADS, upload))) {
        receipts.add(done.get());
      }
    }

    assertThat(receipts).hasSize(THREADS);
    assertThat(receipts).filteredOn(Receipt.Received.class::isInstance).hasSize(1);
    assertThat(receipts).extracting(IngestTest::document).containsOnly(document(receipts.get(0)));
    assertThat(new Catalogue(bench.jdbi()).list(WorkspaceId.LOCAL)).hasSize(1);
  }

  @Test
  void bytes_that_come_again_while_their_document_is_deleted_are_a_new_document() throws Exception {
    var first = document(receive(WorkspaceId.LOCAL, "a.md", text("bytes")));
    bench.jdbi().setSqlLogger(deletingAfterInsert(first));

    var again = receive(WorkspaceId.LOCAL, "b.md", text("bytes"));

    assertThat(again).isInstanceOf(Receipt.Received.class);
    assertThat(document(again).id()).isNotEqualTo(first.id());
    assertThat(bench.blobs.holds(first.sha256())).isTrue();
  }

  private SqlLogger deletingAfterInsert(Document document) {
    return new SqlLogger() {
      @Override
      public void logAfterExecution(StatementContext statement) {
        if (String.valueOf(statement.getRawSql()).startsWith("insert into document ")) {
          bench
              .jdbi()
              .useHandle(
                  it -> it.execute("delete from document where id = ?", document.id().value()));
        }
      }
    };
  }

  @Test
  void the_same_bytes_in_another_workspace_are_another_document() throws Exception {
    var theirs = new WorkspaceId(UUID.randomUUID());
    bench
        .jdbi()
        .useHandle(it -> it.execute("insert into workspace values (?, 'theirs')", theirs.value()));

    var ours = document(receive(WorkspaceId.LOCAL, "a.md", text("bytes")));
    var other = document(receive(theirs, "b.md", text("bytes")));

    assertThat(other.id()).isNotEqualTo(ours.id());
    assertThat(other.sha256()).isEqualTo(ours.sha256());
    assertThat(new Catalogue(bench.jdbi()).list(theirs)).hasSize(1);
  }

  @Test
  void a_known_document_keeps_its_first_name_and_is_left_alone() throws Exception {
    var first = document(receive(WorkspaceId.LOCAL, "first.md", text("bytes")));

    var again = receive(WorkspaceId.LOCAL, "second.md", text("bytes"));

    assertThat(again).isEqualTo(new Receipt.Known(first, Again.NO));
  }

  @Test
  void a_stream_that_breaks_off_leaves_no_document() throws IOException {
    var closed = InputStream.nullInputStream();
    closed.close();
    var broken = new SequenceInputStream(text("half"), closed);

    assertThatThrownBy(() -> receive(WorkspaceId.LOCAL, "half.md", broken))
        .isInstanceOf(IOException.class);
    assertThat(new Catalogue(bench.jdbi()).list(WorkspaceId.LOCAL)).isEmpty();
  }

  private Receipt receive(WorkspaceId workspace, String name, InputStream content)
      throws IOException {
    return bench.ingest.receive(workspace, name, content);
  }

  private static Document document(Receipt receipt) {
    return switch (receipt) {
      case Receipt.Received(var document) -> document;
      case Receipt.Known(var document, _) -> document;
      case Receipt.Refused(var failure) -> throw new AssertionError(failure);
    };
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
