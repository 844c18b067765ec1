package lectern.cli;

import lectern.pipeline.Progress;
import picocli.CommandLine.Command;

/// Builds the search index again.
@Command(
    name = "reindex",
    mixinStandardHelpOptions = true,
    description = {
      "Builds the search index again from the database. Costs nothing but time, unless",
      "a provider's embedding model is new: then it is paid for all documents."
    })
final class ReindexCommand extends LecternCommand {
  ReindexCommand(Cli cli) {
    super(cli);
  }

  @Override
  ExitCode run() throws InterruptedException {
    try (var lectern = open(Progress.SILENT)) {
      lectern.demandKeys().forEach(check -> check.tell(err()));
      var pipeline = lectern.pipeline();
      var rebuilt = pipeline.reindexing().run();
      pipeline.await(pipeline.unfinished());
      int documents = rebuilt.placed() + rebuilt.onTheirWay();
      out().printf("the index was built again: %d documents%n", documents);
      return ExitCode.OK;
    }
  }
}
