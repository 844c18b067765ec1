package lectern.bench;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import lectern.document.WorkspaceId;
import lectern.gateway.AttemptRecord;
import lectern.gateway.CallError;
import lectern.gateway.CallListener;
import lectern.gateway.CallRecord;
import lectern.gateway.Capability;
import lectern.gateway.Deadline;
import lectern.gateway.Gateway;
import lectern.gateway.ModelRoute;
import lectern.gateway.Outcome;
import lectern.gateway.Priority;
import lectern.gateway.Provider;
import lectern.gateway.Request;
import lectern.gateway.RetryPolicy;
import lectern.gateway.Roster;
import lectern.gateway.SystemTime;
import lectern.gateway.Timeouts;
import lectern.gateway.openai.Endpoint;
import lectern.gateway.openai.Relay;
import lectern.gateway.openai.RequestBody;
import lectern.gateway.openai.StreamEnd;
import lectern.gateway.openai.StreamWork;
import lectern.gateway.openai.WholeReply;
import lectern.gateway.openai.WholeWork;
import lectern.gateway.pace.LocalGatekeeper;
import lectern.gateway.wire.HttpTransport;
import tools.jackson.databind.json.JsonMapper;

/// The gateway as it is shipped, before servers of OpenAI's kind, and those who call it. All that
/// becomes of the calls is kept. Safe to use from many threads.
final class GatewayRig implements AutoCloseable {
  static final String MODEL = "gpt-4o-mini";
  static final String KEY = "sk-campaign";

  /// What its requests have and those of others lack.
  static final String HEADER = "x-campaign";

  private static final JsonMapper JSON = new JsonMapper();
  private static final int PLACES = 64;
  private static final double NANOS = 1e9;

  private final SystemTime time = new SystemTime();
  private final long begin = time.nanos();
  private final HttpTransport transport = new HttpTransport(time);
  private final Queue<Called> called = new ConcurrentLinkedQueue<>();
  private final AtomicLong throttled = new AtomicLong();
  private final AtomicLong failedFirst = new AtomicLong();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Gateway gateway;
  private final ModelRoute route;

  /// What became of a call. Times are in seconds, since the rig was set up where nothing else is
  /// said.
  ///
  /// @param over its deadline; negative when it ended before
  /// @param answer empty when there is none
  /// @param error why there is none
  /// @param malformed pieces of a stream that could not be read
  /// @param by whose answer it is, counted from 0 along the route
  record Called(
      Asker asker,
      double begun,
      double ended,
      double over,
      Optional<String> answer,
      Optional<CallError> error,
      int malformed,
      int attempts,
      Optional<Integer> by) {

    double took() {
      return ended - begun;
    }
  }

  /// Who asks, and for how long they wait.
  record Asker(Priority priority, Caller.Manner manner, Duration patience) {}

  /// @param route base URLs in the order in which they are tried
  GatewayRig(List<URI> route, Timeouts timeouts, long seed) {
    var providers = new ArrayList<Provider>();
    var choices = new ArrayList<ModelRoute.Choice>();
    for (var url : route) {
      var name = Integer.toString(providers.size());
      providers.add(provider(name, url, timeouts));
      choices.add(ModelRoute.Choice.of(name, MODEL));
    }
    this.route =
        new ModelRoute(
            "chat",
            Capability.CHAT,
            ModelRoute.Policy.ORDERED,
            choices,
            Duration.ofMinutes(1),
            RetryPolicy.DEFAULT,
            ModelRoute.Caching.OFF);
    var roster = new Roster(providers, List.of(this.route));
    var random = new Random(seed);
    this.gateway =
        new Gateway(
            roster,
            new LocalGatekeeper(roster, time, random),
            new Heard(),
            new Gateway.Surroundings(time, Clock.systemUTC(), random));
  }

  private static Provider provider(String name, URI url, Timeouts timeouts) {
    return new Provider(
        name,
        Provider.Kind.OPENAI,
        Optional.of(url),
        Optional.of(new Provider.ApiKey(KEY, "KEY")),
        Map.of(HEADER, "yes"),
        List.of("*"),
        Set.of(),
        Provider.Limits.LEARNT,
        PLACES,
        timeouts);
  }

