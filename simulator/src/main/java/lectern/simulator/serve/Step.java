package lectern.simulator.serve;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import lectern.simulator.http.Fields;

/// One thing to do on the wire. A reply, with all that goes wrong with it, is a list of them.
sealed interface Step {
  /// Do nothing for so long; what was sent before is with the client by then.
  record Wait(Duration duration) implements Step {}

  /// Send status and headers, but not yet any of the body.
  ///
  /// @param length of the body in bytes; empty for a stream, whose length nobody knows, and which
  ///   goes out in chunks therefore
  record Head(int status, Fields headers, OptionalLong length) implements Step {}

  /// Send this piece of the body at once.
  record Send(String text) implements Step {}

  /// Send so many bytes of this file, from its first.
  record SendFile(Path file, long bytes) implements Step {}

  /// The reply is whole, and so is the answer.
  record Finish() implements Step {}

  /// End the body as it should end, although the answer in it is not whole.
  record BreakOff() implements Step {}

  /// Reset the connection.
  record Reset() implements Step {}

  /// Close the connection under the reply.
  record Close() implements Step {}

  /// Do nothing until the client goes away.
  record Hang() implements Step {}
}
