package lectern.simulator.openai;

import static org.assertj.core.api.Assertions.assertThat;

import lectern.simulator.fault.Fault.Manner;
import lectern.simulator.fault.Plan;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ChatToolsTest {
  private static final String SEARCH =
      """
      {"type": "function", "function": {"name": "search", "description": "Finds passages",
       "parameters": {"type": "object", "properties": {"query": {"type": "string"}},
       "required": ["query"], "additionalProperties": false}, "strict": true}}
      """;

  private static JsonNode choice(Plan plan, String more) throws Exception {
    try (var rig = Rig.start(plan)) {
      var body =
          """
          {"model": "gpt-4.1-mini", "tools": [%s],
           "messages": [{"role": "user", "content": "How long is the warranty?"}]%s}
          """
              .formatted(SEARCH, more);
      return Rig.json(rig.post(ChatTest.PATH, body)).at("/choices/0");
    }
  }

  @Test
  void a_call_has_null_content_and_ends_with_tool_calls() throws Exception {
    var choice = choice(Plan.USUAL, "");

    assertThat(choice.at("/message/content").isNull()).isTrue();
    assertThat(choice.path("finish_reason").asString()).isEqualTo("tool_calls");
    assertThat(choice.at("/message/tool_calls/0/id").asString()).matches("call_\\w{24}");
    assertThat(choice.at("/message/tool_calls/0/function").toString())
        .isEqualTo("{\"name\":\"search\",\"arguments\":\"{\\\"query\\\":\\\"long warranty\\\"}\"}");
  }

  @Test
  void a_call_that_was_forced_by_name_ends_with_stop() throws Exception {
    var choice =
        choice(
            Plan.USUAL,
            ", \"tool_choice\": {\"type\": \"function\", \"function\": {\"name\": \"search\"}}");

    assertThat(choice.at("/message/tool_calls")).hasSize(1);
    assertThat(choice.path("finish_reason").asString()).isEqualTo("stop");
  }

  @Test
  void only_allowed_tools_are_called() throws Exception {
    var allowed =
        """
        , "tool_choice": {"type": "allowed_tools", "allowed_tools": {"mode": "required",
          "tools": [{"type": "function", "function": {"name": "search"}}]}}
        """;

    assertThat(choice(Plan.USUAL, allowed).at("/message/tool_calls")).hasSize(1);
  }

  @Test
  void arguments_may_be_invalid_json() throws Exception {
    var arguments =
        choice(ChatTest.answering(Manner.BROKEN_ARGUMENTS), "")
            .at("/message/tool_calls/0/function/arguments")
            .asString();

    assertThat(arguments).isEqualTo("{\"query\":\"long warranty\"");
  }
}
