package lectern.simulator.openai;

import java.util.ArrayList;
import java.util.List;
import lectern.simulator.chance.Dice;
import lectern.simulator.http.Frame;
import lectern.simulator.http.Frame.Kind;
import lectern.simulator.mind.Answer;
import lectern.simulator.mind.Written;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Says a response in server-sent events with types and consecutive numbers, and without `[DONE]`
/// (contract §3.3). Not for several threads.
final class ResponseFrames {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int LONGEST_OBFUSCATION = 16;

  private final ResponseBody body;
  private final Dice obfuscation;
  private final List<Frame> frames = new ArrayList<>();
  private int output;

  private ResponseFrames(ResponseBody body) {
    this.body = body;
    this.obfuscation = body.head().call().dice("obfuscation");
  }

  /// @param completedAt in seconds since 1970
  static List<Frame> of(ResponseBody body, long completedAt) {
    var frames = new ResponseFrames(body);
    var waits = body.request().runsInBackground();
    frames.ofResponse(Kind.OPENING, "created", body.head().begun(waits ? "queued" : "in_progress"));
    if (waits) {
      frames.ofResponse(Kind.OPENING, "queued", body.head().begun("queued"));
    }
    frames.ofResponse(Kind.OPENING, "in_progress", body.head().begun("in_progress"));
    body.output().forEach(frames::item);
    frames.ofResponse(Kind.CLOSING, body.finalStatus(), body.done(completedAt));
    return frames.frames;
  }

  private void ofResponse(Kind kind, String type, ObjectNode response) {
    var event = NODES.objectNode();
    event.set("response", response);
    send(kind, "response." + type, event);
  }

  private void send(Kind kind, String type, ObjectNode payload) {
    var event = NODES.objectNode();
    event.put("type", type);
    event.put("sequence_number", frames.size());
    event.setAll(payload);
    frames.add(Frame.event(kind, type, ChatBody.JSON.writeValueAsString(event)));
  }

  private void item(ObjectNode item) {
    var isFirst = frames.stream().noneMatch(frame -> frame.kind() == Kind.CONTENT);
    var kind = isFirst ? Kind.OPENING : Kind.CONTENT;
    added(kind, item);
    switch (item.path("type").asString()) {
      case "reasoning" -> summaries(item);
      case "message" -> message(item);
      default -> arguments(item);
    }
    var done = NODES.objectNode();
    done.put("output_index", output);
    done.set("item", item);
    send(Kind.CLOSING, "response.output_item.done", done);
    output++;
  }

  /// An item as it begins: in progress, and empty.
  private void added(Kind kind, ObjectNode item) {
    var empty = item.deepCopy();
    for (var name : List.of("content", "summary")) {
      if (empty.has(name)) {
        empty.putArray(name);
      }
    }
    for (var name : List.of("arguments", "input")) {
      if (empty.has(name)) {
        empty.put(name, "");
      }
    }
    if (empty.has("status")) {
      empty.put("status", "in_progress");
    }
    var added = NODES.objectNode();
    added.put("output_index", output);
    added.set("item", empty);
    send(kind, "response.output_item.added", added);
  }

  private ObjectNode about(ObjectNode item) {
    return NODES
        .objectNode()
        .put("item_id", item.path("id").asString())
        .put("output_index", output);
  }

  private void summaries(ObjectNode item) {
    var summary = item.path("summary");
    for (var index = 0; index < summary.size(); index++) {
      var part = summary.get(index);
      var name = "response.reasoning_summary_";
      var place = about(item).put("summary_index", index);
      send(Kind.OPENING, name + "part.added", place.deepCopy().set("part", emptied(part, "text")));
      var text = body.request().inquiry().model().tokens().write(part.path("text").asString());
      for (var piece : text.pieces()) {
        send(Kind.CONTENT, name + "text.delta", obfuscated(place.deepCopy().put("delta", piece)));
      }
      send(Kind.CLOSING, name + "text.done", place.deepCopy().put("text", text.text()));
      send(Kind.CLOSING, name + "part.done", place.deepCopy().set("part", part));
    }
  }

  private static ObjectNode emptied(JsonNode part, String field) {
    return ((ObjectNode) part).deepCopy().put(field, "");
  }

  private ObjectNode obfuscated(ObjectNode delta) {
    return body.request().obfuscates()
        ? delta.put("obfuscation", obfuscation.letters(1 + obfuscation.below(LONGEST_OBFUSCATION)))
        : delta;
  }

  private void message(ObjectNode item) {
    var part = item.path("content").path(0);
    var refuses = part.path("type").asString().equals("refusal");
    var field = refuses ? "refusal" : "text";
    var name = refuses ? "response.refusal." : "response.output_text.";
    var place = about(item).put("content_index", 0);
    send(
        Kind.OPENING,
        "response.content_part.added",
        place.deepCopy().set("part", emptied(part, field)));
    for (var piece : pieces()) {
      var delta = place.deepCopy().put("delta", piece);
      if (!refuses) {
        delta.putArray("logprobs");
      }
      send(Kind.CONTENT, name + "delta", obfuscated(delta));
    }
    var done = place.deepCopy().put(field, part.path(field).asString());
    if (!refuses) {
      done.putArray("logprobs");
    }
    send(Kind.CLOSING, name + "done", done);
    send(Kind.CLOSING, "response.content_part.done", place.deepCopy().set("part", part));
  }

  private List<String> pieces() {
    return switch (body.answer().content()) {
      case Answer.Says(var text) -> text.pieces();
      case Answer.Refuses(var text) -> text.pieces();
      case Answer.Calls _ -> List.of();
    };
  }

  private void arguments(ObjectNode item) {
    var custom = item.path("type").asString().equals("custom_tool_call");
    var field = custom ? "input" : "arguments";
    var name = custom ? "response.custom_tool_call_input." : "response.function_call_arguments.";
    Written text = body.request().inquiry().model().tokens().write(item.path(field).asString());
    for (var piece : text.pieces()) {
      send(Kind.CONTENT, name + "delta", obfuscated(about(item).put("delta", piece)));
    }
    var done = about(item).put(field, text.text());
    if (!custom) {
      done.put("name", item.path("name").asString());
    }
    send(Kind.CLOSING, name + "done", done);
  }
}
