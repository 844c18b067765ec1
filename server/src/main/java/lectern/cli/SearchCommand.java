package lectern.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import lectern.cli.Shapes.PassageShape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows the passages for a question, without an answer.
@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    description = "Shows the passages that fit a question best, by words and by meaning.")
final class SearchCommand extends DeskCommand {
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

  SearchCommand(Cli cli) {
    super(cli);
  }

  /// What `--json` prints.
  record Shape(String question, List<PassageShape> passages) {}

  @Override
  ExitCode run() throws InterruptedException {
    if (limit < 1 || limit > MOST_PASSAGES) {
      throw new WrongUse(
          "--limit must be between 1 and %d, not %d".formatted(MOST_PASSAGES, limit));
    }
    var question = questions(List.of(String.join(" ", words))).getFirst();
    try (var desk = openDesk()) {
      var passages = desk.search(question, Set.copyOf(documents), limit);
      if (json()) {
        out().println(Shapes.json(new Shape(question.text(), passages)));
      } else if (passages.isEmpty()) {
        out().println("nothing found: there are no documents ready in this scope");
      } else {
        passages.forEach(this::print);
      }
      return passages.isEmpty() ? ExitCode.INCOMPLETE : ExitCode.OK;
    }
  }

  private void print(PassageShape passage) {
    var text = Terminal.oneLine(passage.text());
    out()
        .printf(
            "%s, page %d  (%.4f)%n  %s%n",
            Terminal.oneLine(passage.document()),
            passage.page(),
            passage.score(),
            text.length() <= EXCERPT_CHARS ? text : text.substring(0, EXCERPT_CHARS) + "…");
  }
}
