package lectern.cli;

import java.util.List;
import java.util.Optional;
import lectern.cli.ProgressDisplay.Style;
import lectern.cli.remote.Access;
import lectern.cli.remote.ServerClient;
import lectern.retrieve.Question;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What commands have that work with a Lectern in this process as well as with a server.
abstract class DeskCommand extends LecternCommand {
  @Mixin private ServerOptions server = new ServerOptions();

  @Option(names = "--json", description = "Print JSON, for programs; see docs/cli.md.")
  private boolean json;

  DeskCommand(Cli cli) {
    super(cli);
  }

  final boolean json() {
    return json;
  }

  /// Checks questions before anything is started for them. How long they may be on a server, the
  /// server knows.
  final List<Question> questions(List<String> texts) {
    int maxChars = access().isPresent() ? Integer.MAX_VALUE : settings().ask().maxQuestionChars();
    return texts.stream().map(text -> Question.of(text, maxChars)).toList();
  }

  /// Opens the desk that the options name.
  final Desk openDesk() throws InterruptedException {
    var display = new ProgressDisplay(out(), json ? Style.SILENT : ProgressDisplay.forConsole());
    var access = access();
    if (access.isEmpty()) {
      return new EmbeddedDesk(open(display), display, err());
    }
    if (ServerOptions.isOpenToOthers(access.get())) {
      err()
          .printf(
              "lectern: %s is not encrypted: whoever is between can read the key and the documents;"
                  + " use https://%n",
              Terminal.oneLine(access.get().address().toString()));
    }
    return new RemoteDesk(new ServerClient(access.get(), ServerClient.PATIENCE), display);
  }

  private Optional<Access> access() {
    return cli().access(server);
  }
}
