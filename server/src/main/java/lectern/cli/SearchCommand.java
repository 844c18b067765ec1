package lectern.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import lectern.document.DocumentId;
import lectern.document.Passage;
import lectern.document.WorkspaceId;
import lectern.index.SearchIndex.Scope;
import lectern.pipeline.Progress;
import lectern.retrieve.Question;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows the passages for a question, without an answer.
@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    description = "Shows the passages that fit a question best, by words and by meaning.")
final class SearchCommand extends LecternCommand {
  /// Passages shown at the most.
  private static final int MOST_PASSAGES = 100;

  /// Characters of a passage shown to people; programs get all.
  private static final int EXCERPT_CHARS = 240;

  @Parameters(paramLabel = "QUESTION", arity = "1..*", description = "What to look for.")
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--document",
      paramLabel = "ID",
      description =
          "Only in this document; may be given more than once. `documents --json` tells ids.")
  private List<UUID> documents = new ArrayList<>();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many (1 to 100, default: 5).")
  private int limit = 5;

  @Option(names = "--json", description = "Print JSON, for programs; see docs/cli.md.")
  private boolean json;

  SearchCommand(Cli cli) {
    super(cli);
  }

  /// What `--json` prints.
  record Shape(String question, List<Shapes.PassageShape> passages) {}

  @Override
  ExitCode run() throws InterruptedException {
    if (limit < 1 || limit > MOST_PASSAGES) {
      throw new WrongUse(
          "--limit must be between 1 and %d, not %d".formatted(MOST_PASSAGES, limit));
    }
    var question = Question.of(String.join(" ", words), settings().ask().maxQuestionChars());
    var scope =
        new Scope(
            WorkspaceId.LOCAL, documents.stream().map(DocumentId::new).collect(Collectors.toSet()));
    try (var lectern = open(Progress.SILENT)) {
      var passages = lectern.retriever().find(question, scope, limit);
      if (json) {
        var shapes = passages.stream().map(Shapes.PassageShape::of).toList();
        out().println(Shapes.json(new Shape(question.text(), shapes)));
      } else if (passages.isEmpty()) {
        out().println("nothing found: there are no documents ready in this scope");
      } else {
        passages.forEach(this::print);
      }
      return passages.isEmpty() ? ExitCode.INCOMPLETE : ExitCode.OK;
    }
  }

  private void print(Passage passage) {
    var text = Terminal.oneLine(passage.text());
    out()
        .printf(
            "%s, page %d  (%.4f)%n  %s%n",
            passage.document().name(),
            passage.page(),
            passage.score(),
            text.length() <= EXCERPT_CHARS ? text : text.substring(0, EXCERPT_CHARS) + "…");
  }
}
