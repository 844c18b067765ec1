package lectern.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import lectern.document.JobState;
import lectern.document.WorkspaceId;
import lectern.embed.local.BgeSmall;
import lectern.index.lucene.LuceneIndex;
import lectern.pipeline.Catalogue;
import lectern.store.Database;
import lectern.store.Documents;
import lectern.store.postgres.BinariesCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// An ingest of fifty files is killed again and again. Nothing is lost, nothing is there twice, and
/// nobody is left behind.
@Timeout(value = 180, threadMode = ThreadMode.SEPARATE_THREAD)
class KilledInTheMiddleTest {
  private static final long SEED = 7;

  /// The hosts of tests may be busy; on an idle one it takes half a second.
  private static final int SECONDS_TO_END = 30;

  @TempDir private Path temp;

  @Test
  void an_ingest_that_is_killed_goes_on_until_all_are_ready() throws Exception {
    FiftyFiles.write(temp.resolve("files"), SEED);

    // Killed when the 10th document is ready.
    try (var child = ingest()) {
      assertThat(child.prints(10, line -> line.endsWith(": ready")))
          .as(() -> child.told())
          .isTrue();
      var family = child.family();
      child.jvm().destroyForcibly();
      assertThatAllEnd(family);
    }

    // Ended by a signal, as Ctrl-C does, in the middle of what was left.
    try (var child = ingest()) {
      assertThat(child.prints(8, line -> line.endsWith(": ready"))).isTrue();
      var family = child.family();
      child.jvm().destroy();
      assertThatAllEnd(family);
      assertThat(child.complaints()).isEmpty();
    }

    // Killed once more, at a moment that nobody chose.
    int moment = 1 + new Random(SEED).nextInt(12);
    try (var child = ingest()) {
      assertThat(child.prints(moment, line -> line.endsWith(": embedding"))).isTrue();
      var family = child.family();
      child.jvm().destroyForcibly();
      assertThatAllEnd(family);
    }

    // Left alone, it comes to its end.
    try (var child = ingest()) {
      var family = child.family();
      assertThat(child.exitCode()).isZero();
      assertThat(child.complaints()).isEmpty();
      assertThatAllEnd(family);
    }
    assertThatAllIsThereOnce();
  }

  private Child ingest() throws Exception {
    return Child.start(temp.resolve("data"), "ingest", temp.resolve("files").toString());
  }

  private static void assertThatAllEnd(List<ProcessHandle> family) throws Exception {
    for (var process : family) {
      process.onExit().get(SECONDS_TO_END, TimeUnit.SECONDS);
    }
    assertThat(family).noneMatch(ProcessHandle::isAlive);
  }

  private static String source(Database database, BgeSmall model) {
    return new Documents(database.jdbi()).library() + " " + model.name();
  }

  private void assertThatAllIsThereOnce() throws Exception {
    var data = temp.resolve("data");
    var source = new Database.Source.Embedded(data.resolve("postgresql"), BinariesCache.folder());
    try (var database = Database.open(source);
        var model = new BgeSmall(1);
        var index = LuceneIndex.open(data.resolve("index"), source(database, model))) {
      var documents = new Catalogue(database.jdbi()).list(WorkspaceId.LOCAL);
      assertThat(documents)
          .hasSize(FiftyFiles.COUNT)
          .allMatch(status -> status.state() == JobState.READY);
      assertThat(documents).extracting(it -> it.document().name()).doesNotHaveDuplicates();

      long chunks = count(database, "select count(*) from chunk");
      assertThat(chunks).isGreaterThanOrEqualTo(FiftyFiles.COUNT);
      assertThat(index.size()).isEqualTo(chunks);
      assertThat(count(database, "select count(distinct document_id) from chunk"))
          .isEqualTo(FiftyFiles.COUNT);
      assertThat(count(database, "select count(*) from vector")).isLessThan(chunks);
    }
  }

  private static long count(Database database, String sql) {
    return database.jdbi().withHandle(it -> it.createQuery(sql).mapTo(Long.class).one());
  }
}
