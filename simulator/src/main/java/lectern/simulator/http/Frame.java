package lectern.simulator.http;

/// One server-sent event.
///
/// @param text as it goes over the wire, with its lines' names and the empty line at its end
public record Frame(Kind kind, String text) {
  /// What an event is for: faults in the middle of a stream count only the content, and time passes
  /// before content only.
  public enum Kind {
    /// Before the first content: roles, `response.created` and the like.
    OPENING,
    /// A piece of the answer, a token or a few.
    CONTENT,
    /// After the last content: finish reasons, usage, `response.completed`.
    CLOSING,
    /// `data: [DONE]`.
    DONE
  }

  /// An event that has only data, as chat completions have them.
  public static Frame data(Kind kind, String data) {
    return new Frame(kind, "data: " + data + "\n\n");
  }

  /// An event with a name, as responses have them.
  public static Frame event(Kind kind, String name, String data) {
    return new Frame(kind, "event: " + name + "\ndata: " + data + "\n\n");
  }
}
