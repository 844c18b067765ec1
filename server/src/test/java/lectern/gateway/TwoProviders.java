package lectern.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import lectern.document.WorkspaceId;
import lectern.gateway.Gateway.Surroundings;
import lectern.gateway.ModelRoute.Choice;
import lectern.gateway.ModelRoute.Continuation;
import lectern.gateway.openai.Endpoint;
import lectern.gateway.openai.RequestBody;
import lectern.gateway.openai.StreamEnd;
import lectern.gateway.openai.StreamWork;
import lectern.gateway.openai.WholeReply;
import lectern.gateway.openai.WholeWork;
import lectern.gateway.pace.LocalGatekeeper;
import lectern.gateway.wire.HttpTransport;
import lectern.simulator.Simulator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Two simulated providers, the second one the fallback of the first, behind the real gateway.
final class TwoProviders implements AutoCloseable {
  static final Choice PRIMARY = Choice.of("primary", "gpt-4o-mini");
  static final Choice FALLBACK = Choice.of("fallback", "gpt-4.1-nano");
  static final Choice CONTINUING =
      new Choice(FALLBACK.target(), OptionalLong.empty(), Continuation.ACCEPTED);

  /// Long enough for every answer that comes at all, and short enough to wait for one that does
  /// not.
  static final Duration SHORT = Duration.ofMillis(300);

  static final Timeouts PATIENT =
      new Timeouts(
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(60));

  private static final JsonMapper JSON = new JsonMapper();

  final Simulator primary;
  final Simulator fallback;
  final LeapingTime time = new LeapingTime();
  final List<CallRecord> ended = new ArrayList<>();
  private final HttpTransport transport = new HttpTransport(new SystemTime());
  private final Gateway gateway;

  /// @param broken plan of the first
  /// @param well plan of the second
  TwoProviders(String broken, String well, Timeouts timeouts) throws IOException {
    primary = Simulator.with().seed(7).plan("latency: none\n" + broken).start();
    fallback = Simulator.with().seed(7).plan("latency: none\n" + well).start();
    var roster =
        new Roster(
            List.of(
                Providers.openAi("primary", primary.openAiUrl(), timeouts),
                Providers.openAi("fallback", fallback.openAiUrl(), PATIENT)),
            List.of());
    gateway =
        new Gateway(
            roster,
            new LocalGatekeeper(roster, time, new Random(7)),
            new Ended(),
            new Surroundings(time, Clock.systemUTC(), new Random(7)));
  }

  /// What came of a stream, and what of it was shown.
  record Streamed(Outcome<StreamEnd> outcome, List<JsonNode> chunks, boolean isDone) {

    String text() {
      var text = new StringBuilder();
      chunks.forEach(
          it -> text.append(it.path("choices").path(0).path("delta").path("content").asString("")));
      return text.toString();
    }
  }

  Outcome<WholeReply> whole(String question, Choice... choices) throws InterruptedException {
    var body = RequestBody.read(json(question, false), Endpoint.CHAT);
    return gateway.call(request(choices), new WholeWork(transport, body));
  }

  Streamed stream(String question, Choice... choices) throws InterruptedException {
    var body = RequestBody.read(json(question, true), Endpoint.CHAT);
    var told = new ArrayList<String>();
    var outcome =
        gateway.call(
            request(choices), new StreamWork(transport, body, (_, data) -> told.add(data)));
    boolean isDone = told.remove("[DONE]");
    return new Streamed(outcome, told.stream().map(JSON::readTree).toList(), isDone);
  }

  private static byte[] json(String question, boolean isStream) {
    var body = JSON.createObjectNode().put("model", "chat").put("stream", isStream);
    body.putArray("messages").addObject().put("role", "user").put("content", question);
    return body.toString().getBytes(UTF_8);
  }

  private Request request(Choice... choices) {
    var route = Desk.route(choices);
    return new Request(
        UUID.randomUUID(),
        WorkspaceId.LOCAL,
        "chat",
        route,
        Priority.CHAT,
        Deadline.in(route.deadline(), time));
  }

  /// The attempts of the latest call.
  List<AttemptRecord> attempts() {
    return ended.getLast().attempts();
  }

  @Override
  public void close() {
    transport.close();
    primary.close();
    fallback.close();
  }

  private final class Ended implements CallListener {
    @Override
    public void attempted(Request request, AttemptRecord attempt) {}

    @Override
    public void ended(CallRecord call) {
      ended.add(call);
    }
  }
}
