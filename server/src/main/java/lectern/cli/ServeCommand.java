package lectern.cli;

import java.util.concurrent.CountDownLatch;
import lectern.http.HttpServer;
import lectern.pipeline.Progress;
import picocli.CommandLine.Command;

/// Serves the web app and the API until it is told to stop.
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Serves the web app and the API until Ctrl-C, and prints the link that signs a browser in."
    })
final class ServeCommand extends LecternCommand {
  ServeCommand(Cli cli) {
    super(cli);
  }

  @Override
  ExitCode run() throws InterruptedException {
    try (var lectern = open(Progress.SILENT);
        var server = lectern.serve()) {
      announce(lectern, server);
      new CountDownLatch(1).await(); // until the process is told to end
      return ExitCode.OK;
    }
  }

  private void announce(Application lectern, HttpServer server) {
    out().println("Lectern listens on " + lectern.settings().server().address(server.port()));
    out().flush();
  }
}
