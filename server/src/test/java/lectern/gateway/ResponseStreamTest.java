package lectern.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import lectern.gateway.ModelRoute.Choice;
import lectern.gateway.Outcome.GivenUp;
import lectern.gateway.openai.Endpoint;
import lectern.gateway.openai.RequestBody;
import lectern.gateway.openai.StreamEnd;
import lectern.gateway.openai.StreamWork;
import org.junit.jupiter.api.Test;

/// What of a response's events is shown, and how they end.
class ResponseStreamTest {
  private static final Choice FIRST = Choice.of("first", "m");
  private static final Choice SECOND = Choice.of("second", "other");

  private final ScriptedTransport transport = new ScriptedTransport();
  private final Desk desk = new Desk();
  private final List<String> told = new ArrayList<>();

  @Test
  void a_response_is_over_with_its_last_event() throws Exception {
    transport.replies(
        200,
        event("response.created", "\"response\":{\"model\":\"model-1\"}")
            + event("response.output_text.delta", "\"delta\":\"Hi\"")
            + event(
                "response.completed",
                "\"response\":{\"model\":\"model-1\",\"usage\":{\"input_tokens\":3,"
                    + "\"output_tokens\":2,\"output_tokens_details\":{\"reasoning_tokens\":1}}}"));

    var outcome = respond(FIRST);

    assertThat(told).hasSize(3);
    assertThat(outcome.orThrow().finishReasons()).containsExactly("completed");
    assertThat(outcome.account().usage()).contains(new Usage(3, 0, 2, 1));
  }

  @Test
  void a_response_that_fails_before_its_first_token_is_never_seen() throws Exception {
    var created = event("response.created", "\"response\":{}");
    transport.replies(
        200,
        created
            + event(
                "response.failed",
                "\"response\":{\"error\":{\"code\":\"server_error\",\"message\":\"No.\"}}"));
    transport.replies(
        200, created + event("response.incomplete", "\"response\":{\"status\":\"incomplete\"}"));

    respond(FIRST, SECOND);

    assertThat(transport.sent).hasSize(2);
    assertThat(told).hasSize(2);
  }

  @Test
  void the_error_of_a_response_is_understood_flat_and_nested() throws Exception {
    transport.replies(200, event("error", "\"code\":\"invalid_prompt\",\"message\":\"No.\""));
    transport.replies(
        200, event("error", "\"error\":{\"code\":\"invalid_prompt\",\"message\":\"No.\"}"));

    var flat = (GivenUp<StreamEnd>) respond(FIRST);
    var nested = (GivenUp<StreamEnd>) respond(FIRST);

    assertThat(flat.error()).isEqualTo(nested.error());
    assertThat(flat.raw()).isPresent();
  }

  private static String event(String type, String fields) {
    return "event: %s\ndata: {\"type\":\"%s\",%s}\n\n".formatted(type, type, fields);
  }

  private Outcome<StreamEnd> respond(Choice... choices) throws InterruptedException {
    var json = "{\"model\":\"m\",\"stream\":true,\"input\":\"Hi\"}";
    var body = RequestBody.read(json.getBytes(UTF_8), Endpoint.RESPONSES);
    return desk.gateway.call(
        desk.request(Endpoint.RESPONSES, choices),
        new StreamWork(transport, body, (_, data) -> told.add(data)));
  }
}
