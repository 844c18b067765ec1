package lectern.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lectern.bench.GatewayRig.Asker;
import lectern.bench.GatewayRig.Called;
import lectern.gateway.Priority;
import lectern.gateway.Timeouts;
import lectern.simulator.Simulator;

/// `make bench-faults`: what the gateway makes of everything that goes wrong at the providers it
/// asks: faults that can be recovered from, limits that are pressed and moved, an outage, readers
/// beside ingest, servers that never reply. The real gateway over real connections, the simulator
/// behind it, everything seeded.
public final class FaultsMain {
  private static final long SEED = 17;

  /// Calls at a server that never replies.
  private static final int SILENT_CALLS = 20;

  private FaultsMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    System.exit(Bench.run(quick -> run(arguments, quick)));
  }

  private static Report run(String[] arguments, Quick quick) throws InterruptedException {
    if (arguments.length > 0) {
      throw new WrongUse("make bench-faults takes no DATA");
    }
    var recoveries = new ArrayList<Recovery>();
    var meter = Meter.ofConsole();
    meter.begin("kinds of faults", FaultKind.values().length);
    for (var kind : FaultKind.values()) {
      recoveries.add(Recovery.of(kind, quick.choose(15, 400)));
      meter.step();
    }
    return atOnce(quick, recoveries);
  }

  /// What waits most of its time, side by side.
  private static Report atOnce(Quick quick, List<Recovery> recoveries) throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var pressures = new ArrayList<Future<Pressure>>();
      for (var manner : Pressure.Manner.values()) {
        pressures.add(threads.submit(() -> Pressure.of(manner, quick)));
      }
      var outages = new ArrayList<Future<Outage>>();
      for (var manner : Outage.Manner.values()) {
        outages.add(threads.submit(() -> Outage.of(manner, quick)));
      }
      var beside = threads.submit(() -> BesideIngest.of(quick));
      var silent = threads.submit(FaultsMain::worstOverOfSilence);
      return new FaultFindings(
              quick, recoveries, all(pressures), all(outages), beside.get(), silent.get())
          .report();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a part of the campaign broke", e);
    }
  }

  private static <T> List<T> all(List<Future<T>> parts)
      throws InterruptedException, ExecutionException {
    var results = new ArrayList<T>();
    for (var part : parts) {
      results.add(part.get());
    }
    return results;
  }

  /// By how many seconds calls outlive their deadlines at a server that never replies, when no
  /// timeout ends them before.
  private static double worstOverOfSilence() throws InterruptedException {
    try (var simulator = Simulator.with().seed(SEED).plan(FaultKind.HANGS.plan(1)).start();
        var rig = new GatewayRig(List.of(simulator.openAiUrl()), Timeouts.DEFAULT, SEED)) {
      var asker = new Asker(Priority.CHAT, Caller.Manner.STREAMED, Duration.ofSeconds(2));
      rig.askEvenly(asker, SILENT_CALLS / 2.0, 2);
      return rig.heard().stream().mapToDouble(Called::over).max().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
