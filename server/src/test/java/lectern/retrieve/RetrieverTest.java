package lectern.retrieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lectern.document.Document;
import lectern.document.Passage;
import lectern.document.WorkspaceId;
import lectern.index.SearchIndex.Scope;
import lectern.pipeline.WordModel;
import lectern.pipeline.Workbench;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RetrieverTest {
  private static final Scope EVERYTHING = Scope.all(WorkspaceId.LOCAL);

  @TempDir private Path folder;

  private Workbench bench;
  private Retriever retriever;

  @BeforeEach
  void open() throws Exception {
    bench = new Workbench(folder, new WordModel());
    retriever = new Retriever(bench.jdbi(), bench.model(), bench.index);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void neighbouring_chunks_of_a_page_become_one_passage_that_spans_them() throws Exception {
    var text = paragraphs(5);
    var document = bench.received("long.md", text);
    bench.travel(document);

    var passages = retriever.find(new Question("turbine paragraph"), EVERYTHING, 10);

    assertThat(passages).hasSize(1);
    var passage = passages.getFirst();
    assertThat(passage.text()).startsWith("Paragraph 1").contains("Paragraph 5");
    assertThat(passage.range().of(text)).isEqualTo(passage.text());
  }

  @Test
  void chunks_of_different_pages_stay_apart() throws Exception {
    var document = bench.received("two.md", "The turbine is old.\fThe turbine is new.");
    bench.travel(document);

    var passages = retriever.find(new Question("turbine"), EVERYTHING, 10);

    assertThat(passages).extracting(Passage::page).containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void every_passage_is_the_text_of_its_range_on_its_page() throws Exception {
    var document = bench.received("long.md", paragraphs(12) + "\f" + paragraphs(7));
    bench.travel(document);

    for (int limit = 1; limit <= 5; limit++) {
      assertThat(retriever.find(new Question("paragraph 3 turbine"), EVERYTHING, limit))
          .hasSizeBetween(1, limit)
          .allSatisfy(this::standsOnItsPage);
    }
  }

  private void standsOnItsPage(Passage passage) {
    var page = bench.pages().page(passage.document().id(), passage.page()).orElseThrow();
    assertThat(passage.range().of(page.markdown())).isEqualTo(passage.text());
  }

  @Test
  void what_belongs_to_another_workspace_is_never_found() throws Exception {
    var theirs = new WorkspaceId(UUID.randomUUID());
    bench
        .jdbi()
        .useHandle(it -> it.execute("insert into workspace values (?, 'theirs')", theirs.value()));
    Document secret = bench.received(theirs, "secret.md", "The turbine costs a million.");
    Document ours = bench.received("ours.md", "The boiler costs a thousand.");
    bench.travel(secret, ours);
    var question = new Question("What does the turbine cost?");

    assertThat(retriever.find(question, EVERYTHING, 10))
        .extracting(Passage::document)
        .containsExactly(ours);
    assertThat(retriever.find(question, new Scope(WorkspaceId.LOCAL, Set.of(secret.id())), 10))
        .isEmpty();
    assertThat(retriever.find(question, Scope.all(theirs), 10))
        .extracting(Passage::document)
        .containsExactly(secret);
  }

  @Test
  void only_the_documents_of_the_scope_are_searched() throws Exception {
    var one = bench.received("one.md", "The turbine is old.");
    var two = bench.received("two.md", "The turbine is older than the other turbine.");
    bench.travel(one, two);

    var scope = new Scope(WorkspaceId.LOCAL, Set.of(one.id()));

    assertThat(retriever.find(new Question("turbine"), scope, 10))
        .extracting(Passage::document)
        .containsExactly(one);
  }

  private static String paragraphs(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i ->
            "Paragraph %d tells about a turbine, its blades, its bearings and its noise at night."
                .formatted(i))
        .collect(Collectors.joining("\n\n"));
  }
}
