package lectern.simulator.openai;

import static lectern.simulator.openai.ChatTest.hello;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import lectern.simulator.fault.Fault;
import lectern.simulator.fault.Plan;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ChatStreamTest {
  private static final String STREAM = ", \"stream\": true";
  private static final String WITH_USAGE =
      STREAM + ", \"stream_options\": {\"include_usage\": true}";

  /// All data lines but the last, which must be `[DONE]`.
  private static List<JsonNode> chunks(Rig rig, String body) throws Exception {
    var response = rig.post(ChatTest.PATH, body);
    assertThat(response.headers().firstValue("content-type").orElseThrow())
        .isEqualTo("text/event-stream; charset=utf-8");
    var events = new ArrayList<>(List.of(response.body().split("\n\n")));
    assertThat(events.removeLast()).isEqualTo("data: [DONE]");
    assertThat(events).allMatch(event -> event.startsWith("data: {") && !event.contains("\n"));
    return events.stream().map(event -> Rig.json(event.substring("data: ".length()))).toList();
  }

  private static List<JsonNode> chunks(String body) throws Exception {
    try (var rig = Rig.start()) {
      return chunks(rig, body);
    }
  }

  private static String joined(List<JsonNode> chunks, String pointer) {
    var text = new StringBuilder();
    chunks.forEach(chunk -> text.append(chunk.at(pointer).asString("")));
    return text.toString();
  }

  @Test
  void all_chunks_share_id_time_and_model_and_the_last_has_the_finish_reason() throws Exception {
    var chunks = chunks(hello("gpt-4o-mini", STREAM));

    assertThat(
            chunks.stream().map(c -> c.path("id").asString() + c.path("created") + c.path("model")))
        .containsOnly(
            chunks.getFirst().path("id").asString()
                + chunks.getFirst().path("created")
                + "\"gpt-4o-mini-2024-07-18\"");
    assertThat(chunks.getFirst().at("/choices/0/delta").toString())
        .isEqualTo("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}");
    assertThat(chunks.getLast().at("/choices/0/delta").toString()).isEqualTo("{}");
    assertThat(chunks.getLast().at("/choices/0/finish_reason").asString()).isEqualTo("stop");
  }

  @Test
  void without_include_usage_there_is_no_usage_at_all() throws Exception {
    assertThat(chunks(hello("gpt-4o-mini", STREAM))).noneMatch(chunk -> chunk.has("usage"));
  }

  @Test
  void usage_comes_in_an_extra_last_chunk_whose_choices_are_empty() throws Exception {
    var chunks = new ArrayList<>(chunks(hello("gpt-4o-mini", WITH_USAGE)));

    var last = chunks.removeLast();
    assertThat(last.path("choices").isEmpty()).isTrue();
    assertThat(last.at("/usage/total_tokens").intValue()).isPositive();
    assertThat(chunks).allMatch(chunk -> chunk.has("usage") && chunk.path("usage").isNull());
  }

  @Test
  void obfuscation_is_on_unless_turned_off() throws Exception {
    var off = ", \"stream\": true, \"stream_options\": {\"include_obfuscation\": false}";

    assertThat(chunks(hello("gpt-4o-mini", STREAM))).allMatch(chunk -> chunk.has("obfuscation"));
    assertThat(chunks(hello("gpt-4o-mini", off))).noneMatch(chunk -> chunk.has("obfuscation"));
  }

  @Test
  void no_chunk_has_an_error_that_is_null() throws Exception {
    assertThat(chunks(hello("gpt-4o-mini", STREAM))).noneMatch(chunk -> chunk.has("error"));
  }

  @Test
  void the_first_delta_of_a_tool_call_has_its_id_and_the_others_only_fragments() throws Exception {
    var chunks =
        chunks(
            """
            {"model": "gpt-4o-mini", "stream": true,
             "messages": [{"role": "user", "content": "Where is Berlin? Who rules Rome?"}],
             "tools": [{"type": "function", "function": {"name": "search", "parameters":
               {"type": "object", "properties": {"query": {"type": "string"}}, "required": \
               ["query"]}}}]}
            """);

    var calls =
        chunks.stream()
            .map(c -> c.at("/choices/0/delta/tool_calls/0"))
            .filter(JsonNode::isObject)
            .toList();
    var arguments = new TreeMap<Integer, String>();
    calls.forEach(call ->
        arguments.merge(
            call.path("index").asInt(), call.at("/function/arguments").asString(), String::concat));
    assertThat(calls.getFirst().toString())
        .matches(
            "\\{\"index\":0,\"id\":\"call_\\w{24}\",\"type\":\"function\","
                + "\"function\":\\{\"name\":\"search\",\"arguments\":\"\"}}");
    assertThat(calls.stream().filter(call -> call.has("id"))).hasSize(2);
    assertThat(arguments)
        .containsEntry(0, "{\"query\":\"Berlin\"}")
        .containsEntry(1, "{\"query\":\"rules Rome\"}");
    assertThat(chunks.getLast().at("/choices/0/finish_reason").asString()).isEqualTo("tool_calls");
  }

  @Test
  void a_refusal_comes_in_fragments() throws Exception {
    try (var rig = Rig.start(ChatTest.answering(Fault.Manner.REFUSAL))) {
      var chunks = chunks(rig, hello("gpt-4o-mini", STREAM));

      assertThat(joined(chunks, "/choices/0/delta/refusal")).startsWith("I'm sorry");
      assertThat(joined(chunks, "/choices/0/delta/content")).isEmpty();
    }
  }

  @Test
  void the_pieces_of_several_choices_come_in_turn() throws Exception {
    var indexes =
        chunks(hello("gpt-4o-mini", STREAM + ", \"n\": 2")).stream()
            .map(chunk -> chunk.at("/choices/0/index").intValue())
            .toList();

    assertThat(indexes).startsWith(0, 1, 0, 1, 0, 1);
  }

  /// The same question whole and streamed, in letters nobody chose.
  @RepeatedTest(value = 30, name = "seed {currentRepetition}")
  void all_deltas_together_are_the_whole_answer(RepetitionInfo run) throws Exception {
    var random = new Random(run.getCurrentRepetition());
    var scraps = Arrays.asList("日本", "🙂", "é", "\\\"", "a b", "👩‍👧", "\\n", "ẞ", "𝄞");
    var question = new StringBuilder();
    for (var i = random.nextInt(20); i >= 0; i--) {
      question.append(scraps.get(random.nextInt(scraps.size())));
    }
    try (var rig = Rig.start(Plan.USUAL)) {
      var body = hello("gpt-4o-mini", "").replace("Hello", question);
      var whole = Rig.json(rig.post(ChatTest.PATH, body));

      var chunks = chunks(rig, hello("gpt-4o-mini", STREAM).replace("Hello", question));

      assertThat(joined(chunks, "/choices/0/delta/content"))
          .isEqualTo(whole.at("/choices/0/message/content").asString());
    }
  }

  @Test
  void whether_to_stream_stands_in_the_body_whatever_accept_says() throws Exception {
    try (var rig = Rig.start()) {
      var whole = asked(rig, "text/event-stream", hello("gpt-4o-mini", ""));
      var stream = asked(rig, "application/json", hello("gpt-4o-mini", STREAM));

      assertThat(whole.headers().firstValue("content-type")).contains("application/json");
      assertThat(stream.headers().firstValue("content-type"))
          .contains("text/event-stream; charset=utf-8");
    }
  }

  private static HttpResponse<String> asked(Rig rig, String accept, String body) throws Exception {
    return rig.send(
        rig.request(ChatTest.PATH)
            .header("accept", accept)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }
}
