package lectern.gateway.wire;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import lectern.gateway.Phase;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.protocol.HttpCoreContext;

/// A reply whose headers are there. For one thread at a time.
final class HttpReply implements Transport.Reply {
  private static final String KEEP_ALIVE = "Keep-Alive";
  private static final Pattern TIMEOUT = Pattern.compile("(?i)\\btimeout\\s*=\\s*(\\d{1,9})");

  private final ClassicHttpResponse response;
  private final Conversation conversation;
  private final Duration patience;
  private final InputStream body;
  private Phase phase = Phase.FIRST_TOKEN;
  private long since;
  private boolean isOver;

  HttpReply(ClassicHttpRequest request, ClassicHttpResponse response, Conversation conversation)
      throws IOException {
    this.response = response;
    this.conversation = conversation;
    this.since = conversation.exchange().now();
    this.patience = patience(request, response);
    var entity = response.getEntity();
    if (entity == null) {
      body = InputStream.nullInputStream();
      end();
    } else {
      body = new Body(entity.getContent());
    }
  }

  /// How long the server waits for the next request on this line; zero when it closes the line.
  private static Duration patience(ClassicHttpRequest request, ClassicHttpResponse response) {
    var context = HttpCoreContext.create();
    if (!DefaultConnectionReuseStrategy.INSTANCE.keepAlive(request, response, context)) {
      return Duration.ZERO;
    }
    var header = response.getFirstHeader(KEEP_ALIVE);
    if (header == null) {
      return Lines.MAX_IDLE;
    }
    var told = TIMEOUT.matcher(header.getValue());
    if (!told.find()) {
      return Lines.MAX_IDLE;
    }
    var asTold = Duration.ofSeconds(Long.parseLong(told.group(1))).minus(Lines.MARGIN);
    return asTold.compareTo(Lines.MAX_IDLE) < 0 ? asTold : Lines.MAX_IDLE;
  }

  @Override
  public int status() {
    return response.getCode();
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(response.getFirstHeader(name)).map(it -> it.getValue());
  }

  @Override
  public InputStream body() {
    return body;
  }

  @Override
  public void enter(Phase next) {
    phase = next;
    since = conversation.exchange().now();
  }

  @Override
  public void close() {
    if (!isOver) {
      isOver = true;
      conversation.abort();
    }
  }

  private void end() {
    isOver = true;
    conversation.end(patience);
  }

  /// The body, under the guard's eyes while it is read.
  private final class Body extends InputStream {
    private final InputStream in;
    private boolean isAtEnd;

    Body(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (isAtEnd) {
        return -1;
      }
      if (isOver) {
        throw new IOException("the reply is closed");
      }
      int n = await(target, offset, length);
      if (n < 0) {
        isAtEnd = true;
        end();
      }
      return n;
    }

    private int await(byte[] target, int offset, int length) throws IOException {
      var exchange = conversation.exchange();
      exchange.await(phase, phase == Phase.BETWEEN_TOKENS ? exchange.now() : since);
      try {
        return in.read(target, offset, length);
      } catch (IOException e) {
        HttpReply.this.close();
        throw exchange.explain(e);
      } finally {
        exchange.goOn();
      }
    }

    @Override
    public int available() throws IOException {
      return isAtEnd || isOver ? 0 : in.available();
    }

    @Override
    public void close() {
      HttpReply.this.close();
    }
  }
}
