package lectern.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import lectern.cli.remote.Access;
import lectern.cli.remote.ServerRefused;
import lectern.cli.remote.ServerTrouble;
import lectern.config.InvalidSettings;
import lectern.config.Settings;
import lectern.config.SettingsReader;
import lectern.gateway.GaveUp;
import lectern.http.ServerUnavailable;
import lectern.index.IndexUnavailable;
import lectern.pipeline.PipelineStopped;
import lectern.retrieve.Question;
import lectern.store.StoreUnavailable;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/// `lectern`: the root of all commands, and what they share.
@Command(
    name = "lectern",
    description = "Answers questions about your documents, with citations to the page.",
    mixinStandardHelpOptions = true,
    versionProvider = Cli.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      AskCommand.class,
      IngestCommand.class,
      SearchCommand.class,
      DocumentsCommand.class,
      ReindexCommand.class,
      DoctorCommand.class
    },
    footer = {
      "",
      "lectern simulate: OpenAI and LlamaParse on localhost; lectern simulate --help tells more.",
      "Exit codes: 0 all well; 1 a file failed or a question has no answer; 2 wrong use;",
      "3 Lectern cannot run here; 70 our own mistake; 130 interrupted.",
      "Settings: lectern.yaml in the current folder, or --config FILE; see docs/configuration.md."
    })
public final class Cli {
  private final Application.Opener opener;
  private final Map<String, String> environment;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Settings file (default: ./lectern.yaml when there is one).")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      scope = ScopeType.INHERIT,
      description = "Where everything is kept (default: setting 'data', ./data).")
  private Optional<Path> data = Optional.empty();

  private Cli(Application.Opener opener, Map<String, String> environment) {
    this.opener = opener;
    this.environment = environment;
  }

  /// The whole command line, ready to execute.
  ///
  /// @param environment the process's environment variables
  public static CommandLine commandLine(
      Application.Opener opener, Map<String, String> environment) {
    var cli = new Cli(opener, environment);
    return new CommandLine(cli, new CommandFactory(cli))
        .setExecutionExceptionHandler(new OneLine())
        .setParameterExceptionHandler(new OneLine())
        .registerConverter(UUID.class, Cli::id)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true);
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("'%s' is not an id".formatted(text));
    }
  }

  Application.Opener opener() {
    return opener;
  }

  Settings settings() {
    var file = config.or(() -> Optional.of(Path.of("lectern.yaml")).filter(Files::exists));
    var read = SettingsReader.read(file, environment);
    return data.map(folder -> read.withData(folder.toAbsolutePath().normalize())).orElse(read);
  }

  /// The server to work with; empty when it is to be a Lectern in this process.
  ///
  /// @throws WrongUse also when both are named
  Optional<Access> access(ServerOptions options) {
    var access = options.access(environment);
    if (access.isPresent() && (data.isPresent() || config.isPresent())) {
      throw new WrongUse(
          "%s is for a Lectern in this process, and a server is named (--server or LECTERN_SERVER):"
                  .formatted(data.isPresent() ? "--data" : "--config")
              + " leave one out");
    }
    return access;
  }

  /// Gives commands the root they belong to.
  private record CommandFactory(Cli cli) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      if (LecternCommand.class.isAssignableFrom(type)) {
        return type.cast(type.getDeclaredConstructor(Cli.class).newInstance(cli));
      }
      return CommandLine.defaultFactory().create(type);
    }
  }

  /// What the jar's manifest says.
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      var version = Optional.ofNullable(Cli.class.getPackage().getImplementationVersion());
      return new String[] {"lectern " + version.orElse("(not from a jar)")};
    }
  }

  /// Every error is one line that says how to mend it; only our own mistakes are logged in full.
  private static final class OneLine
      implements IExecutionExceptionHandler, IParameterExceptionHandler {
    /// A key in the wrong place is not shown.
    private static final Pattern KEY = Pattern.compile("lk_[\\w-]+");

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
      var command = e.getCommandLine();
      var line =
          "lectern: %s; %s --help lists what there is"
              .formatted(reason(e), command.getCommandSpec().qualifiedName());
      command.getErr().println(Terminal.oneLine(KEY.matcher(line).replaceAll("lk_…")));
      return ExitCode.WRONG_USE.number();
    }

    /// What was typed behind an option that a command does not have may be a secret.
    private static String reason(ParameterException e) {
      boolean isForServers =
          e instanceof UnmatchedArgumentException unmatched
              && unmatched.getUnmatched().stream().anyMatch(it -> it.matches("--(server|key).*"));
      return isForServers
          ? "--server and --key stand behind ask, ingest, search or documents; other commands work"
              + " on a data folder of this machine"
          : String.valueOf(e.getMessage());
    }

    @Override
    public int handleExecutionException(
        Exception e, CommandLine command, CommandLine.ParseResult parsed) {
      return report(e, command.getErr()).number();
    }

    private static ExitCode report(Exception e, PrintWriter err) {
      return switch (e) {
        case InvalidSettings _, Question.Refused _, WrongUse _, ServerRefused _ ->
            say(err, e, ExitCode.WRONG_USE);
        case StoreUnavailable _,
            IndexUnavailable _,
            PipelineStopped _,
            GaveUp _,
            ProviderUnusable _,
            ServerUnavailable _,
            ServerTrouble _ ->
            say(err, e, ExitCode.UNAVAILABLE);
        case JdbiException failed -> {
          err.println("lectern: the database failed: " + Terminal.oneLine(root(failed)));
          yield ExitCode.UNAVAILABLE;
        }
        case InterruptedException _ -> ExitCode.INTERRUPTED;
        default -> {
          LoggerFactory.getLogger(Cli.class).error("a command broke", e);
          err.println(
              "lectern: our own mistake (%s); please report it with the log above".formatted(e));
          yield ExitCode.BROKEN;
        }
      };
    }

    /// What JDBI itself says holds the statement with its arguments; the cause says what is wrong.
    private static String root(JdbiException failed) {
      Throwable root = failed;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      return String.valueOf(root.getMessage());
    }

    private static ExitCode say(PrintWriter err, Exception e, ExitCode code) {
      err.println("lectern: " + Terminal.oneLine(String.valueOf(e.getMessage())));
      return code;
    }
  }
}
