package lectern.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lectern.simulator.Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What is told of calls and providers afterwards; the first of two providers always fails.
@Timeout(60)
class CallsTest {
  private static final String FAILING =
      """
      latency: none
      faults:
        - {name: down, on: {endpoint: openai.chat}, do: {error: server_error}}
      """;

  @TempDir private Path folder;
  private Simulator broken;
  private Simulator sound;
  private RunningServer server;

  @BeforeEach
  void start() throws Exception {
    broken = Simulator.with().seed(7).plan(FAILING).start();
    sound = Simulator.with().seed(8).plan("latency: none\n").start();
    var settings =
        """
        providers:
          broken: {base_url: "%s", key_variable: BROKEN_KEY}
          sound: {base_url: "%s", key_variable: SOUND_KEY, requests_per_minute: 500}
        routes:
          chat: {retry_base: 1ms, targets: [broken/gpt-4o, sound/gpt-4o-mini]}
          alone: {capability: chat, retry_base: 1ms, targets: [broken/gpt-4o]}
        """
            .formatted(broken.openAiUrl(), sound.openAiUrl());
    var keys = Map.of("BROKEN_KEY", "sk-secret-1", "SOUND_KEY", "sk-secret-2");
    server = RunningServer.of(folder, settings, keys);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    sound.close();
    broken.close();
  }

  /// @return the call's id
  private String ask(String key, String route, String more) throws Exception {
    var body =
        "{\"model\": \"%s\", \"messages\": [{\"role\": \"user\", \"content\": \"Why?\"}]%s}"
            .formatted(route, more);
    HttpResponse<String> reply =
        server.send(
            server
                .request("/v1/chat/completions", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    return reply.headers().firstValue("x-lectern-call").orElseThrow();
  }

  private JsonNode get(String path) throws Exception {
    return RunningServer.json(server.get(path));
  }

  private static List<String> texts(JsonNode all, String pointer) {
    return all.values().stream().map(it -> it.at(pointer).asString("none")).toList();
  }

  @Test
  void a_fallback_is_told_attempt_by_attempt() throws Exception {
    var call = get("/api/v1/calls/" + ask(server.adminKey, "chat", ""));

    assertThat(call.path("state").asString()).isEqualTo("answered");
    assertThat(call.path("provider").asString()).isEqualTo("sound");
    assertThat(call.path("fallback").asString()).isEqualTo("broken/gpt-4o: provider_failed");
    var attempts = call.path("attempts");
    assertThat(texts(attempts, "/provider")).containsExactly("broken", "broken", "broken", "sound");
    assertThat(texts(attempts, "/error/kind"))
        .containsExactly("provider_failed", "provider_failed", "provider_failed", "none");
    assertThat(texts(attempts, "/decision/kind"))
        .containsExactly("retry", "retry", "next_provider", "none");
    assertThat(attempts.get(3).at("/tokens/output").asLong()).isPositive();
    assertThat(call.path("tokens")).isEqualTo(attempts.get(3).path("tokens"));
    assertThat(broken.bill().entries()).isEmpty();
  }

  @Test
  void the_moments_of_an_attempt_come_one_after_the_other() throws Exception {
    var call = get("/api/v1/calls/" + ask(server.adminKey, "chat", ", \"stream\": true"));

    var moments =
        call.path("attempts").values().stream()
            .filter(it -> it.path("provider").asString().equals("sound"))
            .flatMap(it ->
                List.of("queued", "sent", "firstByte", "firstToken", "done").stream()
                    .map(moment -> it.path(moment + "Millis")))
            .toList();
    assertThat(moments).hasSize(5).allMatch(JsonNode::isNumber);
    assertThat(moments.stream().map(JsonNode::asDouble)).isSorted();
    assertThat(call.path("millis").asDouble()).isGreaterThanOrEqualTo(moments.getLast().asDouble());
  }

  @Test
  void a_call_that_failed_says_who_can_put_it_right() throws Exception {
    var call = get("/api/v1/calls/" + ask(server.adminKey, "alone", ""));

    assertThat(call.path("state").asString()).isEqualTo("failed");
    assertThat(call.at("/error/kind").asString()).isEqualTo("provider_failed");
    assertThat(call.at("/error/mender").asString()).isEqualTo("time");
    assertThat(texts(call.path("attempts"), "/decision/kind"))
        .containsExactly("retry", "retry", "give_up");
  }

  @Test
  void the_latest_come_first_and_every_workspace_sees_its_own() throws Exception {
    var tenant = server.workspace("Others");
    var first = ask(server.adminKey, "sound/gpt-4o-mini", "");
    var theirs = ask(tenant.adminKey(), "sound/gpt-4o-mini", "");
    var last = ask(server.adminKey, "sound/gpt-4o-mini", "");

    assertThat(texts(get("/api/v1/calls").path("calls"), "/id")).containsExactly(last, first);
    assertThat(texts(get("/api/v1/calls?limit=1").path("calls"), "/id")).containsExactly(last);
    assertThat(server.get("/api/v1/calls/" + theirs).statusCode()).isEqualTo(404);
    assertThat(server.get("/api/v1/calls?limit=0").statusCode()).isEqualTo(400);
  }

  @Test
  void providers_tell_what_retries_hide_and_who_is_left_alone() throws Exception {
    ask(server.adminKey, "chat", "");
    ask(server.adminKey, "chat", "");

    var reply = server.get("/api/v1/providers");
    var providers = RunningServer.json(reply).path("providers");
    var down = providers.get(0);
    var up = providers.get(1);

    assertThat(reply.body()).doesNotContain("sk-secret");
    assertThat(texts(providers, "/name")).containsExactly("broken", "sound", "local");
    assertThat(down.path("calls").asLong()).isEqualTo(2);
    assertThat(down.path("answered").asLong()).isZero();
    assertThat(down.at("/models/0/breaker").asString()).isEqualTo("open");
    assertThat(up.path("firstAttemptsSucceeded").asLong()).isEqualTo(2);
    assertThat(up.path("answered").asLong()).isEqualTo(2);
    assertThat(up.at("/models/0/breaker").asString()).isEqualTo("closed");
    assertThat(up.at("/models/0/requests/perMinute").asLong()).isEqualTo(500);
    assertThat(server.get("/metrics").body())
        .contains(
            "lectern_gateway_models{provider=\"broken\",state=\"open\"} 1.0",
            "lectern_gateway_models{provider=\"sound\",state=\"closed\"} 1.0",
            "lectern_gateway_fallbacks_total{provider=\"sound\",route=\"chat\"} 2.0");
  }
}
