package lectern.simulator.openai;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import lectern.simulator.chance.Dice;
import lectern.simulator.http.Refusal;
import lectern.simulator.mind.Message;
import lectern.simulator.mind.Message.Speaker;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads the `input` of a response: a string or items, after the items of the response before.
/// Calls and results are joined by `call_id`, never by `id`.
final class ResponseInput {
  private static final List<String> ROLES = List.of("assistant", "system", "developer", "user");
  private static final List<String> PARTS =
      List.of("input_text", "input_image", "input_file", "output_text", "refusal");
  private static final int ID_LETTERS = 48;

  private final Prompt prompt;
  private final Dice ids;
  private final List<Message> messages = new ArrayList<>();
  private final List<ObjectNode> items = new ArrayList<>();
  private final SequencedSet<String> open = new LinkedHashSet<>();

  ResponseInput(Prompt prompt, Dice ids) {
    this.prompt = prompt;
    this.ids = ids;
  }

  /// The messages in it.
  List<Message> messages() {
    return messages;
  }

  /// All items, those of the responses before included, each with an id.
  List<ObjectNode> items() {
    return items;
  }

  void instructions(String text) {
    prompt.message();
    prompt.text(text);
    messages.add(new Message(Speaker.SYSTEM, text));
  }

  /// Adds items that were taken before.
  void earlier(List<ObjectNode> before) {
    before.forEach(item -> item(new Parameters(item, "input[0].")));
  }

  /// Adds what the request holds.
  ///
  /// @throws Refusal when an item is not as it should be, or a call lacks its result
  void read(Parameters request) {
    var input = request.required("input");
    if (input.isString()) {
      var message = JsonNodeFactory.instance.objectNode();
      message.put("role", "user");
      message
          .putArray("content")
          .addObject()
          .put("type", "input_text")
          .put("text", input.stringValue());
      item(new Parameters(message, "input[0]."));
    } else if (input.isArray()) {
      for (var i = 0; i < input.size(); i++) {
        item(new Parameters(input.get(i), "input[" + i + "]."));
      }
    } else {
      throw request.wrongType("input", "one of a string or array of input items");
    }
    refuseOpenCalls();
  }

  private void refuseOpenCalls() {
    if (!open.isEmpty()) {
      throw OpenAiError.invalid("No tool output found for function call " + open.getFirst() + ".")
          .param("input")
          .refusal();
    }
  }

  private void item(Parameters item) {
    if (!item.object().isObject()) {
      throw OpenAiError.invalid("Invalid type for 'input': expected an array of objects.")
          .param("input")
          .code("invalid_type")
          .refusal();
    }
    var type = item.text("type").orElse("message");
    switch (type) {
      case "message" -> message(item);
      case "function_call" -> call(item, "arguments");
      case "custom_tool_call" -> call(item, "input");
      case "function_call_output", "custom_tool_call_output" -> result(item);
      case "reasoning" -> {}
      case "item_reference" -> throw unknownItem(item);
      default ->
          throw item.notOneOf(
              "type",
              type,
              List.of("message", "function_call", "function_call_output", "reasoning"));
    }
    items.add(withId(item.object(), type));
  }

  private static Refusal unknownItem(Parameters item) {
    var id = item.requiredText("id");
    return OpenAiError.notFound("Item with id '" + id + "' not found.").param("input").refusal();
  }

  private ObjectNode withId(JsonNode object, String type) {
    var item = (ObjectNode) object;
    if (item.has("id") && item.has("type")) {
      return item;
    }
    var complete = item.deepCopy();
    complete.put("type", type);
    if (!complete.has("id")) {
      complete.put("id", prefix(type) + ids.letters(ID_LETTERS));
    }
    if (complete.path("content").isString()) {
      var text = complete.get("content").stringValue();
      complete.putArray("content").addObject().put("type", "input_text").put("text", text);
    }
    return complete;
  }

  private static String prefix(String type) {
    return switch (type) {
      case "function_call" -> "fc_";
      case "function_call_output" -> "fco_";
      case "reasoning" -> "rs_";
      default -> "msg_";
    };
  }

  private void message(Parameters item) {
    var role = item.requiredText("role");
    if (!ROLES.contains(role)) {
      throw item.notOneOf("role", role, ROLES);
    }
    prompt.message();
    item.required("content");
    var speaker =
        switch (role) {
          case "user" -> Speaker.USER;
          case "assistant" -> Speaker.ASSISTANT;
          default -> Speaker.SYSTEM;
        };
    messages.add(new Message(speaker, content(item, "content")));
  }

  private void call(Parameters item, String input) {
    prompt.message();
    prompt.text(item.requiredText("name"));
    prompt.text(item.requiredText(input));
    open.add(item.requiredText("call_id"));
    if (messages.isEmpty() || messages.getLast().speaker() != Speaker.ASSISTANT_CALLING) {
      messages.add(new Message(Speaker.ASSISTANT_CALLING, ""));
    }
  }

  private void result(Parameters item) {
    var id = item.requiredText("call_id");
    if (!open.remove(id)) {
      throw OpenAiError.invalid(
              "No tool call found for function call output with call_id " + id + ".")
          .param("input")
          .refusal();
    }
    prompt.message();
    item.required("output");
    messages.add(new Message(Speaker.TOOL, content(item, "output")));
  }

  private String content(Parameters item, String name) {
    var content = item.required(name);
    if (content.isString()) {
      prompt.text(content.stringValue());
      return content.stringValue();
    }
    return item.joined(name, this::part);
  }

  private String part(Parameters part) {
    var type = part.requiredText("type");
    var text = "";
    switch (type) {
      case "input_text", "output_text" -> text = part.requiredText("text");
      case "refusal" -> text = part.requiredText("refusal");
      case "input_image" -> image(part);
      case "input_file" -> {
        part.text("file_data").ifPresent(prompt::file);
        part.text("file_id").or(() -> part.text("file_url")).ifPresent(prompt::namedFile);
      }
      default -> throw part.notOneOf("type", type, PARTS);
    }
    prompt.text(text);
    if (part.value("prompt_cache_breakpoint").isPresent()) {
      prompt.breakpoint();
    }
    return text;
  }

  private void image(Parameters part) {
    var low = part.text("detail").orElse("auto").equals("low");
    part.text("image_url")
        .or(() -> part.text("file_id"))
        .ifPresent(url -> prompt.image(url, low ? Prompt.Detail.LOW : Prompt.Detail.HIGH));
  }
}
