package lectern.gateway.openai;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The events of a response: `response.completed` or `response.incomplete` is the last one when all
/// went well, `response.failed` or `error` when it did not. Kinds of events that nobody here knows
/// are passed on.
final class ResponsesDialect implements Dialect {
  private Optional<String> reason = Optional.empty();

  @Override
  public Part hear(JsonNode event) {
    var type = event.path("type").asString("");
    return switch (type) {
      case "response.completed", "response.incomplete" -> {
        var response = event.path("response");
        var why = response.path("incomplete_details").path("reason").asString("");
        reason = Optional.of(why.isEmpty() ? type.substring(type.indexOf('.') + 1) : why);
        yield Part.LAST;
      }
      case "response.failed", "response.cancelled", "error" -> Part.ERROR;
      default -> {
        if (type.isEmpty() && event.hasNonNull("error")) {
          yield Part.ERROR;
        }
        yield type.endsWith(".delta") ? Part.PIECE : Part.FILLER;
      }
    };
  }

  @Override
  public JsonNode head(JsonNode event) {
    return event.has("response") ? event.path("response") : event;
  }

  @Override
  public boolean isComplete() {
    return reason.isPresent();
  }

  @Override
  public List<String> finishReasons() {
    return reason.stream().toList();
  }

  @Override
  public Optional<String> farewell() {
    return Optional.empty();
  }
}
