package lectern.simulator.webhook;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import lectern.simulator.fault.Effects;
import lectern.simulator.fault.Fault;
import lectern.simulator.fault.Fault.Mishap;
import lectern.simulator.time.Timeline;

/// Posts webhooks until somebody takes them or the attempts are used up. Any number of threads may
/// ask.
///
/// The first attempt is made by whoever asks, the others by the timeline; each blocks until it is
/// answered. So on a virtual timeline a message has arrived before time goes on. A receiver that
/// never answers holds it up for [#ANSWER_WITHIN] of real time.
public final class WebhookSender {
  /// "Success = 2xx within 30 s" (LlamaParse, contract section 4). Measured on the wall even on a
  /// virtual timeline: the receiver lives in real time.
  public static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

  // names that the JDK's client keeps to itself
  private static final Set<String> KEPT = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  static {
    KEPT.addAll(Set.of("connection", "content-length", "expect", "host", "upgrade"));
  }

  private final Timeline timeline;
  private final Patience patience;

  /// How often to try.
  ///
  /// @param attempts in all
  /// @param firstWait before the second attempt; each later wait is twice as long
  /// @param longestWait however many there were
  public record Patience(int attempts, Duration firstWait, Duration longestWait) {
    Duration waitAfter(int attempt) {
      var wait = firstWait.multipliedBy(1L << Math.min(attempt - 1, 30));
      return wait.compareTo(longestWait) < 0 ? wait : longestWait;
    }
  }

  public WebhookSender(Timeline timeline, Patience patience) {
    this.timeline = timeline;
    this.patience = patience;
  }

  /// Makes the first attempt now, and sees to the others.
  public void send(Webhook webhook) {
    attempt(webhook, 1);
  }

  /// Sends it as its faults have it: never, twice, later. Returns at once: it is the timeline that
  /// sends.
  public void send(Webhook webhook, Effects effects) {
    var times = 1;
    var at = timeline.now();
    for (var fault : effects.all(Fault.Webhook.class).toList()) {
      switch (fault.mishap()) {
        case Mishap.Lost _ -> times = 0;
        case Mishap.Doubled _ -> times *= 2;
        case Mishap.Late(var delay) -> at = at.plus(delay);
        case Mishap.Unsigned _ -> {} // who signs sees to it
      }
    }
    for (var i = 0; i < times; i++) {
      timeline.at(at, () -> send(webhook));
    }
  }

  private void attempt(Webhook webhook, int number) {
    if (!isTaken(webhook) && number < patience.attempts()) {
      timeline.at(
          timeline.now().plus(patience.waitAfter(number)), () -> attempt(webhook, number + 1));
    }
  }

  private static boolean isTaken(Webhook webhook) {
    try {
      var status = Client.HTTP.send(request(webhook), BodyHandlers.discarding()).statusCode();
      return 200 <= status && status < 300;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static HttpRequest request(Webhook webhook) {
    var request =
        HttpRequest.newBuilder(webhook.to())
            .timeout(ANSWER_WITHIN)
            .POST(HttpRequest.BodyPublishers.ofString(webhook.body()));
    for (var field : webhook.headers().all()) {
      if (!KEPT.contains(field.name())) {
        request.setHeader(field.name(), field.value());
      }
    }
    return request.build();
  }

  /// Made when the first webhook is sent: most simulators never send one.
  private static final class Client {
    static final HttpClient HTTP =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(ANSWER_WITHIN)
            .build();
  }
}
