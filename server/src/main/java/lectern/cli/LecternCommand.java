package lectern.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import lectern.config.Settings;
import lectern.document.WorkspaceId;
import lectern.pipeline.Progress;
import lectern.store.Tenancy;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// What every command has: its settings, its output, and a Lectern to open.
abstract class LecternCommand implements Callable<Integer> {
  private final Cli cli;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the spec before the command runs
  LecternCommand(Cli cli) {
    this.cli = cli;
  }

  /// Does what the command says, in the workspace of the command line.
  abstract ExitCode run() throws Exception;

  @Override
  public final Integer call() throws Exception {
    return Tenancy.in(WorkspaceId.LOCAL, this::run).number();
  }

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  final Cli cli() {
    return cli;
  }

  Settings settings() {
    return cli.settings();
  }

  final Application open(Progress progress) throws InterruptedException {
    return cli.opener().open(settings(), progress);
  }
}
