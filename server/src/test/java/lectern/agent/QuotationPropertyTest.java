package lectern.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lectern.agent.Answer.Extracts;
import lectern.document.WorkspaceId;
import lectern.index.SearchIndex.Scope;
import lectern.pipeline.WordModel;
import lectern.pipeline.Workbench;
import lectern.retrieve.Question;
import lectern.retrieve.Retriever;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The promise of every answer, on texts that nobody chose.
@Timeout(60)
class QuotationPropertyTest {
  private static final Scope EVERYTHING = Scope.all(WorkspaceId.LOCAL);

  private static final List<String> SUBJECTS = List.of("pump", "boiler", "crane", "turbine");
  private static final List<String> FACTS =
      List.of("weighs %d kg", "costs %d euros", "has %d parts");

  /// Where sentences and rows are hard to tell apart, and letters hard to count.
  private static final List<String> SHAPES =
      List.of(
          "The %s.\n",
          "- The %s — see “note” 😀\n",
          "| Thing | Fact |\n| --- | --- |\n| The %s | 日本語 |\n",
          "## The %s\n",
          "> The %s.  And more?\n",
          "1. The %s!\n   e.g. this one\n");

  @TempDir private Path folder;

  @RepeatedTest(value = 4, name = "seed {currentRepetition}")
  void every_quotation_stands_on_the_page_it_names(RepetitionInfo run) throws Exception {
    var random = new Random(run.getCurrentRepetition());
    var facts = Stream.generate(() -> fact(random)).limit(30).toList();
    var text = facts.stream().map(fact -> shaped(fact, random)).collect(Collectors.joining());

    try (var bench = new Workbench(folder, new WordModel())) {
      bench.travel(bench.received("facts.md", text));

      assertThat(trueQuotations(bench, facts)).isPositive();
    }
  }

  private static int trueQuotations(Workbench bench, List<String> facts)
      throws InterruptedException {
    var retriever = new Retriever(bench.jdbi(), bench.model(), bench.index);
    var agent = new ExtractiveAgent(bench.jdbi(), retriever, bench.vectors, 8);
    int quoted = 0;
    for (var fact : facts) {
      if (agent.answer(new Question(fact), EVERYTHING) instanceof Extracts(var quotations, _)) {
        for (var quotation : quotations) {
          var citation = quotation.citation();
          var page = bench.pages().page(citation.document(), citation.page()).orElseThrow();
          assertThat(citation.range().of(page.markdown())).isEqualTo(citation.quotation());
          assertThat(citation.standsOn(page)).isTrue();
          quoted++;
        }
      }
    }
    return quoted;
  }

  private static String fact(Random random) {
    return one(SUBJECTS, random) + " " + one(FACTS, random).formatted(random.nextInt(1000));
  }

  private static String shaped(String fact, Random random) {
    return one(SHAPES, random).formatted(fact) + (random.nextInt(8) == 0 ? "\f" : "\n");
  }

  private static String one(List<String> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }
}
