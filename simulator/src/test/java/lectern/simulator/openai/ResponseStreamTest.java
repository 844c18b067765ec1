package lectern.simulator.openai;

import static lectern.simulator.openai.ResponsesTest.hello;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import lectern.simulator.fault.Fault.Manner;
import lectern.simulator.fault.Plan;
import lectern.simulator.fault.PlanReader;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ResponseStreamTest {
  private static final String STREAM = ", \"stream\": true";

  private static List<JsonNode> events(String body) throws Exception {
    return events(Plan.USUAL, body);
  }

  private static List<JsonNode> events(Plan plan, String body) throws Exception {
    try (var rig = Rig.start(plan)) {
      return parsed(rig.post(ResponsesTest.PATH, body).body());
    }
  }

  /// Reads a stream; each event's name must be its type.
  private static List<JsonNode> parsed(String stream) {
    var events = new ArrayList<JsonNode>();
    for (var event : stream.strip().split("\n\n", -1)) {
      var lines = event.split("\n", -1);
      var data = Rig.json(lines[1].substring("data: ".length()));
      assertThat(lines[0]).isEqualTo("event: " + data.path("type").asString());
      events.add(data);
    }
    return events;
  }

  /// The types in order, each run of equal ones once.
  private static List<String> types(List<JsonNode> events) {
    var types = new ArrayList<String>();
    for (var event : events) {
      var type = event.path("type").asString().substring("response.".length());
      if (types.isEmpty() || !types.getLast().equals(type)) {
        types.add(type);
      }
    }
    return types;
  }

  @Test
  void all_events_come_in_order() throws Exception {
    assertThat(types(events(hello("gpt-4.1", STREAM))))
        .containsExactly(
            "created",
            "in_progress",
            "output_item.added",
            "content_part.added",
            "output_text.delta",
            "output_text.done",
            "content_part.done",
            "output_item.done",
            "completed");
  }

  @Test
  void events_are_numbered_from_zero_without_a_gap_and_there_is_no_done() throws Exception {
    var events = events(hello("gpt-4.1", STREAM));

    for (var i = 0; i < events.size(); i++) {
      assertThat(events.get(i).path("sequence_number").intValue()).isEqualTo(i);
    }
  }

  @Test
  void all_deltas_together_are_the_text_of_the_completed_response() throws Exception {
    var events = events(hello("gpt-4.1", STREAM).replace("Hello", "Grüße, 日本 🙂"));

    var text = new StringBuilder();
    events.stream()
        .filter(event -> event.path("type").asString().equals("response.output_text.delta"))
        .forEach(event -> text.append(event.path("delta").asString()));
    assertThat(events.getLast().at("/response/output/0/content/0/text").asString())
        .isEqualTo(text.toString());
    assertThat(events.getLast().at("/response/usage/output_tokens").intValue()).isPositive();
    assertThat(events.getFirst().at("/response/output").isEmpty()).isTrue();
    assertThat(events.getFirst().at("/response/usage").isNull()).isTrue();
  }

  @Test
  void a_tool_call_comes_in_fragments_of_its_arguments() throws Exception {
    var events =
        events(
            hello(
                    "gpt-4.1",
                    STREAM
                        + ", \"tools\": [{\"type\": \"function\", \"name\": \"search\","
                        + " \"parameters\": {\"type\": \"object\", \"properties\":"
                        + " {\"query\": {\"type\": \"string\"}}, \"required\": [\"query\"]}}]")
                .replace("Hello", "Where is the filter?"));

    assertThat(types(events))
        .containsExactly(
            "created",
            "in_progress",
            "output_item.added",
            "function_call_arguments.delta",
            "function_call_arguments.done",
            "output_item.done",
            "completed");
    assertThat(events.get(2).at("/item/arguments").asString()).isEmpty();
    assertThat(events.get(events.size() - 3).path("arguments").asString())
        .isEqualTo("{\"query\":\"filter\"}");
  }

  @Test
  void a_reasoning_summary_comes_before_the_answer() throws Exception {
    var types = types(events(hello("gpt-5", STREAM + ", \"reasoning\": {\"summary\": \"auto\"}")));

    assertThat(types)
        .startsWith(
            "created",
            "in_progress",
            "output_item.added",
            "reasoning_summary_part.added",
            "reasoning_summary_text.delta",
            "reasoning_summary_text.done",
            "reasoning_summary_part.done",
            "output_item.done",
            "output_item.added",
            "content_part.added",
            "output_text.delta");
  }

  @Test
  void a_cut_response_ends_with_incomplete() throws Exception {
    var events =
        events(
            hello("gpt-4.1", STREAM + ", \"max_output_tokens\": 16")
                .replace("Hello", "Answer with exactly 99 tokens."));

    assertThat(events.getLast().path("type").asString()).isEqualTo("response.incomplete");
  }

  @Test
  void a_refusal_comes_in_fragments() throws Exception {
    assertThat(types(events(ChatTest.answering(Manner.REFUSAL), hello("gpt-4.1", STREAM))))
        .contains("refusal.delta", "refusal.done")
        .doesNotContain("output_text.delta");
  }

  @Test
  void the_events_of_a_stored_response_can_be_had_again_from_any_number() throws Exception {
    try (var rig = Rig.start()) {
      var events = parsed(rig.post(ResponsesTest.PATH, hello("gpt-4.1", STREAM)).body());
      var id = events.getFirst().at("/response/id").asString();

      var again =
          parsed(rig.get(ResponsesTest.PATH + "/" + id + "?stream=true&starting_after=4").body());

      assertThat(again.getFirst().path("sequence_number").intValue()).isEqualTo(5);
      assertThat(again.getLast()).isEqualTo(events.getLast());
    }
  }

  @Test
  void an_error_in_the_stream_comes_flat_or_nested() throws Exception {
    var flat = events(inside("server_error"), hello("gpt-4.1", STREAM)).getLast();
    var nested = events(inside("overloaded"), hello("gpt-4.1", STREAM)).getLast();

    assertThat(flat.propertyNames())
        .containsExactly("type", "code", "message", "param", "sequence_number");
    assertThat(nested.propertyNames()).containsExactly("type", "error", "sequence_number");
    assertThat(nested.at("/error/code").asString()).isEqualTo("server_is_overloaded");
    assertThat(nested.path("sequence_number").asInt()).isEqualTo(6);
  }

  private static Plan inside(String error) {
    var rule =
        "faults: [{name: inside, do: {error_inside: {name: %s, after: 2}}}]".formatted(error);
    return PlanReader.read(rule, "plan", OpenAi.ERROR_NAMES);
  }
}
