package lectern.simulator.openai;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import lectern.simulator.http.Refusal;
import lectern.simulator.mind.Message;
import lectern.simulator.mind.Message.Speaker;
import tools.jackson.databind.JsonNode;

/// Reads the `messages` of a chat. Pictures and files are counted, not looked at.
final class ChatMessages {
  private static final List<String> ROLES =
      List.of("system", "developer", "user", "assistant", "tool", "function");
  private static final List<String> PARTS =
      List.of("text", "image_url", "file", "input_audio", "refusal");

  /// Plausible for a few seconds; sounds are not listened to.
  private static final String ANY_AUDIO = "audio";

  private final Prompt prompt;
  private final List<Message> messages = new ArrayList<>();
  private final SequencedSet<String> open = new LinkedHashSet<>();

  private ChatMessages(Prompt prompt) {
    this.prompt = prompt;
  }

  /// What was said, added to the prompt.
  ///
  /// @throws Refusal when a message is not as it should be, or a tool call lacks its result
  static List<Message> read(Parameters request, Prompt prompt) {
    request.required("messages");
    var given = request.array("messages").orElseThrow();
    if (given.isEmpty()) {
      throw request
          .invalid(
              "messages",
              "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an"
                  + " empty array instead.")
          .code("empty_array")
          .refusal();
    }
    var reader = new ChatMessages(prompt);
    for (var i = 0; i < given.size(); i++) {
      reader.message(given.get(i), i);
    }
    reader.refuseOpenCalls();
    return reader.messages;
  }

  private void message(JsonNode node, int place) {
    if (!node.isObject()) {
      throw new Parameters(node, "messages").wrongType("[" + place + "]", "an object");
    }
    var message = new Parameters(node, "messages[" + place + "].");
    var role = message.requiredText("role");
    prompt.message();
    message.text("name").ifPresent(prompt::text);
    switch (role) {
      case "system", "developer" -> said(message, Speaker.SYSTEM);
      case "user" -> said(message, Speaker.USER);
      case "assistant" -> assistant(message);
      case "tool" -> result(message);
      case "function" -> add(Speaker.TOOL, content(message));
      default -> throw message.notOneOf("role", role, ROLES);
    }
  }

  private void said(Parameters message, Speaker speaker) {
    refuseOpenCalls();
    message.required("content");
    add(speaker, content(message));
  }

  private void add(Speaker speaker, String text) {
    messages.add(new Message(speaker, text));
  }

  private void assistant(Parameters message) {
    refuseOpenCalls();
    var calls = message.array("tool_calls");
    if (calls.isEmpty()) {
      if (message.value("refusal").isEmpty() && message.value("function_call").isEmpty()) {
        message.required("content");
      }
      add(Speaker.ASSISTANT, content(message));
      return;
    }
    var text = content(message);
    for (var i = 0; i < calls.get().size(); i++) {
      call(new Parameters(calls.get().get(i), message.path() + "tool_calls[" + i + "]."));
    }
    add(Speaker.ASSISTANT_CALLING, text);
  }

  private void call(Parameters call) {
    open.add(call.requiredText("id"));
    var type = call.requiredText("type");
    var said = call.object(type).orElseThrow(() -> call.missing(type));
    prompt.text(said.requiredText("name"));
    said.text("arguments").or(() -> said.text("input")).ifPresent(prompt::text);
  }

  private void result(Parameters message) {
    var id = message.requiredText("tool_call_id");
    message.required("content");
    if (!open.remove(id)) {
      throw OpenAiError.invalid(
              "Invalid parameter: messages with role 'tool' must be a response to a preceding"
                  + " message with 'tool_calls'.")
          .param("messages")
          .refusal();
    }
    add(Speaker.TOOL, content(message));
  }

  private void refuseOpenCalls() {
    if (!open.isEmpty()) {
      throw OpenAiError.invalid(
              "An assistant message with 'tool_calls' must be followed by tool messages responding"
                  + " to each 'tool_call_id'. The following tool_call_ids did not have response"
                  + " messages: "
                  + String.join(", ", open))
          .param("messages")
          .refusal();
    }
  }

  /// The text of a message, its parts joined by line breaks.
  private String content(Parameters message) {
    var content = message.value("content");
    if (content.isEmpty()) {
      return "";
    }
    if (content.get().isString()) {
      prompt.text(content.get().stringValue());
      return content.get().stringValue();
    }
    return message.joined("content", this::part);
  }

  private String part(Parameters part) {
    var type = part.requiredText("type");
    var text = "";
    switch (type) {
      case "text", "refusal" -> {
        text = part.requiredText(type);
        prompt.text(text);
      }
      case "image_url" -> image(part);
      case "file" -> file(part);
      case "input_audio" -> prompt.namedFile(ANY_AUDIO);
      default -> throw part.notOneOf("type", type, PARTS);
    }
    if (part.value("prompt_cache_breakpoint").isPresent()) {
      prompt.breakpoint();
    }
    return text;
  }

  private void image(Parameters part) {
    var image = part.object("image_url").orElseThrow(() -> part.missing("image_url"));
    var low = image.text("detail").orElse("auto").equals("low");
    prompt.image(image.requiredText("url"), low ? Prompt.Detail.LOW : Prompt.Detail.HIGH);
  }

  private void file(Parameters part) {
    var file = part.object("file").orElseThrow(() -> part.missing("file"));
    file.text("file_data").ifPresent(prompt::file);
    file.text("file_id").ifPresent(prompt::namedFile);
  }
}
