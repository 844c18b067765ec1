package lectern.cli;

import java.util.List;
import lectern.document.WorkspaceId;
import lectern.pipeline.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Lists the documents.
@Command(
    name = "documents",
    mixinStandardHelpOptions = true,
    description = "Lists the documents with their states, and how long each stage took.")
final class DocumentsCommand extends LecternCommand {
  @Option(names = "--json", description = "Print JSON, for programs; see docs/cli.md.")
  private boolean json;

  DocumentsCommand(Cli cli) {
    super(cli);
  }

  /// What `--json` prints.
  record Shape(List<Shapes.DocumentShape> documents) {}

  @Override
  ExitCode run() throws InterruptedException {
    try (var lectern = open(Progress.SILENT)) {
      var statuses = lectern.catalogue().list(WorkspaceId.LOCAL);
      if (json) {
        var shapes = statuses.stream().map(Shapes.DocumentShape::of).toList();
        out().println(Shapes.json(new Shape(shapes)));
      } else {
        new IntakeReport(out(), err()).table(statuses);
      }
      return ExitCode.OK;
    }
  }
}
