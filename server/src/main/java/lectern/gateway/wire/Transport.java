package lectern.gateway.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import lectern.gateway.AttemptRecord;
import lectern.gateway.Deadline;
import lectern.gateway.Phase;
import lectern.gateway.Timeouts;

/// Sends a request and opens its reply: exactly once, whatever happens. Safe to use from many
/// threads.
public interface Transport extends AutoCloseable {

  /// Sends one request, and waits for the headers of its reply.
  ///
  /// @throws NotSent when no connection came about, so that nothing was sent
  /// @throws TimedOut when a phase took too long; nothing was sent in that of connecting
  /// @throws DeadlineCame when the call's own deadline came before that
  /// @throws IOException when the connection broke, or what came is not HTTP
  /// @throws InterruptedException when the calling thread was interrupted; the connection is closed
  /// @throws IllegalArgumentException when the URI or a header is not fit to be sent; nothing was
  Reply send(Outgoing request, Patience patience) throws IOException, InterruptedException;

  @Override
  void close();

  /// A request.
  ///
  /// @param headers of ours; the transport adds `Host`, `Content-Length` and what else it needs
  record Outgoing(String method, URI uri, Map<String, String> headers, Payload payload) {}

  /// What a request carries.
  interface Payload {
    Payload NONE = () -> InputStream.nullInputStream();

    /// Opens it from its beginning.
    InputStream open() throws IOException;

    /// Its length in bytes; negative when it is not known before.
    default long length() {
      return 0;
    }
  }

  /// How long to wait, and where to note what happened when.
  record Patience(Timeouts timeouts, Deadline deadline, AttemptRecord record) {}

  /// A reply whose headers are there. Closing it before its end closes the connection.
  interface Reply extends AutoCloseable {
    int status();

    /// The first header of that name, whatever its letters' case.
    Optional<String> header(String name);

    /// The rest, as it comes, and never decoded. Reading throws {@link TimedOut} when a piece takes
    /// longer than the present phase allows, {@link DeadlineCame} when that comes first, {@link
    /// java.io.InterruptedIOException} when the reading thread is interrupted (it still is), and an
    /// {@link IOException} when the connection breaks. Once its end was read, the connection is
    /// free for the next request.
    InputStream body();

    /// The phase whose limit holds for what is read next. At the beginning it is FIRST_TOKEN, which
    /// counts from the headers whatever comes in between; BETWEEN_TOKENS counts for each read anew.
    void enter(Phase phase);

    @Override
    void close();
  }

  /// No connection came about.
  final class NotSent extends IOException {
    private static final long serialVersionUID = 1L;

    public NotSent(String why, Throwable cause) {
      super(why, cause);
    }
  }

  /// A phase took longer than it may.
  final class TimedOut extends IOException {
    private static final long serialVersionUID = 1L;
    private final Phase phase;

    public TimedOut(Phase phase) {
      super("timed out: " + phase.words());
      this.phase = phase;
    }

    public Phase phase() {
      return phase;
    }
  }

  /// The call's deadline came before the reply was complete.
  final class DeadlineCame extends IOException {
    private static final long serialVersionUID = 1L;

    public DeadlineCame() {
      super("the call's deadline came");
    }
  }
}
