package lectern.simulator.openai;

import java.util.Optional;
import lectern.simulator.http.Refusal;
import lectern.simulator.http.Reply;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// An error as OpenAI's API tells it: all four keys are there, `param` and `code` perhaps null.
record OpenAiError(
    int status, String type, String message, Optional<String> param, Optional<String> code) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String INVALID = "invalid_request_error";

  static OpenAiError of(int status, String type, String message) {
    return new OpenAiError(status, type, message, Optional.empty(), Optional.empty());
  }

  /// A request that is not as it should be: 400.
  static OpenAiError invalid(String message) {
    return of(400, INVALID, message);
  }

  /// A request for something that is not there: 404.
  static OpenAiError notFound(String message) {
    return of(404, INVALID, message);
  }

  /// A model nobody has heard of: 404.
  static OpenAiError noSuchModel(String model) {
    return notFound("The model `" + model + "` does not exist or you do not have access to it.")
        .code("model_not_found");
  }

  /// A parameter that is missing: 400.
  static OpenAiError missing(String param) {
    return invalid("Missing required parameter: '" + param + "'.")
        .param(param)
        .code("missing_required_parameter");
  }

  /// A parameter that is none of the values it may be: 400.
  static OpenAiError unsupported(String param, String value, String supported) {
    return invalid("Invalid value: '" + value + "'. Supported values are: " + supported + ".")
        .param(param)
        .code("invalid_value");
  }

  /// A parameter that is wrong in itself: 400.
  static OpenAiError wrong(String param, String why) {
    return invalid("Invalid '" + param + "': " + why).param(param).code("invalid_value");
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
    return Reply.json(status, body());
  }

  Refusal refusal() {
    return new Refusal(reply());
  }
}
