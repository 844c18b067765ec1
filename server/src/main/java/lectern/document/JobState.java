package lectern.document;

import java.util.Locale;

/// Where a document is on its way. The same words stand in code, database, API and screen:
///
/// `received → parsing → parsed → chunked → embedding → indexing → ready`, and from any of them to
/// `waiting` (and back), `failed` or `cancelled`.
public enum JobState {
  RECEIVED,
  PARSING,
  PARSED,
  CHUNKED,
  EMBEDDING,
  INDEXING,
  READY,
  WAITING,
  FAILED,
  CANCELLED;

  /// Whether nothing more will happen by itself.
  public boolean isFinal() {
    return switch (this) {
      case READY, FAILED, CANCELLED -> true;
      case RECEIVED, PARSING, PARSED, CHUNKED, EMBEDDING, INDEXING, WAITING -> false;
    };
  }

  /// The word as it is stored and shown.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The state of a word that {@link #word()} gave.
  public static JobState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
