package lectern.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import lectern.document.WorkspaceId;
import lectern.embed.local.BgeSmall;
import lectern.index.SearchIndex.Scope;
import lectern.pipeline.Workbench;
import lectern.retrieve.Question;
import lectern.retrieve.Retriever;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ExtractiveAgentTest {
  private static final Scope EVERYTHING = Scope.all(WorkspaceId.LOCAL);

  private static BgeSmall model;

  @TempDir private Path folder;
  private Workbench bench;
  private ExtractiveAgent agent;

  @BeforeAll
  static void load() {
    model = new BgeSmall(2);
  }

  @AfterAll
  static void unload() {
    model.close();
  }

  @BeforeEach
  void open() throws Exception {
    bench = new Workbench(folder, model);
    var retriever = new Retriever(bench.jdbi(), model, bench.index);
    agent = new ExtractiveAgent(bench.jdbi(), retriever, bench.vectors, 8);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void without_documents_it_says_that_there_are_none() throws Exception {
    assertThat(agent.answer(new Question("What weighs a ton?"), EVERYTHING))
        .isEqualTo(new Answer.NoDocuments());
  }

  @Test
  void what_the_documents_do_not_say_is_not_answered() throws Exception {
    bench.travel(bench.received("pump.md", "The pump weighs 90 kg.\n\nIt is painted green."));

    var answer = agent.answer(new Question("Who discovered the source of the Nile?"), EVERYTHING);

    assertThat(answer).isInstanceOf(Answer.NotInDocuments.class);
  }

  @Test
  void what_they_say_is_quoted_best_first() throws Exception {
    bench.travel(bench.received("pump.md", "The pump weighs 90 kg.\n\nIt is painted green."));

    var answer = agent.answer(new Question("How much does the pump weigh?"), EVERYTHING);

    assertThat(answer).isInstanceOf(Answer.Extracts.class);
    assertThat(((Answer.Extracts) answer).quotations().getFirst().citation().quotation())
        .isEqualTo("The pump weighs 90 kg.");
  }
}
