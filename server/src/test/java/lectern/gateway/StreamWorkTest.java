package lectern.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import lectern.gateway.ModelRoute.Choice;
import lectern.gateway.ModelRoute.Continuation;
import lectern.gateway.Outcome.Answered;
import lectern.gateway.Outcome.GivenUp;
import lectern.gateway.openai.Endpoint;
import lectern.gateway.openai.Relay;
import lectern.gateway.openai.RequestBody;
import lectern.gateway.openai.StreamEnd;
import lectern.gateway.openai.StreamWork;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What of streams is shown, and how they are gone on with, told by their bytes.
class StreamWorkTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String CHAT =
      "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]%s}";
  private static final String USAGE_ASKED = ",\"stream_options\":{\"include_usage\":true}";
  private static final String ROLE =
      chunk("1", "{\"role\":\"assistant\",\"content\":\"\"}", "null");
  private static final String STOP = chunk("1", "{}", "\"stop\"");
  private static final String USAGE =
      "data: {\"id\":\"1\",\"choices\":[],"
          + "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":0}}\n\n";
  private static final String DONE = "data: [DONE]\n\n";
  private static final String TOOL =
      chunk("1", "{\"tool_calls\":[{\"index\":0,\"function\":{\"name\":\"f\"}}]}", "null");
  private static final Choice FIRST = Choice.of("first", "m");
  private static final Choice SECOND = Choice.of("second", "other");
  private static final Choice CONTINUING =
      new Choice(SECOND.target(), OptionalLong.empty(), Continuation.ACCEPTED);

  private final ScriptedTransport transport = new ScriptedTransport();
  private final Desk desk = new Desk();
  private final List<String> told = new ArrayList<>();

  @Test
  void events_are_passed_on_as_they_came_without_the_usage_that_nobody_asked_for()
      throws Exception {
    transport.replies(200, ROLE + says("He") + says("llo") + STOP + USAGE + DONE);

    var outcome = chat("", FIRST);

    var passed = ROLE + says("He") + says("llo") + STOP + DONE;
    assertThat(told.stream().map("data: %s\n\n"::formatted).collect(joining())).isEqualTo(passed);
    assertThat(outcome.account().usage()).contains(new Usage(5, 0, 0, 0));
    assertThat(end(outcome))
        .isEqualTo(
            new StreamEnd(
                List.of("stop"), outcome.account().usage(), Optional.of("model-1"), 1, 0));
  }

  @Test
  void who_asked_for_usage_sees_it() throws Exception {
    transport.replies(200, ROLE + says("Hello") + STOP + USAGE);

    chat(USAGE_ASKED, FIRST);

    assertThat(told).hasSize(5).last().isEqualTo("[DONE]");
    assertThat(told.get(3)).contains("\"usage\":{");
  }

  @Test
  void the_last_usage_wins_wherever_it_stands() throws Exception {
    var early =
        chunk("1", "{\"content\":\"x\"}", "null, \"x\":0")
            .replace(
                "\"choices\"",
                "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":9},\"choices\"");
    transport.replies(200, early + STOP + USAGE);

    var outcome = chat("", FIRST);

    assertThat(outcome.account().usage()).contains(new Usage(5, 0, 0, 0));
  }

  @Test
  void a_stream_that_breaks_before_its_first_token_is_never_seen() throws Exception {
    transport.replies(200, ROLE + ROLE).replies(200, ROLE + ROLE);
    transport.replies(200, ROLE.replace("model-1", "model-2") + says("Hello") + STOP);

    var outcome = chat("", FIRST, SECOND);

    assertThat(outcome.account().target()).contains(SECOND.target());
    assertThat(told).hasSize(4);
    assertThat(told.getFirst()).contains("model-2");
  }

  @Test
  void an_error_null_is_none_and_an_error_is_one() throws Exception {
    var harmless = says("x").replace("\"choices\"", "\"error\":null,\"choices\"");
    transport.replies(200, harmless + STOP);
    transport.replies(
        200, ROLE + "data: {\"error\":{\"message\":\"No.\",\"code\":\"insufficient_quota\"}}\n\n");

    assertThat(chat("", FIRST)).isInstanceOf(Answered.class);
    assertThat(chat("", FIRST)).isInstanceOf(GivenUp.class);
  }

  @Test
  void every_choice_needs_its_finish_reason() throws Exception {
    transport.replies(200, says("x") + STOP + DONE);

    var outcome = chat(",\"n\":2", FIRST);

    assertThat(error(outcome))
        .isEqualTo(new CallError.CutStream("it ended without a finish reason"));
  }

  @Test
  void what_breaks_behind_the_finish_reason_is_an_answer() throws Exception {
    transport.breaks(200, says("x") + STOP);

    assertThat(chat("", FIRST)).isInstanceOf(Answered.class);
    assertThat(told).last().isEqualTo("[DONE]");
  }

  @Test
  void another_stream_that_says_the_same_goes_on_in_the_middle_of_a_piece() throws Exception {
    transport.breaks(200, ROLE + says("Once up") + says("on"));
    transport.replies(200, second(ROLE + says("On") + says("ce upon a t") + says("ime.") + STOP));

    var outcome = chat("", FIRST, SECOND);

    assertThat(text()).isEqualTo("Once upon a time.");
    assertThat(end(outcome).streams()).isEqualTo(2);
    assertThat(end(outcome).model()).contains("model-2");
    assertThat(chunks()).allMatch(it -> it.path("id").asString().equals("1"));
    assertThat(chunks().getLast().path("model").asString()).isEqualTo("model-2");
  }

  @Test
  void at_the_first_difference_it_ends_and_nothing_is_mixed() throws Exception {
    transport.breaks(200, says("Once upon"));
    transport.replies(200, second(says("Once, a") + says(" time.") + STOP));

    var outcome = chat("", FIRST, SECOND);

    assertThat(error(outcome)).isInstanceOf(CallError.CutStream.class);
    assertThat(text()).isEqualTo("Once upon");
    assertThat(told).doesNotContain("[DONE]");
  }

  @Test
  void another_stream_that_ends_earlier_is_a_difference() throws Exception {
    transport.breaks(200, says("Once upon"));
    transport.replies(200, second(says("Once") + STOP));

    assertThat(chat("", FIRST, SECOND)).isInstanceOf(GivenUp.class);
    assertThat(told).hasSize(1);
  }

  @Test
  void a_server_that_continues_is_given_the_text_so_far() throws Exception {
    transport.breaks(200, says("Once \"upon\""));
    transport.replies(200, second(ROLE + says(" a time.") + STOP));

    chat("", FIRST, CONTINUING);

    assertThat(text()).isEqualTo("Once \"upon\" a time.");
    var sent = JSON.readTree(transport.sent.getLast());
    assertThat(sent.path("model").asString()).isEqualTo("other");
    assertThat(sent.path("continue_final_message").asBoolean()).isTrue();
    assertThat(sent.path("messages").path(1).path("content").asString()).isEqualTo("Once \"upon\"");
  }

  @Test
  void the_third_one_may_repeat_what_the_second_refused_to_continue() throws Exception {
    transport.breaks(200, says("Once"));
    transport.replies(400, "{\"error\":{\"message\":\"No.\",\"type\":\"invalid_request_error\"}}");
    transport.replies(200, second(says("Once more") + STOP));

    var outcome = chat("", FIRST, CONTINUING, Choice.of("first", "third"));

    assertThat(outcome.account().attempts()).isEqualTo(3);
    assertThat(text()).isEqualTo("Once more");
  }

  @Test
  void nobody_goes_on_with_calls_of_tools() throws Exception {
    transport.breaks(200, TOOL);

    var outcome = chat("", FIRST, SECOND);

    assertThat(error(outcome)).isEqualTo(new CallError.CutStream("the connection broke"));
    assertThat(transport.sent).hasSize(1);
  }

  @Test
  void nobody_goes_on_with_a_text_that_has_a_hole() throws Exception {
    transport.breaks(200, says("Once") + "data: {\"choi\n\n" + says("a time"));

    assertThat(chat("", FIRST, SECOND)).isInstanceOf(GivenUp.class);
    assertThat(transport.sent).hasSize(1);
  }

  @Test
  void nobody_goes_on_with_log_probabilities() throws Exception {
    transport.breaks(200, says("Once"));

    assertThat(chat(",\"logprobs\":true", FIRST, SECOND)).isInstanceOf(GivenUp.class);
    assertThat(transport.sent).hasSize(1);
  }

  @Test
  void when_the_reader_is_gone_the_stream_is_read_on_for_its_usage() throws Exception {
    transport.replies(200, says("a") + says("b") + STOP + USAGE + DONE);

    var outcome = call(CHAT.formatted(""), gone(), FIRST, SECOND);

    assertThat(error(outcome)).isEqualTo(new CallError.Abandoned());
    assertThat(outcome.account().usage()).contains(new Usage(5, 0, 0, 0));
    assertThat(transport.sent).hasSize(1);
  }

  private static String chunk(String id, String delta, String finish) {
    return """
    data: {"id":"%s","created":%s,"model":"model-%s","choices":[\
    {"index":0,"delta":%s,"finish_reason":%s}]}

    """
        .formatted(id, id, id, delta, finish);
  }

  private static String says(String text) {
    return chunk("1", "{\"content\":" + JSON.writeValueAsString(text) + "}", "null");
  }

  /// The same of another provider.
  private static String second(String stream) {
    return stream.replace("\"id\":\"1\"", "\"id\":\"2\"").replace("model-1", "model-2");
  }

  private Outcome<StreamEnd> chat(String more, Choice... choices) throws InterruptedException {
    return call(CHAT.formatted(more), (_, data) -> told.add(data), choices);
  }

  private static Relay gone() {
    return (_, _) -> {
      throw new IOException("gone");
    };
  }

  private Outcome<StreamEnd> call(String json, Relay relay, Choice... choices)
      throws InterruptedException {
    var body = RequestBody.read(json.getBytes(UTF_8), Endpoint.CHAT);
    var request = desk.request(Endpoint.CHAT, choices);
    return desk.gateway.call(request, new StreamWork(transport, body, relay));
  }

  private String text() {
    return chunks().stream()
        .map(it -> it.path("choices").path(0).path("delta").path("content").asString(""))
        .collect(joining());
  }

  private List<JsonNode> chunks() {
    return told.stream().filter(it -> !it.equals("[DONE]")).map(JSON::readTree).toList();
  }

  private static StreamEnd end(Outcome<StreamEnd> outcome) {
    return ((Answered<StreamEnd>) outcome).value();
  }

  private static CallError error(Outcome<StreamEnd> outcome) {
    return ((GivenUp<StreamEnd>) outcome).error();
  }
}
