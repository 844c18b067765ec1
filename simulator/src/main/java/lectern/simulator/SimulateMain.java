package lectern.simulator;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import lectern.simulator.bill.WrongBill;
import lectern.simulator.fault.Plan;
import lectern.simulator.fault.WrongPlan;
import lectern.simulator.time.VirtualTimeline;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// `lectern simulate`: the simulator as a program, until it is interrupted.
@Command(
    name = "lectern simulate",
    mixinStandardHelpOptions = true,
    versionProvider = SimulateMain.Version.class,
    sortOptions = false,
    description = {
      "The OpenAI and LlamaParse APIs on localhost: any key will do that begins with sk- or llx-,"
          + " nothing is paid, everything is billed, and what a plan says goes wrong."
    },
    footer = {
      "",
      "It prints one line with the settings its clients need, and runs until Ctrl-C.",
      "Bill, faults and clock are at http://HOST:PORT/__sim while it runs.",
      "",
      "Exit codes: 2 wrong use or plan; 3 it cannot run here: the port, the bill;",
      "70 our own mistake; 130 interrupted.",
      "The plan language and all endpoints: docs/simulator.md."
    })
public final class SimulateMain implements Callable<Integer> {
  private static final int WRONG_USE = 2;
  private static final int UNAVAILABLE = 3;
  private static final int BROKEN = 70;
  private static final int MAX_PORT = 65_535;

  /// Ctrl-C ends within a second, even if something does not let go.
  private static final long PATIENCE_MILLIS = 800;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "9090",
      description = "Where to listen; 0 takes a free port (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--bind",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description =
          "The interface to listen on (default: ${DEFAULT-VALUE}, this machine only). On any"
              + " other, whoever reaches the port also reaches bill, faults and clock.")
  private String host = "";

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description = "What goes wrong, and how the vendors behave (default: nothing goes wrong).")
  private Optional<Path> plan = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description =
          "Equal seeds, plans and requests make equal answers (default: the plan's, else 1).")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--bill",
      paramLabel = "FILE|off",
      defaultValue = "data/simulator-bill.jsonl",
      description =
          "Where the bill is kept; one that is there is continued. 'off' keeps none, for pure"
              + " load (default: ${DEFAULT-VALUE}).")
  private String bill = "";

  @Option(
      names = "--latency",
      paramLabel = "none|realistic",
      description =
          "Whether answers take their time (default: the plan's, else realistic; with a clock"
              + " that stands still, none).")
  private Optional<Plan.LatencyProfile> latency = Optional.empty();

  @Option(
      names = "--clock",
      paramLabel = "real|TIME",
      defaultValue = "real",
      description =
          "The wall's, or one that begins at TIME, such as 2026-01-01T00:00:00Z, and stands still"
              + " until POST /__sim/clock advances it (default: ${DEFAULT-VALUE}).")
  private String clock = "";

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the spec before the command runs
  private SimulateMain() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new SimulateMain())
        .setParameterExceptionHandler(SimulateMain::misused)
        .setExecutionExceptionHandler(SimulateMain::failed)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true);
  }

  private static int misused(ParameterException e, String[] arguments) {
    var command = e.getCommandLine();
    command.getErr().println("lectern simulate: " + oneLine(e.getMessage()));
    if (e instanceof UnmatchedArgumentException) {
      command.usage(command.getErr());
    }
    return WRONG_USE;
  }

  private static int failed(Exception e, CommandLine command, ParseResult parsed) {
    var code =
        switch (e) {
          case WrongPlan _ -> WRONG_USE;
          case IOException _, WrongBill _ -> UNAVAILABLE;
          default -> BROKEN;
        };
    if (code == BROKEN) {
      LoggerFactory.getLogger(SimulateMain.class).error("the simulator broke", e);
    }
    command.getErr().println("lectern simulate: " + oneLine(e.getMessage()));
    return code;
  }

  /// What was typed may hold anything; on the terminal it moves no cursor.
  private static String oneLine(@Nullable String text) {
    return String.valueOf(text).replaceAll("\\p{Cntrl}+", " ");
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (port < 0 || port > MAX_PORT) {
      throw wrong("--port goes from 0 to " + MAX_PORT + ", not " + port);
    }
    var simulator = builder().start(host, port);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> end(simulator)));
    tell(simulator);
    new CountDownLatch(1).await();
    return 0;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private Simulator.Builder builder() throws IOException {
    var builder = Simulator.with();
    seed.ifPresent(builder::seed);
    latency.ifPresent(builder::latency);
    beginning().ifPresent(time -> builder.time(VirtualTimeline.from(time)));
    if (plan.isPresent()) {
      lay(plan.get(), builder);
    }
    return bill.equals("off") ? builder.billOff() : builder.billIn(Path.of(bill));
  }

  private Optional<Instant> beginning() {
    try {
      return clock.equals("real") ? Optional.empty() : Optional.of(Instant.parse(clock));
    } catch (DateTimeException e) {
      throw wrong("--clock is real or a time such as 2026-01-01T00:00:00Z, not " + clock);
    }
  }

  private void lay(Path file, Simulator.Builder builder) {
    try {
      builder.plan(file);
    } catch (NoSuchFileException e) {
      throw wrong("--plan: there is no file " + file);
    } catch (IOException e) {
      throw wrong("--plan: %s cannot be read: %s".formatted(file, e));
    }
  }

  private void tell(Simulator simulator) {
    var billed =
        bill.equals("off")
            ? "no bill"
            : "bill: %s, %,d entries so far".formatted(bill, simulator.bill().count());
    var out = spec.commandLine().getOut();
    out.println(
        String.format(
            Locale.ROOT,
            "export OPENAI_BASE_URL=%s LLAMA_CLOUD_BASE_URL=%s  # %s",
            simulator.openAiUrl(),
            simulator.llamaParseUrl(),
            billed));
    out.flush();
    if (!Simulator.isLoopback(host)) {
      spec.commandLine()
          .getErr()
          .printf(
              "lectern simulate: %s is open to other machines, and asks nobody who they are%n",
              host);
    }
  }

  private static void end(Simulator simulator) {
    try {
      var closing = Thread.ofPlatform().daemon().start(simulator::close);
      closing.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// What the jar's manifest says.
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      var version = Optional.ofNullable(SimulateMain.class.getPackage().getImplementationVersion());
      return new String[] {"lectern simulate " + version.orElse("(not from a jar)")};
    }
  }
}
