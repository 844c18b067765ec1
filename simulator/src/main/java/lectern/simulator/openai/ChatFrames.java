package lectern.simulator.openai;

import java.util.ArrayList;
import java.util.List;
import lectern.simulator.chance.Dice;
import lectern.simulator.http.Frame;
import lectern.simulator.http.Frame.Kind;
import lectern.simulator.mind.Answer;
import lectern.simulator.mind.Tool;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Says a chat completion in server-sent events, token by token (contract §2.3). The pieces of
/// several choices come in turn. Not for several threads.
final class ChatFrames {
  /// Longer paddings tell an eavesdropper no less.
  private static final int LONGEST_OBFUSCATION = 16;

  private final ChatBody body;
  private final String head;
  private final String tail;
  private final Dice obfuscation;
  private final List<Frame> frames = new ArrayList<>();

  private ChatFrames(ChatBody body) {
    this.body = body;
    this.head = head(body);
    this.tail = body.request().includesUsage() ? ",\"usage\":null" : "";
    this.obfuscation = body.call().dice("obfuscation");
  }

  /// The beginning of each chunk, the same for all.
  private static String head(ChatBody body) {
    var head = JsonNodeFactory.instance.objectNode();
    head.put("id", body.id());
    head.put("object", "chat.completion.chunk");
    head.put("created", body.created());
    head.put("model", body.model());
    head.put("service_tier", body.request().inquiry().tier());
    head.put("system_fingerprint", body.fingerprint());
    var text = ChatBody.JSON.writeValueAsString(head);
    return text.substring(0, text.length() - 1) + ",\"choices\":[";
  }

  static List<Frame> of(ChatBody body) {
    var frames = new ChatFrames(body);
    frames.opening();
    frames.contents();
    frames.closing();
    return frames.frames;
  }

  private List<Answer> answers() {
    return body.inferred().answers();
  }

  private void opening() {
    for (var index = 0; index < answers().size(); index++) {
      var delta =
          answers().get(index).content() instanceof Answer.Says
              ? "{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}"
              : "{\"role\":\"assistant\",\"content\":null,\"refusal\":null}";
      chunk(Kind.OPENING, new Delta(index, delta, "null", "null"));
    }
  }

  /// @param logprobs in JSON
  /// @param finish the finish reason, in JSON
  private record Delta(int index, String json, String logprobs, String finish) {}

  private void chunk(Kind kind, Delta delta) {
    var data = new StringBuilder(head.length() + delta.json().length() + 128);
    data.append(head).append("{\"index\":").append(delta.index());
    data.append(",\"delta\":").append(delta.json());
    data.append(",\"logprobs\":").append(delta.logprobs());
    data.append(",\"finish_reason\":").append(delta.finish()).append("}]").append(tail);
    if (body.request().obfuscates()) {
      var length = 1 + obfuscation.below(LONGEST_OBFUSCATION);
      data.append(",\"obfuscation\":\"").append(obfuscation.letters(length)).append('"');
    }
    frames.add(Frame.data(kind, data.append('}').toString()));
  }

  private void contents() {
    var deltas = new ArrayList<List<Delta>>();
    for (var index = 0; index < answers().size(); index++) {
      deltas.add(deltas(index));
    }
    var longest = deltas.stream().mapToInt(List::size).max().orElse(0);
    for (var i = 0; i < longest; i++) {
      for (var ofChoice : deltas) {
        if (i < ofChoice.size()) {
          chunk(Kind.CONTENT, ofChoice.get(i));
        }
      }
    }
  }

  private List<Delta> deltas(int index) {
    return switch (answers().get(index).content()) {
      case Answer.Says(var text) ->
          text.pieces().stream().map(piece -> content(index, piece)).toList();
      case Answer.Refuses(var text) ->
          text.pieces().stream()
              .map(piece -> new Delta(index, "{\"refusal\":" + json(piece) + "}", "null", "null"))
              .toList();
      case Answer.Calls(var calls) -> calls(index, calls);
    };
  }

  private Delta content(int index, String piece) {
    var logprobs = ChatBody.logprobs(List.of(piece), body.request().topLogprobs());
    return new Delta(index, "{\"content\":" + json(piece) + "}", logprobs.toString(), "null");
  }

  private static String json(String text) {
    return ChatBody.JSON.writeValueAsString(text);
  }

  private List<Delta> calls(int index, List<Answer.Calling> calls) {
    var deltas = new ArrayList<Delta>();
    var ids = body.callIds(index);
    for (var number = 0; number < calls.size(); number++) {
      var calling = calls.get(number);
      deltas.add(call(index, number, ChatBody.called(calling, "", ids)));
      for (var piece : calling.arguments().pieces()) {
        deltas.add(call(index, number, fragment(calling, piece)));
      }
    }
    return deltas;
  }

  private static ObjectNode fragment(Answer.Calling calling, String piece) {
    var custom = calling.tool().kind() == Tool.Kind.CUSTOM;
    var fragment = JsonNodeFactory.instance.objectNode();
    fragment.putObject(custom ? "custom" : "function").put(custom ? "input" : "arguments", piece);
    return fragment;
  }

  private static Delta call(int index, int number, ObjectNode said) {
    var call = JsonNodeFactory.instance.objectNode();
    call.put("index", number);
    call.setAll(said);
    var json = "{\"tool_calls\":[" + ChatBody.JSON.writeValueAsString(call) + "]}";
    return new Delta(index, json, "null", "null");
  }

  private void closing() {
    for (var index = 0; index < answers().size(); index++) {
      var reason = "\"" + body.finishReason(answers().get(index)) + "\"";
      chunk(Kind.CLOSING, new Delta(index, "{}", "null", reason));
    }
    if (body.request().includesUsage()) {
      var usage = body.inferred().usage().ofChat().toString();
      frames.add(Frame.data(Kind.CLOSING, head + "],\"usage\":" + usage + "}"));
    }
    frames.add(Frame.data(Kind.DONE, "[DONE]"));
  }
}
