package lectern.simulator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import lectern.simulator.bill.Bill;
import lectern.simulator.bill.Entry;
import lectern.simulator.time.VirtualTimeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The promise of the bill: whatever was answered stands on it exactly once, although answers were
/// lost, connections reset, and the simulator killed in the middle and started again.
class KilledInTheMiddleOfBillingTest {
  private static final int REQUESTS = 1_000;
  private static final int CLIENTS = 8;
  private static final int PATIENCE_SECONDS = 60;
  private static final int ANSWERS_UNTIL_THE_KILL = 300;

  /// So few, that each is asked before the kill and after it: then ids would come twice if the
  /// simulator did not look on the bill.
  private static final int QUESTIONS = 100;

  private static final String PLAN =
      """
      latency: none
      limits: {openai: none, llamaparse: none}
      faults:
        - {name: busy, on: {probability: 0.05}, do: {error: rate_limit}}
        - {name: proxy, on: {probability: 0.05}, do: {html: 502}}
        - {name: refused, on: {probability: 0.05}, do: {reset: before_headers}}
        - {name: torn, on: {probability: 0.05}, do: {reset: mid_body}}
        - {name: lost, on: {probability: 0.05}, do: {lose_answer: reset}}
        - {name: cut, on: {probability: 0.05}, do: {cut: {after: 1, end: abrupt}}}
      """;

  @TempDir private Path folder;

  private final BlockingQueue<Integer> questions =
      new LinkedBlockingQueue<>(IntStream.range(0, REQUESTS).boxed().toList());
  private final ConcurrentLinkedQueue<String> answered = new ConcurrentLinkedQueue<>();
  private final AtomicInteger unanswered = new AtomicInteger();
  private final CountDownLatch enough = new CountDownLatch(ANSWERS_UNTIL_THE_KILL);
  private final CompletableFuture<URI> restarted = new CompletableFuture<>();

  @Test
  void every_answer_is_on_the_bill_exactly_once() throws Exception {
    Files.writeString(folder.resolve("plan.yaml"), PLAN);

    askEverythingAndKillInBetween();

    var billed = billed();
    assertThat(answered.size() + unanswered.get()).isEqualTo(REQUESTS);
    assertThat(answered).hasSizeGreaterThan(REQUESTS / 2).doesNotHaveDuplicates();
    assertThat(billed).doesNotHaveDuplicates().containsAll(answered);
    assertThat(billed.size() - answered.size())
        .as("billed, and lost on the way")
        .isBetween(0, unanswered.get());
  }

  private void askEverythingAndKillInBetween() throws Exception {
    var clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      try (var simulator = start()) {
        var url = simulator.url();
        for (var i = 0; i < CLIENTS; i++) {
          clients.execute(() -> askOnAndOn(url));
        }
        assertThat(enough.await(PATIENCE_SECONDS, SECONDS)).isTrue();
        simulator.kill();
      }
      try (var simulator = start()) {
        restarted.complete(simulator.url());
        clients.shutdown();
        assertThat(clients.awaitTermination(PATIENCE_SECONDS, SECONDS)).isTrue();
        simulator.kill();
      }
    } finally {
      clients.shutdownNow();
    }
  }

  private SimulatorProcess start() throws IOException {
    return SimulatorProcess.start(
        folder, "--port", "0", "--plan", "plan.yaml", "--bill", "bill.jsonl");
  }

  private List<String> billed() {
    try (var bill =
        Bill.inFile(folder.resolve("bill.jsonl"), VirtualTimeline.fromTheBeginning()::now)) {
      return bill.entries().stream().map(Entry::id).toList();
    }
  }

  private void askOnAndOn(URI first) {
    try (var client = HttpClient.newHttpClient()) {
      for (var next = questions.poll(); next != null; next = questions.poll()) {
        ask(client, next, restarted.getNow(first));
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void ask(HttpClient client, int number, URI url)
      throws InterruptedException, ExecutionException {
    var heads = new AtomicInteger();
    try {
      client.send(question(number, url), noting(heads));
    } catch (ConnectException _) { // it has been killed, so nobody was asked
      ask(client, number, restarted.get());
    } catch (IOException _) { // a fault of the plan, or the kill
      unanswered.addAndGet(1 - heads.get());
    }
  }

  /// Notes the id as soon as there is one: from then on the answer must be on the bill.
  private BodyHandler<Void> noting(AtomicInteger heads) {
    return head -> {
      heads.incrementAndGet();
      if (head.statusCode() == 200) {
        answered.add(head.headers().firstValue("x-request-id").orElseThrow());
        enough.countDown();
      } else {
        unanswered.incrementAndGet();
      }
      return BodySubscribers.discarding();
    };
  }

  private static HttpRequest question(int number, URI url) {
    var body =
        """
        {"model": "gpt-4o-mini", "stream": %s, "messages": [{"role": "user", "content": "No. %d"}]}
        """
            .formatted(number % 2 == 0, number % QUESTIONS);
    return HttpRequest.newBuilder(url.resolve("/v1/chat/completions"))
        .header("Authorization", "Bearer sk-test-0123456789abcdef")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }
}
