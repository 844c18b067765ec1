package lectern.simulator.serve;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import lectern.simulator.http.Fields;

/// One thing to do on the wire. A reply, with all that goes wrong with it, is a list of them.
sealed interface Step {
  /// Do nothing for so long.
  record Wait(Duration duration) implements Step {}

  /// Send status and headers, but not yet any of the body.
  ///
  /// @param length of the body in bytes; empty for a stream, whose length nobody knows
  record Head(int status, Fields headers, OptionalLong length) implements Step {}

  /// Send this piece of the body at once.
  record Send(String text) implements Step {}

  /// Send the bytes of this file, from the first to before the last.
  record SendFile(Path file, long bytes) implements Step {}

  /// The reply is whole.
  record Finish() implements Step {}

  /// Reset the connection.
  record Reset() implements Step {}

  /// Close the connection as if it were in order.
  record Close() implements Step {}

  /// Do nothing until the client goes away.
  record Hang() implements Step {}
}
