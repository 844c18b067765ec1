package lectern.gateway.openai;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What the events of a stream mean. One for each stream; not for several threads.
interface Dialect {
  /// How a chat's stream says that it has ended.
  String DONE = "[DONE]";

  /// What one event is.
  enum Part {
    /// Nothing a reader would see: a role, an empty piece, news of what is to come.
    FILLER,
    /// A piece of the answer, or its finish reason.
    PIECE,
    /// What was used, and nothing else.
    USAGE,
    /// The last event, which is part of the answer.
    LAST,
    /// An error in place of the rest.
    ERROR
  }

  /// Says what an event is, and keeps its finish reason.
  Part hear(JsonNode event);

  /// What of an event holds `model`, `usage`, and, in an event that is an error, `error`.
  JsonNode head(JsonNode event);

  /// Whether everything that was asked for has come to its end.
  boolean isComplete();

  List<String> finishReasons();

  /// How a reader is told that all is said, for dialects that say so.
  Optional<String> farewell();
}
