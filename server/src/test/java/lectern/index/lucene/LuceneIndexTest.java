package lectern.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lectern.document.Chunk;
import lectern.document.DocumentId;
import lectern.document.TextRange;
import lectern.document.WorkspaceId;
import lectern.index.IndexUnavailable;
import lectern.index.SearchIndex;
import lectern.index.SearchIndexContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneIndexTest extends SearchIndexContract {
  @TempDir private Path folder;

  @Override
  protected SearchIndex open() {
    return LuceneIndex.open(folder, "model-a");
  }

  @Test
  void an_index_of_another_model_is_emptied_to_be_built_again() {
    fill();

    try (var other = LuceneIndex.open(folder, "model-b")) {
      assertThat(other.size()).isZero();
    }
  }

  @Test
  void a_damaged_index_is_emptied_to_be_built_again() throws IOException {
    fill();
    try (var files = Files.list(folder)) {
      for (var file : files.filter(f -> f.toString().contains("segments_")).toList()) {
        Files.writeString(file, "garbage");
      }
    }

    try (var index = open()) {
      assertThat(index.size()).isZero();
    }
  }

  @Test
  void an_index_that_lacks_a_file_is_emptied_to_be_built_again() throws IOException {
    fill();
    try (var files = Files.list(folder)) {
      for (var file : files.filter(f -> f.toString().endsWith(".si")).toList()) {
        Files.delete(file);
      }
    }

    try (var index = open()) {
      assertThat(index.size()).isZero();
    }
  }

  @Test
  void an_index_that_another_has_open_is_left_alone() {
    fill();

    try (var first = open()) {
      assertThatThrownBy(this::open).isInstanceOf(IndexUnavailable.class);
      assertThat(first.size()).isEqualTo(1);
    }
  }

  @Test
  void a_writer_that_broke_is_replaced_and_nothing_committed_is_lost() throws IOException {
    fill();
    try (var index = LuceneIndex.open(folder, "model-a")) {
      index.breakWriter();

      index.replace(WorkspaceId.LOCAL, DocumentId.create(), List.of(entry()));

      assertThat(index.size()).isEqualTo(2);
    }
  }

  @Test
  void a_folder_that_cannot_be_made_is_said_in_one_line() throws IOException {
    var file = Files.writeString(folder.resolve("a-file"), "not a folder");

    assertThatThrownBy(() -> LuceneIndex.open(file.resolve("index"), "model-a"))
        .isInstanceOf(IndexUnavailable.class)
        .hasMessageContaining("a-file");
  }

  private void fill() {
    try (var index = open()) {
      index.replace(WorkspaceId.LOCAL, DocumentId.create(), List.of(entry()));
      assertThat(index.size()).isEqualTo(1);
    }
  }

  private static SearchIndex.Entry entry() {
    var chunk = new Chunk(0, 1, new TextRange(0, 5), "words", List.of(), "");
    return new SearchIndex.Entry(chunk, "document", new float[] {1, 0});
  }
}
