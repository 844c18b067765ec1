package lectern.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lectern.cli.ProgressDisplay.Style;
import lectern.document.JobState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Takes files in and waits until each is ready or failed.
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description = {
      "Takes files and folders in and waits until each file is ready or failed.",
      "Goes on first with what an earlier run left unfinished.",
      "A file that failed before is tried again."
    })
final class IngestCommand extends LecternCommand {
  @Parameters(paramLabel = "FILE|FOLDER", arity = "1..*", description = "What to take in.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--json", description = "Print JSON, for programs; see docs/cli.md.")
  private boolean json;

  IngestCommand(Cli cli) {
    super(cli);
  }

  /// What `--json` prints.
  record Shape(List<Shapes.DocumentShape> documents, List<Shapes.RefusedShape> refused) {}

  @Override
  ExitCode run() throws InterruptedException {
    var found = Intake.files(files);
    var display = new ProgressDisplay(out(), json ? Style.SILENT : ProgressDisplay.forConsole());
    try (var lectern = open(display)) {
      var taken = new Intake(lectern, display).take(found);
      var statuses =
          taken.documents().stream()
              .flatMap(document ->
                  lectern.catalogue().status(document.workspace(), document.id()).stream())
              .toList();
      if (json) {
        out()
            .println(
                Shapes.json(
                    new Shape(
                        statuses.stream().map(Shapes.DocumentShape::of).toList(),
                        taken.refused().entrySet().stream()
                            .map(e -> Shapes.RefusedShape.of(e.getKey(), e.getValue()))
                            .toList())));
      } else {
        var report = new IntakeReport(out(), err());
        report.table(statuses);
        report.failures(statuses, taken);
      }
      boolean allReady = statuses.stream().allMatch(status -> status.state() == JobState.READY);
      return allReady && taken.refused().isEmpty() ? ExitCode.OK : ExitCode.INCOMPLETE;
    }
  }
}
