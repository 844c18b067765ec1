package lectern.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionListener;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Set;

/// Helidon's HTTP/1.1, with each connection under the eyes of the {@link Watchdog}.
final class GuardedHttp implements ServerConnectionSelector {
  /// Longest first line of a request: an address with many ids as parameters.
  private static final int MAX_PROLOGUE_BYTES = 8 * 1024;

  /// Headers of a request, all together.
  private static final int MAX_HEADERS_BYTES = 16 * 1024;

  private final Watchdog watchdog;
  private final Http1ConnectionSelector http =
      Http1ConnectionSelector.builder()
          .config(
              Http1Config.builder()
                  .maxPrologueLength(MAX_PROLOGUE_BYTES)
                  .maxHeadersSize(MAX_HEADERS_BYTES)
                  .sendKeepAliveHeader(false)
                  .addReceiveListener(new Progress())
                  .build())
          .build();

  GuardedHttp(Watchdog watchdog) {
    this.watchdog = watchdog;
  }

  @Override
  public int bytesToIdentifyConnection() {
    return http.bytesToIdentifyConnection();
  }

  @Override
  public Support supports(BufferData data) {
    return Support.SUPPORTED;
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return http.supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    var guarded = new GuardedContext(context, watchdog.wire(context));
    return new Guarded(http.connection(guarded), guarded, watchdog);
  }

  /// Hears how far a request has come.
  private static final class Progress implements Http1ConnectionListener {
    @Override
    public void prologue(ConnectionContext context, HttpPrologue prologue) {
      Wire.current().hasFirstLine();
    }

    @Override
    public void headers(ConnectionContext context, Headers headers) {
      Wire.current().hasHeaders();
    }
  }

  private record Guarded(ServerConnection http, GuardedContext context, Watchdog watchdog)
      implements ServerConnection, InterruptableTask<Void> {
    @Override
    public void handle(Limit limit) throws InterruptedException {
      context
          .wire()
          .<InterruptedException>serve(
              context.serverSocket(),
              () -> {
                serve(limit);
                return null;
              });
    }

    private void serve(Limit limit) throws InterruptedException {
      try {
        http.handle(limit);
      } finally {
        if (!watchdog.isStopping()) {
          context.wire().linger();
        }
      }
    }

    /// The watchdog's business: in Helidon's eyes no connection is ever idle.
    @Override
    public Duration idleTime() {
      return Duration.ZERO;
    }

    @Override
    public void close(boolean interrupt) {
      http.close(interrupt);
    }

    @Override
    public boolean canInterrupt() {
      return http instanceof InterruptableTask<?> task && task.canInterrupt();
    }
  }
}
