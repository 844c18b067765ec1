package lectern.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import lectern.simulator.bill.Bill;
import lectern.simulator.chance.Seed;
import lectern.simulator.fault.Faults;
import lectern.simulator.fault.Plan;
import lectern.simulator.openai.OpenAi;
import lectern.simulator.route.World;
import lectern.simulator.serve.HttpServer;
import lectern.simulator.time.RealTimeline;
import lectern.simulator.time.Timeline;

/// The OpenAI and LlamaParse APIs on localhost, with an honest bill and faults on purpose.
///
/// ```java
/// try (var simulator = Simulator.with().seed(7).plan(plan).time(time).start()) {
///   var client = client(simulator.openAiUrl());
/// }
/// ```
public final class Simulator implements AutoCloseable {
  private final World world;
  private final HttpServer server;

  private Simulator(World world, HttpServer server) {
    this.world = world;
    this.server = server;
  }

  /// How it is to be, beginning with the usual: seed 1, no faults, real time, a free port.
  public static Builder with() {
    return new Builder();
  }

  /// The base URL for OpenAI's clients: with `/v1`, as they expect.
  public URI openAiUrl() {
    return URI.create("http://127.0.0.1:" + server.port() + "/v1");
  }

  /// The base URL for LlamaParse's clients: without any path, as they expect.
  public URI llamaParseUrl() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  /// What has been billed so far.
  public Bill bill() {
    return world.bill();
  }

  /// The rules in force, which may be replaced.
  public Faults faults() {
    return world.faults();
  }

  @Override
  public void close() {
    world.timeline().close();
    server.close();
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
    private long seed = 1;
    private Plan plan = Plan.USUAL;
    private Timeline timeline = new RealTimeline();

    private Builder() {}

    /// The seed of all chance.
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /// How the vendors behave.
    public Builder plan(Plan value) {
      plan = value;
      return this;
    }

    /// The time it lives in; closed with the simulator.
    public Builder time(Timeline value) {
      timeline = value;
      return this;
    }

    /// Starts on a free port of the loopback interface.
    public Simulator start() throws IOException {
      return start("127.0.0.1", 0);
    }

    /// Starts on that port; 0 takes a free one.
    public Simulator start(String host, int port) throws IOException {
      var chosen = new Seed(plan.seed().orElse(seed));
      var faults = new Faults(chosen, plan.rules(), timeline.now());
      var world =
          new World(
              chosen,
              timeline,
              plan,
              faults,
              new Bill(),
              Files.createTempDirectory("lectern-simulator"));
      return new Simulator(world, HttpServer.start(world, List.of(new OpenAi(world)), host, port));
    }
  }
}