  /// Asks once.
  ///
  /// @param number makes the question one of its own
  Called ask(Asker asker, long number) throws InterruptedException {
    var body = RequestBody.read(question(asker.manner(), number), Endpoint.CHAT);
    var deadline = Deadline.in(asker.patience(), time);
    var request =
        new Request(
            new UUID(0, number), WorkspaceId.LOCAL, "chat", route, asker.priority(), deadline);
    double begun = now();
    var result =
        switch (asker.manner()) {
          case WHOLE -> whole(request, body);
          case STREAMED -> streamed(request, body);
        };
    var account = result.outcome().account();
    var by = account.target().map(it -> Integer.parseInt(it.provider()));
    double over = -deadline.left(time).toNanos() / NANOS;
    var what =
        new Called(
            asker,
            begun,
            now(),
            over,
            result.text(),
            error(result.outcome()),
            result.malformed(),
            account.attempts(),
            by);
    called.add(what);
    return what;
  }

  private static Optional<CallError> error(Outcome<?> outcome) {
    return outcome instanceof Outcome.GivenUp<?> it ? Optional.of(it.error()) : Optional.empty();
  }

  private record Result(Outcome<?> outcome, Optional<String> text, int malformed) {}

  private Result whole(Request request, RequestBody body) throws InterruptedException {
    return switch (gateway.call(request, new WholeWork(transport, body))) {
      case Outcome.Answered<?> it when it.value() instanceof WholeReply reply ->
          new Result(it, Optional.of(text(reply.json())), 0);
      case Outcome<?> other -> new Result(other, Optional.empty(), 0);
    };
  }

  private Result streamed(Request request, RequestBody body) throws InterruptedException {
    var text = new StringBuilder();
    Relay relay = (_, data) -> text.append(piece(data));
    return switch (gateway.call(request, new StreamWork(transport, body, relay))) {
      case Outcome.Answered<?> it when it.value() instanceof StreamEnd end ->
          new Result(it, Optional.of(text.toString()), end.malformed());
      case Outcome<?> other -> new Result(other, Optional.empty(), 0);
    };
  }

  static byte[] question(Caller.Manner manner, long number) {
    return """
    {"model": "%s", "stream": %b, "max_tokens": 200, "messages": [{"role": "user", \
    "content": "[1] The notice of contract %d is six months, and it must be given in \
    writing.\\n\\nHow long is the notice of contract %d?"}]}\
    """
        .formatted(MODEL, manner == Caller.Manner.STREAMED, number, number)
        .getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] reply) {
    var message = JSON.readTree(reply).path("choices").path(0).path("message");
    return message.path("content").asString("");
  }

  private static String piece(String data) {
    return data.equals("[DONE]")
        ? ""
        : JSON.readTree(data).path("choices").path(0).path("delta").path("content").asString("");
  }

  /// Asks at even distances, whatever comes of it, until that second.
  void askEvenly(Asker asker, double perSecond, double until) throws InterruptedException {
    double first = now();
    for (long i = 0; now() < until; i++) {
      long number = i;
      var _ = threads.submit(() -> ask(asker, number));
      waitUntil(first + (i + 1) / perSecond);
    }
  }

  /// Has so many ask again as soon as they have heard, until that second.
  void crowd(Asker asker, int size, double until) {
    for (int i = 0; i < size; i++) {
      long first = (long) i << 32;
      var _ =
          threads.submit(() -> {
            for (long number = first; now() < until; number++) {
              ask(asker, number);
            }
            return Optional.empty();
          });
    }
  }

  /// Seconds since it was set up.
  double now() {
    return (time.nanos() - begin) / NANOS;
  }

  void waitUntil(double second) throws InterruptedException {
    time.pause(Duration.ofNanos((long) (Math.max(0, second - now()) * NANOS)));
  }

  /// Waits until nobody asks any more, and tells all that was heard.
  List<Called> heard() throws InterruptedException {
    threads.shutdown();
    while (!threads.awaitTermination(1, TimeUnit.SECONDS)) { // their deadlines end it
    }
    return List.copyOf(called);
  }

  /// How often we were told to slow down.
  long throttled() {
    return throttled.get();
  }

  /// First attempts of calls that did not bring the answer.
  long failedFirst() {
    return failedFirst.get();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    transport.close();
  }

  private final class Heard implements CallListener {
    @Override
    public void attempted(Request request, AttemptRecord attempt) {
      if (attempt.error().orElse(null) instanceof CallError.Throttled) {
        throttled.incrementAndGet();
      }
    }

    @Override
    public void ended(CallRecord call) {
      if (call.attempts().getFirst().error().isPresent()) {
        failedFirst.incrementAndGet();
      }
    }
  }
}
