package lectern.gateway;

/// Who goes first when there is not enough for everybody.
public enum Priority {
  /// Somebody waits for the answer.
  CHAT,
  /// Documents on their way. They come second, and are never starved.
  INGEST
}
