package lectern.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lectern.simulator.bill.Bill;
import lectern.simulator.chance.Seed;
import lectern.simulator.control.Control;
import lectern.simulator.fault.Faults;
import lectern.simulator.fault.Plan;
import lectern.simulator.fault.PlanReader;
import lectern.simulator.llamaparse.LlamaParse;
import lectern.simulator.openai.OpenAi;
import lectern.simulator.route.World;
import lectern.simulator.serve.HttpServer;
import lectern.simulator.time.RealTimeline;
import lectern.simulator.time.Timeline;
import lectern.simulator.time.VirtualTimeline;

/// The OpenAI and LlamaParse APIs on localhost, with an honest bill and faults on purpose.
///
/// ```java
/// try (var simulator = Simulator.with().seed(7).plan(plan).time(time).start()) {
///   var client = client(simulator.openAiUrl());
/// }
/// ```
public final class Simulator implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final long USUAL_SEED = 1;
  private static final Set<String> ERROR_NAMES =
      Stream.of(OpenAi.ERROR_NAMES, LlamaParse.ERROR_NAMES)
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  private final World world;
  private final HttpServer server;
  private final String host;

  private Simulator(World world, HttpServer server, String host) {
    this.world = world;
    this.server = server;
    this.host = host;
  }

  /// How it is to be, beginning with the usual: seed 1, no faults, real time, a free port.
  public static Builder with() {
    return new Builder();
  }

  /// The base URL for OpenAI's clients: with `/v1`, as they expect.
  public URI openAiUrl() {
    return llamaParseUrl().resolve("/v1");
  }

  /// The base URL for LlamaParse's clients: without any path, as they expect.
  public URI llamaParseUrl() {
    return URI.create("http://" + reachable(host) + ":" + server.port());
  }

  /// Who listens everywhere is reached on the loopback interface, too.
  private static String reachable(String host) {
    return switch (host) {
      case "0.0.0.0" -> LOOPBACK;
      case "::" -> "[::1]";
      default -> host.indexOf(':') < 0 ? host : "[" + host + "]";
    };
  }

  /// Whether only this machine reaches who listens there.
  static boolean isLoopback(String host) {
    return host.startsWith("127.") || host.equals("localhost") || host.equals("::1");
  }

  /// What has been billed so far.
  public Bill bill() {
    return world.bill();
  }

  /// The rules in force, which may be replaced.
  public Faults faults() {
    return world.faults();
  }

  /// Lets that much time pass, with everything that is due in it.
  ///
  /// @throws IllegalStateException when the time is real
  public void advance(Duration duration) {
    switch (world.timeline()) {
      case VirtualTimeline virtual -> virtual.advance(duration);
      case RealTimeline _ -> throw new IllegalStateException("real time goes by itself");
    }
  }

  /// Ends everything at once; whoever still waits for an answer is cut off.
  @Override
  public void close() {
    world.timeline().close();
    server.close();
    world.bill().close();
    delete(world.folder());
  }

  private static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Collects how a simulator is to be.
  public static final class Builder {
    private Optional<Long> seed = Optional.empty();
    private Optional<Plan.LatencyProfile> latency = Optional.empty();
    private Function<Set<String>, Plan> plan = _ -> Plan.USUAL;
    private Timeline timeline = new RealTimeline();
    private Function<InstantSource, Bill> bill = Bill::inMemory;

    private Builder() {}

    /// The seed of all chance; it goes before the plan's.
    public Builder seed(long value) {
      seed = Optional.of(value);
      return this;
    }

    /// How the vendors behave.
    public Builder plan(Plan value) {
      plan = _ -> value;
      return this;
    }

    /// How the vendors behave, in the language of docs/simulator.md; read when the simulator
    /// starts.
    public Builder plan(String yaml) {
      return plan(yaml, "the plan");
    }

    /// How the vendors behave, from a file in the language of docs/simulator.md.
    public Builder plan(Path file) throws IOException {
      return plan(Files.readString(file), file.toString());
    }

    private Builder plan(String yaml, String name) {
      plan = errorNames -> PlanReader.read(yaml, name, errorNames);
      return this;
    }

    /// How long answers take; it goes before the plan's.
    public Builder latency(Plan.LatencyProfile value) {
      latency = Optional.of(value);
      return this;
    }

    /// The time it lives in; closed with the simulator.
    public Builder time(Timeline value) {
      timeline = value;
      return this;
    }

    /// Keeps the bill in that file, so that it survives a crash, or continues the one that is
    /// there. Without this it is kept in memory.
    public Builder billIn(Path file) {
      bill = clock -> Bill.inFile(file, clock);
      return this;
    }

    /// Keeps no bill, for pure load.
    public Builder billOff() {
      bill = _ -> Bill.off();
      return this;
    }

    /// Starts on a free port of the loopback interface.
    public Simulator start() throws IOException {
      return start(LOOPBACK, 0);
    }

    /// Starts on that port; 0 takes a free one. On another interface than the loopback one, its
    /// controls answer whoever can reach it.
    ///
    /// @throws lectern.simulator.fault.WrongPlan when the plan cannot be followed
    /// @throws lectern.simulator.bill.WrongBill when the file cannot be the bill
    public Simulator start(String host, int port) throws IOException {
      var laid = laid();
      var chosen = new Seed(seed.or(laid::seed).orElse(USUAL_SEED));
      var faults = new Faults(chosen, laid.rules(), timeline.now());
      var kept = bill.apply(timeline::now);
      try {
        var folder = Files.createTempDirectory("lectern-simulator");
        return start(new World(chosen, timeline, laid, faults, kept, folder), host, port);
      } catch (IOException e) {
        kept.close();
        throw e;
      }
    }

    private Plan laid() {
      var read = plan.apply(ERROR_NAMES);
      return new Plan(
          read.seed(),
          latency.or(read::latency),
          read.limits(),
          read.jobs(),
          read.purses(),
          read.rules());
    }

    private static Simulator start(World world, String host, int port) throws IOException {
      var hosts = isLoopback(host) ? Control.Hosts.OWN : Control.Hosts.ANY;
      var vendors =
          List.of(new Control(world, ERROR_NAMES, hosts), new LlamaParse(world), new OpenAi(world));
      try {
        return new Simulator(world, HttpServer.start(world, vendors, host, port), host);
      } catch (IOException e) {
        delete(world.folder());
        throw e;
      }
    }
  }
}
