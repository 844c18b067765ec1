package lectern.simulator.openai;

import java.util.List;
import java.util.OptionalInt;
import lectern.simulator.chance.Dice;
import lectern.simulator.mind.Answer;
import lectern.simulator.mind.Tool;
import lectern.simulator.mind.Written;
import lectern.simulator.route.Call;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Says a chat completion in JSON, whole (contract §2.2).
///
/// @param created in seconds since 1970
record ChatBody(Call call, ChatRequest request, Inferred inferred, long created) {
  static final JsonMapper JSON = new JsonMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final int ID_LETTERS = 29;
  private static final int CALL_LETTERS = 24;

  String id() {
    return "chatcmpl-" + call.dice("chatcmpl").letters(ID_LETTERS);
  }

  String fingerprint() {
    return "fp_" + call.seed().dice("fingerprint", model()).hex(10);
  }

  String model() {
    return request.inquiry().model().snapshot();
  }

  ObjectNode tree() {
    var body = NODES.objectNode();
    body.put("id", id());
    body.put("object", "chat.completion");
    body.put("created", created);
    body.put("model", model());
    var choices = body.putArray("choices");
    for (var index = 0; index < inferred.answers().size(); index++) {
      choices.add(choice(index));
    }
    body.set("usage", inferred.usage().ofChat());
    body.put("service_tier", request.inquiry().tier());
    body.put("system_fingerprint", fingerprint());
    return body;
  }

  private ObjectNode choice(int index) {
    var answer = inferred.answers().get(index);
    var choice = NODES.objectNode();
    choice.put("index", index);
    choice.set("message", message(answer, callIds(index)));
    choice.set("logprobs", logprobs(answer));
    choice.put("finish_reason", finishReason(answer));
    return choice;
  }

  private static ObjectNode message(Answer answer, Dice ids) {
    var message = NODES.objectNode();
    message.put("role", "assistant");
    message.putNull("content");
    message.putNull("refusal");
    message.putArray("annotations");
    switch (answer.content()) {
      case Answer.Says(var text) -> message.put("content", text.text());
      case Answer.Refuses(var text) -> message.put("refusal", text.text());
      case Answer.Calls(var calls) -> {
        var list = message.putArray("tool_calls");
        calls.forEach(called -> list.add(called(called, called.arguments().text(), ids)));
      }
    }
    return message;
  }

  /// The dice for the ids of a choice's calls.
  Dice callIds(int index) {
    return call.dice("call " + index);
  }

  /// A call with so much of its arguments.
  static ObjectNode called(Answer.Calling calling, String arguments, Dice ids) {
    var custom = calling.tool().kind() == Tool.Kind.CUSTOM;
    var called = NODES.objectNode();
    called.put("id", "call_" + ids.letters(CALL_LETTERS));
    called.put("type", custom ? "custom" : "function");
    called
        .putObject(custom ? "custom" : "function")
        .put("name", calling.tool().name())
        .put(custom ? "input" : "arguments", arguments);
    return called;
  }

  String finishReason(Answer answer) {
    return switch (answer.ending()) {
      case STOP -> "stop";
      case LENGTH -> "length";
      case FILTERED -> "content_filter";
      case TOOLS -> request.callWasForced() ? "stop" : "tool_calls";
    };
  }

  private JsonNode logprobs(Answer answer) {
    return answer.content() instanceof Answer.Says(Written text)
        ? logprobs(text.pieces(), request.topLogprobs())
        : NODES.nullNode();
  }

  /// How likely the tokens were: made up, the same for all.
  static JsonNode logprobs(List<String> pieces, OptionalInt top) {
    if (top.isEmpty()) {
      return NODES.nullNode();
    }
    var logprobs = NODES.objectNode();
    var content = logprobs.putArray("content");
    for (var piece : pieces) {
      var token = token(content.addObject(), piece);
      var likely = token.putArray("top_logprobs");
      if (top.getAsInt() > 0) {
        token(likely.addObject(), piece);
      }
    }
    logprobs.putNull("refusal");
    return logprobs;
  }

  private static ObjectNode token(ObjectNode node, String piece) {
    node.put("token", piece);
    node.put("logprob", -0.05);
    ArrayNode bytes = node.putArray("bytes");
    for (var b : piece.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
      bytes.add(b & 0xff);
    }
    return node;
  }
}
