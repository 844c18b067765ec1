package lectern.gateway;

/// What whoever makes a call waits for. The two take so different times that they are measured, and
/// compared, apart.
public enum Awaited {
  /// The beginning of a stream.
  FIRST_TOKEN,
  WHOLE_REPLY
}
