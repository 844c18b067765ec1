package lectern.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import lectern.gateway.ModelRoute.Choice;
import lectern.gateway.Outcome.Answered;
import lectern.gateway.Outcome.GivenUp;
import lectern.gateway.openai.Endpoint;
import lectern.gateway.openai.RequestBody;
import lectern.gateway.openai.WholeReply;
import lectern.gateway.openai.WholeWork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is an answer, and what only says so.
class WholeWorkTest {
  private static final Choice FIRST = Choice.of("first", "m");
  private static final String ANSWER =
      "{ \"choices\":[{\"message\":{\"content\":\"Hi\"}}],\"usage\":%s ,\"x\":[1.0e2]}\n";

  private final ScriptedTransport transport = new ScriptedTransport();
  private final Desk desk = new Desk();

  @Test
  void an_answer_is_passed_on_byte_for_byte() throws Exception {
    var json = ANSWER.formatted("{\"prompt_tokens\":4,\"completion_tokens\":2}");
    transport.replies(200, json);

    var outcome = chat();

    assertThat(new String(outcome.orThrow().json(), UTF_8)).isEqualTo(json);
    assertThat(outcome.account().usage()).contains(new Usage(4, 0, 2, 0));
  }

  @Test
  void details_of_usage_are_counted_where_they_are_told() throws Exception {
    transport.replies(
        200,
        ANSWER.formatted(
            """
            {"prompt_tokens":9,"completion_tokens":7,"total_tokens":16,
             "prompt_tokens_details":{"cached_tokens":8},
             "completion_tokens_details":{"reasoning_tokens":5}}\
            """));

    assertThat(chat().account().usage()).contains(new Usage(9, 8, 7, 5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "[]", "7", "{\"prompt_tokens\":null}"})
  void a_usage_that_is_not_told_is_not_zero(String usage) throws Exception {
    transport.replies(200, ANSWER.formatted(usage));

    var outcome = chat();

    assertThat(outcome).isInstanceOf(Answered.class);
    assertThat(outcome.account().usage()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "<html>Bad gateway</html>", "{}", "{\"choices\":[]}", "{\"choices\":7}"})
  void a_200_that_is_no_answer_is_not_understood(String body) throws Exception {
    transport.replies(200, body);

    assertThat(error(chat())).isInstanceOf(CallError.NotUnderstood.class);
  }

  @Test
  void an_answer_that_breaks_off_is_a_lost_reply() throws Exception {
    transport.replies(200, "{\"choices\":[{\"mess").replies(200, "{\"choices\":[{\"mess");

    assertThat(error(chat())).isInstanceOf(CallError.LostReply.class);
  }

  @Test
  void a_200_with_an_error_in_it_is_that_error() throws Exception {
    transport.replies(
        200,
        "{\"error\":{\"message\":\"Incorrect API key\",\"type\":\"invalid_request_error\","
            + "\"param\":null,\"code\":\"invalid_api_key\"}}");

    assertThat(error(chat())).isInstanceOf(CallError.KeyRejected.class);
  }

  @Test
  void an_error_whose_words_break_off_is_still_that_of_its_status() throws Exception {
    transport.breaks(403, "{\"error\":{\"mess");

    assertThat(error(chat())).isInstanceOf(CallError.NotAllowed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":[{\"index\":0,\"embedding\":[1,0]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1,0]},{\"index\":1,\"embedding\":[1]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":[1]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":\"AACAPw==\"},{\"index\":1}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1,0]},{\"index\":0,\"embedding\":[0,1]}]}",
        "{\"data\":[{\"index\":1,\"embedding\":[1,0]},{\"index\":2,\"embedding\":[0,1]}]}",
        "{\"data\":{}}"
      })
  void vectors_must_be_as_many_and_as_long_as_asked(String reply) throws Exception {
    transport.replies(200, reply);
    var asked = "{\"model\":\"m\",\"input\":[\"a\",\"b\"],\"dimensions\":2}";

    assertThat(error(call(asked, Endpoint.EMBEDDINGS))).isInstanceOf(CallError.NotUnderstood.class);
  }

  @ParameterizedTest
  @CsvSource({
    "400, '{\"error\":{\"message\":\"you sent sk-first~own as key\",\"code\":null}}'",
    "200, '{\"error\":{\"message\":\"you sent sk-first~own as key\",\"code\":\"x\"}}'",
    "200, '<html>you sent sk-first~own</html>'"
  })
  void the_providers_key_comes_back_to_nobody_whatever_it_looks_like(int status, String reply)
      throws Exception {
    transport.replies(status, reply);

    var outcome = (GivenUp<WholeReply>) chat();

    assertThat(outcome.error().message()).contains("[key]").doesNotContain("~own");
    assertThat(outcome.raw().map(Sent.RawError::body).orElse("")).doesNotContain("~own");
  }

  @Test
  void a_response_that_is_incomplete_is_an_answer_and_one_that_goes_on_is_none() throws Exception {
    transport.replies(200, "{\"status\":\"incomplete\",\"error\":null,\"output\":[]}");
    transport.replies(200, "{\"status\":\"in_progress\",\"error\":null,\"output\":[]}");
    var asked = "{\"model\":\"m\",\"input\":\"Hi\"}";

    assertThat(call(asked, Endpoint.RESPONSES)).isInstanceOf(Answered.class);
    assertThat(call(asked, Endpoint.RESPONSES)).isInstanceOf(GivenUp.class);
  }

  private Outcome<WholeReply> chat() throws InterruptedException {
    return call("{\"model\":\"m\",\"messages\":[{}]}", Endpoint.CHAT);
  }

  private Outcome<WholeReply> call(String json, Endpoint endpoint) throws InterruptedException {
    var body = RequestBody.read(json.getBytes(UTF_8), endpoint);
    return desk.gateway.call(desk.request(endpoint, FIRST), new WholeWork(transport, body));
  }

  private static CallError error(Outcome<WholeReply> outcome) {
    return ((GivenUp<WholeReply>) outcome).error();
  }
}
