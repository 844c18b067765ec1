package lectern.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lectern.bench.GatewayRig.Asker;
import lectern.bench.GatewayRig.Called;
import lectern.gateway.Priority;
import lectern.gateway.Timeouts;
import lectern.simulator.Simulator;

/// One kind of fault, again and again, at the first of two servers; whole answers and streams in
/// turns.
///
/// @param recovered calls whose answer was whole and right
/// @param failedFirst calls whose first attempt failed
/// @param attempts of all calls, as the gateway tells them
/// @param requests of all calls, as they were seen on the wire
/// @param worstOver by how many seconds a call outlived its deadline, at most
record Recovery(
    FaultKind kind,
    int calls,
    int recovered,
    long failedFirst,
    long attempts,
    long requests,
    double worstOver) {

  /// Of the requests that the first server gets.
  static final double SHARE = 0.3;

  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final long SEED = 2_026;
  private static final int CALLERS = 8;

  /// A second where an operator would set some: a hang costs that long, for every one of them.
  private static final Timeouts TIMEOUTS =
      new Timeouts(
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(10));

  static Recovery of(FaultKind kind, int calls) throws InterruptedException {
    try (var ill = simulator(kind, SHARE);
        var well = simulator(kind, 0);
        var illTap = Tap.before(ill.openAiUrl());
        var wellTap = Tap.before(well.openAiUrl());
        var direct = new GatewayRig(List.of(well.openAiUrl()), TIMEOUTS, SEED);
        var rig = new GatewayRig(List.of(illTap.url(), wellTap.url()), TIMEOUTS, SEED)) {
      var checked = all(calls, number -> isRight(rig, direct, number));
      int recovered = (int) checked.stream().filter(it -> it).count();
      var called = rig.heard();
      return new Recovery(
          kind,
          calls,
          recovered,
          rig.failedFirst(),
          called.stream().mapToLong(Called::attempts).sum(),
          illTap.requests() + wellTap.requests(),
          called.stream().mapToDouble(Called::over).max().orElseThrow());
    }
  }

  private static Simulator simulator(FaultKind kind, double share) {
    try {
      return Simulator.with().seed(SEED).plan(kind.plan(share)).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Right is what the same question is answered where nothing goes wrong. A stream of which a
  /// piece could not be read lacks it, and says so.
  private static boolean isRight(GatewayRig rig, GatewayRig direct, long number)
      throws InterruptedException {
    var manner = number % 2 == 0 ? Caller.Manner.WHOLE : Caller.Manner.STREAMED;
    var called = rig.ask(new Asker(Priority.CHAT, manner, PATIENCE), number);
    var right = direct.ask(new Asker(Priority.CHAT, Caller.Manner.WHOLE, PATIENCE), number);
    return called.answer().isPresent()
        && (called.malformed() > 0 || called.answer().equals(right.answer()));
  }

  private interface Check {
    boolean passes(long number) throws InterruptedException;
  }

  private static List<Boolean> all(int calls, Check check) throws InterruptedException {
    try (var threads = Executors.newFixedThreadPool(CALLERS, Thread.ofVirtual().factory())) {
      var tasks = new ArrayList<Callable<Boolean>>();
      for (long i = 0; i < calls; i++) {
        long number = i;
        tasks.add(() -> check.passes(number));
      }
      var results = new ArrayList<Boolean>();
      for (Future<Boolean> done : threads.invokeAll(tasks)) {
        results.add(done.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a call failed otherwise than it may", e);
    }
  }
}
