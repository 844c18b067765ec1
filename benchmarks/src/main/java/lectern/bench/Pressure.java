package lectern.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import lectern.bench.GatewayRig.Asker;
import lectern.gateway.Priority;
import lectern.gateway.Timeouts;
import lectern.simulator.Simulator;

/// More than a limit allows, for a while.
///
/// @param usedShare of the limit, while it was measured
/// @param refusalsPerSuccess over the whole time
/// @param perSecond answers in each second, from the start
record Pressure(
    Manner manner,
    double usedShare,
    double refusalsPerSuccess,
    double worstOver,
    List<Double> perSecond) {

  /// Requests a minute.
  static final int LIMIT = 600;

  /// How long an answer takes.
  static final Duration TAKES = Duration.ofMillis(300);

  /// As many ask at once as would be answered six times as fast, so that somebody always waits.
  private static final int CROWD = 20;

  private static final long SEED = 7;
  private static final double WARM = 4;
  private static final double HALVES = 10;
  private static final int TOO_MANY_REQUESTS = 429;

  /// How the limit behaves. Its bucket is emptied at the start, and again when it halves, so that
  /// whatever is too much is refused at once, and not after a minute's reserve.
  enum Manner {
    STEADY("steady", ""),
    HALVED("halved, headers tell it", halving()),
    HALVED_SECRETLY("halved, headers go on lying", halving() + lying());

    private final String words;
    private final String faults;

    Manner(String words, String faults) {
      this.words = words;
      this.faults = faults;
    }

    String words() {
      return words;
    }

    double limit() {
      return this == STEADY ? LIMIT : LIMIT / 2.0;
    }

    private static String halving() {
      return "  - {name: halved, on: {from: %ds}, do: {limit: x0.5}}\n".formatted((int) HALVES);
    }

    private static String lying() {
      return """
        - {name: lies, do: {headers: {set: {x-ratelimit-limit-requests: "%d", \
      x-ratelimit-remaining-requests: "%d"}}}}
      """
          .formatted(LIMIT, LIMIT - 1);
    }
  }

  /// How many seconds it is measured, and so many it has to find a limit that moved.
  static int window(Quick quick) {
    return quick.choose(6, 60);
  }

  static Pressure of(Manner manner, Quick quick) throws InterruptedException {
    double settled = manner == Manner.STEADY ? HALVES - 2 : HALVES + window(quick);
    double end = settled + window(quick);
    try (var simulator = Simulator.with().seed(SEED).plan(plan(manner)).start();
        var rig = new GatewayRig(List.of(simulator.openAiUrl()), Timeouts.DEFAULT, SEED)) {
      var ingest = new Asker(Priority.INGEST, Caller.Manner.WHOLE, Duration.ofMinutes(1));
      rig.crowd(ingest, CROWD, end);
      rig.waitUntil(WARM);
      drain(simulator);
      if (manner != Manner.STEADY) {
        rig.waitUntil(HALVES + 0.1);
        drain(simulator);
      }
      var heard = rig.heard();
      var answered =
          heard.stream().filter(it -> it.answer().isPresent()).map(it -> it.ended()).toList();
      long measured = answered.stream().filter(it -> it >= settled && it < end).count();
      return new Pressure(
          manner,
          measured / (manner.limit() / 60 * (end - settled)),
          (double) rig.throttled() / answered.size(),
          heard.stream().mapToDouble(it -> it.over()).max().orElseThrow(),
          perSecond(answered, (int) end));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String plan(Manner manner) {
    return """
    latency: none
    limits: {openai: {rejected: count, models: [{model: "*", rpm: %d}]}}
    faults:
      - {name: takes a while, on: {header: {%s: "*"}}, do: {first_token_after: %dms}}
    """
            .formatted(LIMIT, GatewayRig.HEADER, TAKES.toMillis())
        + manner.faults;
  }

  /// Asks for more than there is, until it is refused. These are answered at once.
  private static void drain(Simulator simulator) throws InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var question = GatewayRig.question(Caller.Manner.WHOLE, -1);
      var request =
          HttpRequest.newBuilder(URI.create(simulator.openAiUrl() + "/chat/completions"))
              .header("Authorization", "Bearer " + GatewayRig.KEY)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofByteArray(question))
              .build();
      int status = 0;
      for (int i = 0; i < 2 * LIMIT && status != TOO_MANY_REQUESTS; i++) {
        status = client.send(request, BodyHandlers.discarding()).statusCode();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Double> perSecond(List<Double> at, int seconds) {
    var counts = new double[seconds];
    at.stream().filter(it -> it < seconds).forEach(it -> counts[it.intValue()]++);
    return Arrays.stream(counts).boxed().toList();
  }
}
