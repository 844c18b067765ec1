package lectern.gateway.wire;

import java.io.IOException;
import java.io.InterruptedIOException;
import javax.net.ssl.SSLSocketFactory;
import lectern.gateway.AttemptRecord.Moment;
import lectern.gateway.Phase;
import lectern.gateway.Time;
import org.apache.hc.core5.http.ClassicHttpRequest;

/// HTTP/1.1 over TCP and TLS, by Apache HttpCore. What leaves is what was asked for and nothing
/// else: no retries, no redirects, no cookies, nothing compressed or decoded.
///
/// Whatever an exchange is blocked in, the {@link Guard} ends it by closing its connection: when a
/// phase or the whole of it takes too long, when the call's deadline has passed, when its thread is
/// interrupted. Safe to use from many threads, virtual or not.
public final class HttpTransport implements Transport {
  private final Time time;
  private final Lines lines;
  private final Guard guard;

  public HttpTransport(Time time) {
    this(time, (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  HttpTransport(Time time, SSLSocketFactory encryption) {
    this.time = time;
    this.lines = new Lines(encryption, time);
    this.guard = new Guard(time, lines::sweep);
  }

  @Override
  public Reply send(Outgoing request, Patience patience) throws IOException, InterruptedException {
    var origin = Origin.of(request.uri());
    var message = Message.of(request, origin);
    var exchange = new Exchange(patience, time);
    guard.watch(exchange);
    try {
      exchange.await(Phase.CONNECT, exchange.now());
      var loan = lines.take(origin, exchange);
      var conversation = new Conversation(exchange, loan, lines, guard);
      patience.record().mark(Moment.SENT);
      var reply = ask(message, conversation);
      patience.record().mark(Moment.FIRST_BYTE);
      return reply;
    } catch (IOException e) {
      guard.forget(exchange);
      throw told(exchange.explain(e));
    } catch (InterruptedException | RuntimeException e) {
      guard.forget(exchange);
      throw e;
    }
  }

  private static Reply ask(ClassicHttpRequest message, Conversation conversation)
      throws IOException {
    var exchange = conversation.exchange();
    exchange.await(Phase.HEADERS, exchange.now());
    try {
      var response = conversation.loan().line().ask(message);
      return new HttpReply(message, response, conversation);
    } catch (IOException | RuntimeException e) {
      conversation.abort();
      throw e;
    } finally {
      exchange.goOn();
    }
  }

  private static IOException told(IOException why) throws InterruptedException {
    if (why instanceof InterruptedIOException && Thread.interrupted()) {
      var interrupted = new InterruptedException(why.getMessage());
      interrupted.initCause(why);
      throw interrupted;
    }
    return why;
  }

  /// Ends all exchanges that are under way.
  @Override
  public void close() {
    guard.close();
    lines.close();
  }
}
