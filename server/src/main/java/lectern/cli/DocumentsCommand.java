package lectern.cli;

import java.util.List;
import picocli.CommandLine.Command;

/// Lists the documents.
@Command(
    name = "documents",
    mixinStandardHelpOptions = true,
    description = "Lists the documents with their states, and how long each stage took.")
final class DocumentsCommand extends DeskCommand {
  DocumentsCommand(Cli cli) {
    super(cli);
  }

  /// What `--json` prints.
  record Shape(List<Shapes.DocumentShape> documents) {}

  @Override
  ExitCode run() throws InterruptedException {
    try (var desk = openDesk()) {
      var documents = desk.documents();
      if (json()) {
        out().println(Shapes.json(new Shape(documents)));
      } else {
        new IntakeReport(out(), err()).table(documents);
      }
      return ExitCode.OK;
    }
  }
}
