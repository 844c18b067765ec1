package lectern.simulator.openai;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// An error in the middle of a response's stream. The specification has it flat; overload has been
/// seen nested (contract, section 3.3). Both come here, each where it was seen.
final class ResponseErrorEvent {
  /// The type of those that come nested.
  private static final String NESTED = "service_unavailable_error";

  private ResponseErrorEvent() {}

  /// The event's data, but for its number, which the stream gives it.
  ///
  /// @param error with type, code, message and param
  static String of(JsonNode error) {
    var event = JsonNodeFactory.instance.objectNode();
    event.put("type", "error");
    if (error.path("type").asString("").equals(NESTED)) {
      event.set("error", error);
    } else {
      event.set("code", error.path("code"));
      event.set("message", error.path("message"));
      event.set("param", error.path("param"));
    }
    return ChatBody.JSON.writeValueAsString(event);
  }
}
