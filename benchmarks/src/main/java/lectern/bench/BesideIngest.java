package lectern.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import lectern.bench.GatewayRig.Asker;
import lectern.bench.GatewayRig.Called;
import lectern.gateway.Priority;
import lectern.gateway.Timeouts;
import lectern.simulator.Simulator;

/// Readers, alone and while ingest takes all that a limit allows. Times are in seconds until the
/// whole answer.
record BesideIngest(List<Double> alone, List<Double> beside, double usedShare, double worstOver) {
  static final double CHATS_PER_SECOND = 4;

  private static final int CROWD = 20;
  private static final long SEED = 13;
  private static final double WARM = 3;

  static BesideIngest of(Quick quick) throws InterruptedException {
    double begins = WARM + quick.choose(6, 60);
    double settled = begins + WARM;
    double ends = settled + quick.choose(6, 60);
    try (var simulator =
            Simulator.with().seed(SEED).plan(Pressure.plan(Pressure.Manner.STEADY)).start();
        var rig = new GatewayRig(List.of(simulator.openAiUrl()), Timeouts.DEFAULT, SEED)) {
      var chat = new Asker(Priority.CHAT, Caller.Manner.STREAMED, Duration.ofMinutes(1));
      var ingest = new Asker(Priority.INGEST, Caller.Manner.WHOLE, Duration.ofMinutes(1));
      rig.askEvenly(chat, CHATS_PER_SECOND, begins);
      rig.crowd(ingest, CROWD, ends);
      rig.askEvenly(chat, CHATS_PER_SECOND, ends);
      var heard = rig.heard();
      double used =
          heard.stream().filter(it -> it.ended() >= settled && it.ended() < ends).count()
              / (Pressure.LIMIT / 60.0 * (ends - settled));
      return new BesideIngest(
          chats(heard, WARM, begins),
          chats(heard, settled, ends),
          used,
          heard.stream().mapToDouble(Called::over).max().orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Double> chats(List<Called> heard, double from, double to) {
    return heard.stream()
        .filter(it -> it.asker().priority() == Priority.CHAT && it.answer().isPresent())
        .filter(it -> it.begun() >= from && it.begun() < to)
        .map(Called::took)
        .toList();
  }
}
