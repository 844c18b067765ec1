package lectern.simulator.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lectern.simulator.bill.Bill;
import lectern.simulator.chance.Seed;
import lectern.simulator.fault.Fault;
import lectern.simulator.fault.Faults;
import lectern.simulator.fault.Match;
import lectern.simulator.fault.Plan;
import lectern.simulator.fault.Rule;
import lectern.simulator.route.World;
import lectern.simulator.time.Timeline;
import lectern.simulator.time.VirtualTimeline;

/// A server with a [Parrot] on a free port, and what may go wrong there.
final class Stage implements AutoCloseable {
  final World world;
  final HttpServer server;

  private Stage(Timeline time, Plan.LatencyProfile latency, List<Fault> faults) throws IOException {
    var rules = faults.isEmpty() ? List.<Rule>of() : List.of(new Rule("r", Match.ANYTHING, faults));
    var plan =
        new Plan(
            Optional.empty(),
            Optional.of(latency),
            Plan.Limits.USUAL,
            Plan.Jobs.USUAL,
            Map.of(),
            rules);
    var folder = Files.createTempDirectory("stage");
    var seed = new Seed(1);
    world =
        new World(
            seed,
            time,
            plan,
            new Faults(seed, rules, time.now()),
            Bill.inMemory(time::now),
            folder);
    var file = Files.createTempFile("parrot", ".txt");
    Files.writeString(file, "0123456789".repeat(10_000));
    server = HttpServer.start(world, List.of(new Parrot(file)), "127.0.0.1", 0);
  }

  /// Without latency.
  static Stage with(Fault... faults) throws IOException {
    return new Stage(VirtualTimeline.fromTheBeginning(), Plan.LatencyProfile.NONE, List.of(faults));
  }

  static Stage with(Timeline time, Plan.LatencyProfile latency, Fault... faults)
      throws IOException {
    return new Stage(time, latency, List.of(faults));
  }

  Line line() throws IOException {
    return new Line(server.port());
  }

  /// What became of the only answer on the bill.
  Bill.Outcome outcome() {
    var entries = world.bill().entries();
    if (entries.size() != 1) {
      throw new AssertionError("not one entry: " + entries);
    }
    return world.bill().outcome(entries.getFirst().id()).orElseThrow();
  }

  /// Sends the request, and tells all that comes back until the connection ends or idles.
  String ask(String method, String path) throws IOException {
    try (var line = line()) {
      return line.ask(method, path, "{}").rest();
    }
  }

  /// The uploads that are there when no request is under way.
  List<Path> files() throws IOException, InterruptedException {
    server.awaitIdle(Duration.ofSeconds(5));
    try (var files = Files.list(world.folder())) {
      return files.toList();
    }
  }

  @Override
  public void close() throws IOException {
    world.timeline().close();
    server.close();
    try (var files = Files.walk(world.folder())) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
