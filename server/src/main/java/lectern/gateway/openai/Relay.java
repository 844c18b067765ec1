package lectern.gateway.openai;

import java.io.IOException;
import lectern.gateway.Attempt;

/// Takes a stream's events as they come, on the thread that makes the call. What it throws ends the
/// call: nobody reads it any more.
public interface Relay {

  /// An attempt begins, from which events may come. Told again for each further one.
  default void trying(Attempt attempt) {}

  /// Sends an event on.
  ///
  /// @param name of the event; empty for streams whose events have none
  /// @param data its data, one line
  void event(String name, String data) throws IOException;
}
