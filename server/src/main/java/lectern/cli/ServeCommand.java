package lectern.cli;

import lectern.config.Settings;
import lectern.pipeline.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Serves the web app and the API until it is told to stop.
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Serves the web app and the API until Ctrl-C, and prints the link that signs a browser in."
    })
final class ServeCommand extends LecternCommand {
  @Mixin private Listening listening = new Listening();

  ServeCommand(Cli cli) {
    super(cli);
  }

  @Override
  Settings settings() {
    return listening.over(super.settings());
  }

  @Override
  ExitCode run() throws InterruptedException {
    try (var lectern = open(Progress.SILENT);
        var server = lectern.serve()) {
      new Welcome(lectern, out(), err()).stay(server);
      return ExitCode.OK;
    }
  }
}
