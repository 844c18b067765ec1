package lectern.cli;

import lectern.pipeline.Progress;
import picocli.CommandLine.Command;

/// Builds the search index again.
@Command(
    name = "reindex",
    mixinStandardHelpOptions = true,
    description = "Builds the search index again from the database. Costs nothing but time.")
final class ReindexCommand extends LecternCommand {
  ReindexCommand(Cli cli) {
    super(cli);
  }

  @Override
  ExitCode run() throws InterruptedException {
    try (var lectern = open(Progress.SILENT)) {
      int documents = lectern.pipeline().reindexing().run(Progress.SILENT);
      out().printf("the index was built again: %d documents%n", documents);
      return ExitCode.OK;
    }
  }
}
