package lectern.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lectern.bench.GatewayRig.Asker;
import lectern.bench.GatewayRig.Called;
import lectern.gateway.Priority;
import lectern.gateway.Timeouts;
import lectern.simulator.Simulator;

/// A server that refuses everything for a while, and is well again.
///
/// @param attemptsPerCall of the calls that began meanwhile
/// @param answeredShare of these
/// @param recoverySeconds from its end until the server's first answer
record Outage(
    Manner manner,
    double attemptsPerCall,
    double answeredShare,
    double recoverySeconds,
    double worstOver) {

  static final double CALLS_PER_SECOND = 5;

  private static final double BEGINS = 4;
  private static final long SEED = 11;

  /// Whether another server stands by.
  enum Manner {
    ALONE("the only server"),
    WITH_ANOTHER("another stands by");

    private final String words;

    Manner(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  static int seconds(Quick quick) {
    return quick.choose(6, 60);
  }

  static Outage of(Manner manner, Quick quick) throws InterruptedException {
    double ends = BEGINS + seconds(quick);
    try (var ill = Simulator.with().seed(SEED).plan(plan(quick)).start();
        var well = Simulator.with().seed(SEED).plan(USUAL).start()) {
      var route = new ArrayList<>(List.of(ill.openAiUrl()));
      if (manner == Manner.WITH_ANOTHER) {
        route.add(well.openAiUrl());
      }
      try (var rig = new GatewayRig(route, Timeouts.DEFAULT, SEED)) {
        var asker = new Asker(Priority.CHAT, Caller.Manner.STREAMED, Duration.ofSeconds(5));
        rig.askEvenly(asker, CALLS_PER_SECOND, ends + quick.choose(12, 60));
        return found(manner, rig.heard(), ends);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final String USUAL =
      """
      latency: none
      limits: {openai: none}
      """;

  private static String plan(Quick quick) {
    return USUAL
        + """
        faults:
          - {name: outage, on: {from: %ds, for: %ds}, do: {error: overloaded}}
        """
            .formatted((int) BEGINS, seconds(quick));
  }

  private static Outage found(Manner manner, List<Called> heard, double ends) {
    var meanwhile = heard.stream().filter(it -> it.begun() >= BEGINS && it.begun() < ends).toList();
    double attempts = meanwhile.stream().mapToDouble(Called::attempts).sum();
    double answered = meanwhile.stream().filter(it -> it.answer().isPresent()).count();
    double recovered =
        heard.stream()
            .filter(it -> it.answer().isPresent() && it.by().filter(by -> by == 0).isPresent())
            .mapToDouble(Called::ended)
            .filter(it -> it >= ends)
            .min()
            .orElse(Double.POSITIVE_INFINITY);
    return new Outage(
        manner,
        attempts / meanwhile.size(),
        answered / meanwhile.size(),
        recovered - ends,
        heard.stream().mapToDouble(Called::over).max().orElseThrow());
  }
}
