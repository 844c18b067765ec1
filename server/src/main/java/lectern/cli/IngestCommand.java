package lectern.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
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
final class IngestCommand extends DeskCommand {
  @Parameters(paramLabel = "FILE|FOLDER", arity = "1..*", description = "What to take in.")
  private List<Path> files = new ArrayList<>();

  IngestCommand(Cli cli) {
    super(cli);
  }

  @Override
  ExitCode run() throws InterruptedException {
    var found = FileArguments.files(files);
    try (var desk = openDesk()) {
      var taken = desk.take(found);
      if (json()) {
        out().println(Shapes.json(taken));
      } else {
        var report = new IntakeReport(out(), err());
        report.table(taken.documents());
        report.failures(taken);
      }
      return taken.allReady() ? ExitCode.OK : ExitCode.INCOMPLETE;
    }
  }
}
