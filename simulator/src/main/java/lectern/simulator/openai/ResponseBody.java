package lectern.simulator.openai;

import java.util.ArrayList;
import java.util.List;
import lectern.simulator.chance.Dice;
import lectern.simulator.mind.Answer;
import lectern.simulator.mind.Tool;
import lectern.simulator.mind.Written;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Says a response in JSON (contract §3.2), whole.
record ResponseBody(ResponseHead head, Inferred inferred) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int ID_DIGITS = 48;
  private static final int CALL_LETTERS = 24;

  /// What the model is said to have thought, where a summary is wanted.
  static final String SUMMARY =
      "**Reading the question**\n\nI look for the words of the question in what was given.";

  ResponseRequest request() {
    return head.request();
  }

  Answer answer() {
    return inferred.answers().getFirst();
  }

  /// Where it ends: `completed` or `incomplete`.
  String finalStatus() {
    return switch (answer().ending()) {
      case STOP, TOOLS -> "completed";
      case LENGTH, FILTERED -> "incomplete";
    };
  }

  /// The response when it is done.
  ObjectNode done(long completedAt) {
    var body = head.begun(finalStatus());
    if (finalStatus().equals("completed")) {
      body.put("completed_at", completedAt);
    } else {
      body.putObject("incomplete_details")
          .put(
              "reason",
              answer().ending() == Answer.Ending.LENGTH ? "max_output_tokens" : "content_filter");
    }
    body.putArray("output").addAll(output());
    body.set("usage", inferred.usage().ofResponse());
    return body;
  }

  /// The items of the output: the reasoning, if there was any, and then the message or the calls.
  List<ObjectNode> output() {
    var items = new ArrayList<ObjectNode>();
    var ids = head.call().dice("output");
    if (answer().reasoningTokens() > 0) {
      items.add(reasoningItem(ids));
    }
    switch (answer().content()) {
      case Answer.Says(var text) -> {
        if (text.tokens() > 0 || answer().reasoningTokens() == 0) {
          items.add(message(ids, outputText(text)));
        }
      }
      case Answer.Refuses(var text) ->
          items.add(message(ids, part("refusal").put("refusal", text.text())));
      case Answer.Calls(var calls) -> calls.forEach(calling -> items.add(called(ids, calling)));
    }
    return items;
  }

  private ObjectNode reasoningItem(Dice ids) {
    var item = NODES.objectNode();
    item.put("id", "rs_" + ids.hex(ID_DIGITS));
    item.put("type", "reasoning");
    var summary = item.putArray("summary");
    if (request().wantsSummary()) {
      summary.add(part("summary_text").put("text", SUMMARY));
    }
    if (request().includes("reasoning.encrypted_content")) {
      item.put("encrypted_content", "gAAAAA" + ids.letters(2 * ID_DIGITS));
    }
    return item;
  }

  private static ObjectNode part(String type) {
    return NODES.objectNode().put("type", type);
  }

  private static ObjectNode outputText(Written text) {
    var part = part("output_text");
    part.putArray("annotations");
    part.putArray("logprobs");
    return part.put("text", text.text());
  }

  private ObjectNode message(Dice ids, ObjectNode part) {
    var item = NODES.objectNode();
    item.put("id", "msg_" + ids.hex(ID_DIGITS));
    item.put("type", "message");
    item.put("status", finalStatus());
    item.put("role", "assistant");
    item.putArray("content").add(part);
    return item;
  }

  private ObjectNode called(Dice ids, Answer.Calling calling) {
    var custom = calling.tool().kind() == Tool.Kind.CUSTOM;
    var item = NODES.objectNode();
    item.put("id", (custom ? "ctc_" : "fc_") + ids.hex(ID_DIGITS));
    item.put("type", custom ? "custom_tool_call" : "function_call");
    item.put("status", finalStatus());
    item.put("call_id", "call_" + ids.letters(CALL_LETTERS));
    item.put("name", calling.tool().name());
    item.put(custom ? "input" : "arguments", calling.arguments().text());
    return item;
  }
}
