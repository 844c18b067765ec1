package lectern.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import lectern.document.Chunk;
import lectern.document.DocumentId;
import lectern.document.TextRange;
import lectern.document.WorkspaceId;
import lectern.index.SearchIndex.Entry;
import lectern.index.SearchIndex.Hit;
import lectern.index.SearchIndex.Scope;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/// What every index promises. An implementation's test extends this and says how to open one.
public abstract class SearchIndexContract {
  private static final WorkspaceId OURS = WorkspaceId.LOCAL;
  private static final WorkspaceId THEIRS = new WorkspaceId(UUID.randomUUID());

  private final DocumentId first = DocumentId.create();
  private final DocumentId second = DocumentId.create();

  /// An index over the same storage as the last one this test opened.
  protected abstract SearchIndex open();

  @Test
  void a_chunk_is_found_by_its_words_as_soon_as_replace_returns() {
    try (var index = open()) {
      index.replace(OURS, first, List.of(entry(0, "The pump needs oil."), entry(1, "Unrelated.")));

      var hits = index.lexical("Which oil do pumps need?", Scope.all(OURS), 10);

      assertThat(hits).extracting(Hit::document, Hit::ordinal).containsExactly(tuple(first, 0));
    }
  }

  @Test
  void a_chunk_is_found_by_the_words_of_its_headings_and_of_its_documents_name() {
    try (var index = open()) {
      var chunk = new Chunk(0, 1, new TextRange(0, 4), "text", List.of("Warranty"), "");
      index.replace(OURS, first, List.of(new Entry(chunk, "pump-manual.pdf", east())));

      assertThat(index.lexical("warranty", Scope.all(OURS), 10)).hasSize(1);
      assertThat(index.lexical("manual", Scope.all(OURS), 10)).hasSize(1);
    }
  }

  @Test
  void the_nearest_vector_comes_first() {
    try (var index = open()) {
      index.replace(
          OURS, first, List.of(new Entry(chunk(0, "north"), "a", north()), entry(1, "east")));

      var hits = index.nearest(new float[] {0.9f, 0.436f}, Scope.all(OURS), 10);

      assertThat(hits).extracting(Hit::ordinal).containsExactly(1, 0);
    }
  }

  @Test
  void replacing_takes_out_what_was_there() {
    try (var index = open()) {
      index.replace(OURS, first, List.of(entry(0, "old words"), entry(1, "old words")));

      index.replace(OURS, first, List.of(entry(0, "new words")));

      assertThat(index.lexical("old", Scope.all(OURS), 10)).isEmpty();
      assertThat(index.lexical("words", Scope.all(OURS), 10)).hasSize(1);
      assertThat(index.size()).isEqualTo(1);
    }
  }

  @Test
  void replacing_twice_is_the_same_as_once() {
    try (var index = open()) {
      index.replace(OURS, first, List.of(entry(0, "words")));
      index.replace(OURS, first, List.of(entry(0, "words")));

      assertThat(index.size()).isEqualTo(1);
    }
  }

  @Test
  void a_replacement_that_breaks_half_way_leaves_no_half_document() {
    try (var index = open()) {
      Iterator<Entry> breaking =
          IntStream.range(0, 3)
              .mapToObj(i -> {
                if (i == 2) {
                  throw new IllegalStateException("broke");
                }
                return entry(i, "words");
              })
              .iterator();

      assertThatThrownBy(() -> index.replace(OURS, first, () -> breaking)).hasMessage("broke");
      index.replace(OURS, second, List.of(entry(0, "words")));

      assertThat(index.lexical("words", Scope.all(OURS), 10))
          .extracting(Hit::document)
          .containsExactly(second);
    }
  }

  @Test
  void nothing_of_another_workspace_is_ever_found() {
    try (var index = open()) {
      index.replace(THEIRS, first, List.of(entry(0, "secret words")));

      assertThat(index.lexical("secret", Scope.all(OURS), 10)).isEmpty();
      assertThat(index.nearest(east(), Scope.all(OURS), 10)).isEmpty();
      assertThat(index.lexical("secret", new Scope(OURS, Set.of(first)), 10)).isEmpty();
    }
  }

  @Test
  void a_scope_of_documents_finds_only_these() {
    try (var index = open()) {
      index.replace(OURS, first, List.of(entry(0, "words")));
      index.replace(OURS, second, List.of(entry(0, "words")));
      var onlySecond = new Scope(OURS, Set.of(second));

      assertThat(index.lexical("words", onlySecond, 10))
          .extracting(Hit::document)
          .containsExactly(second);
      assertThat(index.nearest(east(), onlySecond, 10))
          .extracting(Hit::document)
          .containsExactly(second);
    }
  }

  @Test
  void removing_and_clearing_take_out() {
    try (var index = open()) {
      index.replace(OURS, first, List.of(entry(0, "words")));
      index.replace(OURS, second, List.of(entry(0, "words")));

      index.remove(first);
      assertThat(index.lexical("words", Scope.all(OURS), 10))
          .extracting(Hit::document)
          .containsExactly(second);
      index.clear();
      assertThat(index.size()).isZero();
    }
  }

  @Test
  void what_was_replaced_is_there_when_the_index_is_opened_again() {
    try (var index = open()) {
      index.replace(OURS, first, List.of(entry(0, "words")));
    }

    try (var again = open()) {
      assertThat(again.lexical("words", Scope.all(OURS), 10)).hasSize(1);
      assertThat(again.nearest(east(), Scope.all(OURS), 10)).hasSize(1);
    }
  }

  @Test
  void questions_without_words_or_of_a_megabyte_or_in_chinese_find_nothing_and_break_nothing() {
    try (var index = open()) {
      index.replace(OURS, first, List.of(entry(0, "words")));

      assertThat(index.lexical("?! the of", Scope.all(OURS), 10)).isEmpty();
      assertThat(index.lexical("泵需要什么油？", Scope.all(OURS), 10)).isEmpty();
      assertThat(index.lexical("lorem ".repeat(170_000), Scope.all(OURS), 10)).isEmpty();
      assertThat(index.lexical(manyWords(), Scope.all(OURS), 10)).isEmpty();
      assertThat(index.lexical("+- && || ! ( ) { } [ ] ^ \" ~ * ? : \\ /", Scope.all(OURS), 10))
          .isEmpty();
    }
  }

  private static String manyWords() {
    return IntStream.range(0, 5_000).mapToObj(i -> "term" + i + " ").reduce("", String::concat);
  }

  private static Entry entry(int ordinal, String text) {
    return new Entry(chunk(ordinal, text), "document", east());
  }

  private static Chunk chunk(int ordinal, String text) {
    return new Chunk(ordinal, 1, new TextRange(0, text.length()), text, List.of(), "");
  }

  private static float[] east() {
    return new float[] {1, 0};
  }

  private static float[] north() {
    return new float[] {0, 1};
  }

  private static Tuple tuple(Object... parts) {
    return org.assertj.core.api.Assertions.tuple(parts);
  }
}
