package lectern.simulator.openai;

import java.util.List;
import java.util.Locale;
import lectern.simulator.mind.Form;
import lectern.simulator.mind.Message;

/// Reads the format an answer is to have: `response_format`, or `text.format`.
record FormReader(Dialect dialect, List<Message> messages) {
  /// @param format the object with the `type`
  Form read(Parameters format) {
    var type = format.requiredText("type");
    return switch (type) {
      case "text" -> new Form.Prose();
      case "json_object" -> anyJson();
      case "json_schema" -> schema(format);
      default -> throw format.notOneOf("type", type, List.of("json_object", "json_schema", "text"));
    };
  }

  private Form anyJson() {
    if (messages.stream()
        .noneMatch(message -> message.text().toLowerCase(Locale.ROOT).contains("json"))) {
      throw OpenAiError.invalid(
              "'%1$s' must contain the word 'json' in some form, to use '%2$s' of type"
                      .formatted(
                          dialect.input(),
                          dialect == Dialect.CHAT ? "response_format" : "text.format")
                  + " 'json_object'.")
          .param(dialect.input())
          .refusal();
    }
    return new Form.AnyJson();
  }

  private Form schema(Parameters format) {
    var said =
        dialect == Dialect.CHAT
            ? format.object("json_schema").orElseThrow(() -> format.missing("json_schema"))
            : format;
    var name = ToolReader.name(said);
    var schema = said.object("schema");
    if (schema.isEmpty()) {
      throw said.missing("schema");
    }
    if (said.isTrue("strict")) {
      StrictSchema.fault(schema.get().object()).ifPresent(fault -> refuse(format, name, fault));
    }
    return new Form.Schema(schema.get().object());
  }

  /// "Older: null, param `response_format`" (contract §7); the newer code stands in both.
  private void refuse(Parameters format, String name, String fault) {
    throw OpenAiError.invalid("Invalid schema for response_format '%s': %s".formatted(name, fault))
        .param(dialect == Dialect.CHAT ? "response_format" : format.path() + "schema")
        .code("invalid_json_schema")
        .refusal();
  }
}
