package lectern.gateway.openai;

import lectern.gateway.Provider;
import lectern.gateway.Provider.Feature;
import lectern.gateway.openai.Fields.Field;
import tools.jackson.databind.json.JsonMapper;

/// What the gateway changes in a request for the one who gets it; all other bytes stay as they
/// came.
final class Rewriting {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String OPTIONS = "stream_options";

  private final byte[] json;
  private final Fields fields;
  private final Provider provider;
  private final Splices splices;

  Rewriting(byte[] json, Fields fields, Provider provider) {
    this.json = json;
    this.fields = fields;
    this.provider = provider;
    this.splices = new Splices(json);
  }

  byte[] bytes() {
    return splices.applied();
  }

  /// Another name for the model.
  void model(String name) {
    splices.replaceValue(field("model"), quoted(name));
  }

  /// The older name of the maximum, for who does not know the newer one.
  void maximum() {
    if (!provider.has(Feature.MAX_COMPLETION_TOKENS) && fields.field("max_tokens").isEmpty()) {
      fields.field("max_completion_tokens").ifPresent(it -> splices.rename(it, "max_tokens"));
    }
  }

  /// Asks to be told what a stream used: without that, nobody would know what it cost.
  void usage() {
    var options = fields.field(OPTIONS);
    if (!provider.has(Feature.STREAM_USAGE)) {
      noUnknownOptions();
    } else if (options.isEmpty()) {
      splices.insert(afterBrace(), "\"stream_options\":{\"include_usage\":true},");
    } else {
      splices.replaceValue(options.get(), withUsage());
    }
  }

  private String withUsage() {
    var options = JSON.createObjectNode();
    fields.value(OPTIONS).ifPresent(it -> options.setAll(it.asObject()));
    return options.put("include_usage", true).toString();
  }

  /// Leaves the options of the stream out for who does not know them.
  void noUnknownOptions() {
    if (!provider.has(Feature.STREAM_USAGE)) {
      fields.field(OPTIONS).ifPresent(it -> splices.replaceValue(it, "null"));
    }
  }

  /// Has an answer continued: the text so far is the last message, and the server is told not to
  /// begin a new one. These are the fields of vLLM's chat API and of those that took after it
  /// (vLLM, "OpenAI-compatible server", 2026). The maximum stays what it is, so that the whole may
  /// come out longer by what was shown.
  Rewriting continuing(String shown) {
    splices.insert(
        afterBrace(), "\"continue_final_message\":true,\"add_generation_prompt\":false,");
    splices.insert(
        field("messages").to() - 1,
        ",{\"role\":\"assistant\",\"content\":%s}".formatted(quoted(shown)));
    return this;
  }

  private Field field(String name) {
    return fields.field(name).orElseThrow();
  }

  private int afterBrace() {
    int at = 0;
    while (json[at] != '{') {
      at++;
    }
    return at + 1;
  }

  private static String quoted(String text) {
    return JSON.writeValueAsString(text);
  }
}
