package lectern.simulator.openai;

import java.util.Optional;
import lectern.simulator.http.Fields;
import lectern.simulator.http.Refusal;
import lectern.simulator.http.Reply;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// An error as OpenAI's API tells it: all four keys are there, `param` and `code` perhaps null.
record OpenAiError(
    int status, String type, String message, Optional<String> param, Optional<String> code) {
  private static final JsonMapper JSON = new JsonMapper();

  static OpenAiError of(int status, String type, String message) {
    return new OpenAiError(status, type, message, Optional.empty(), Optional.empty());
  }

  /// A request that is not as it should be: 400.
  static OpenAiError invalid(String message) {
    return of(400, "invalid_request_error", message);
  }

  OpenAiError param(String name) {
    return new OpenAiError(status, type, message, Optional.of(name), code);
  }

  OpenAiError code(String value) {
    return new OpenAiError(status, type, message, param, Optional.of(value));
  }

  /// The body.
  String body() {
    var error = JsonNodeFactory.instance.objectNode();
    error.put("message", message);
    error.put("type", type);
    error.put("param", param.orElse(null));
    error.put("code", code.orElse(null));
    var body = JsonNodeFactory.instance.objectNode();
    body.set("error", error);
    return JSON.writeValueAsString(body);
  }

  Reply.Whole reply() {
    return Reply.json(status, body()).withHeaders(Fields.NONE);
  }

  Refusal refusal() {
    return new Refusal(reply());
  }
}
