package lectern.simulator.openai;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What the simulated model is for: an agent that searches documents and cites them can be
/// developed against it.
class AgentLoopTest {
  private static final String MANUAL =
      """
      [{"page": 3, "source": "x200.pdf", "text": "The X200 moves water at up to 80 degrees."},
       {"page": 4, "source": "x200.pdf", "text": "The warranty lasts 24 months. It covers the \
       motor."}]
      """;
  private static final String QUESTION = "How long does the warranty of the X200 last?";
  private static final String CITED =
      "\"The warranty lasts 24 months.\" (source: x200.pdf, page 4)";
  private static final int MOST_TURNS = 5;

  /// The agent's search: it finds the manual when it is asked for what is in it.
  private static String search(JsonNode arguments) {
    return arguments.path("query").asString().contains("warranty") ? MANUAL : "[]";
  }

  @Test
  void a_chat_searches_and_then_answers_with_a_cited_quote() throws Exception {
    try (var rig = Rig.start()) {
      var messages = JsonNodeFactory.instance.arrayNode();
      messages.addObject().put("role", "system").put("content", "Answer from the documents only.");
      messages.addObject().put("role", "user").put("content", QUESTION);

      assertThat(chat(rig, messages)).contains(CITED);
      assertThat(rig.simulator.bill().entries()).hasSize(2);
    }
  }

  private static String chat(Rig rig, ArrayNode messages) throws Exception {
    var request = JsonNodeFactory.instance.objectNode().put("model", "gpt-4.1-mini");
    request.set("messages", messages);
    request.putArray("tools").addObject().put("type", "function").set("function", tool());
    for (var turn = 0; turn < MOST_TURNS; turn++) {
      var message = Rig.json(rig.post(ChatTest.PATH, request.toString())).at("/choices/0/message");
      if (!message.has("tool_calls")) {
        return message.path("content").asString();
      }
      messages.add(message);
      for (var call : message.path("tool_calls")) {
        messages
            .addObject()
            .put("role", "tool")
            .put("tool_call_id", call.path("id").asString())
            .put("content", search(Rig.json(call.at("/function/arguments").asString())));
      }
    }
    throw new AssertionError("the agent never came to an end");
  }

  private static ObjectNode tool() {
    return (ObjectNode)
        Rig.json(
            """
            {"name": "search_documents", "description": "Searches the user's documents",
             "strict": true, "parameters": {"type": "object", "additionalProperties": false,
             "properties": {"query": {"type": "string"}, "top_k": {"type": ["integer", "null"]}},
             "required": ["query", "top_k"]}}
            """);
  }

  @Test
  void a_response_searches_and_then_answers_with_a_cited_quote() throws Exception {
    try (var rig = Rig.start()) {
      var request = JsonNodeFactory.instance.objectNode().put("model", "gpt-6-luna");
      request.putArray("tools").add(tool().put("type", "function"));
      request.put("input", QUESTION);

      var first = Rig.json(rig.post(ResponsesTest.PATH, request.toString()));
      var call = first.path("output").get(1);
      request.put("previous_response_id", first.path("id").asString());
      request
          .putArray("input")
          .addObject()
          .put("type", "function_call_output")
          .put("call_id", call.path("call_id").asString())
          .put("output", search(Rig.json(call.path("arguments").asString())));
      var second = Rig.json(rig.post(ResponsesTest.PATH, request.toString()));

      assertThat(second.at("/output/1/content/0/text").asString()).contains(CITED);
    }
  }

  @Test
  void an_agent_that_finds_nothing_comes_to_an_end_all_the_same() throws Exception {
    try (var rig = Rig.start()) {
      var messages = JsonNodeFactory.instance.arrayNode();
      messages.addObject().put("role", "user").put("content", "Who invented the telephone?");

      assertThat(chat(rig, messages)).contains("do not say");
      assertThat(rig.simulator.bill().entries()).hasSize(3);
    }
  }
}
