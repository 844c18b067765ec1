package lectern.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The body of a request as it comes, and no more of it than the limits allow. For one thread.
///
/// Reading throws {@link PeerGone} when the connection ends before the body, and a {@link Problem}
/// when it is too long or broken.
final class Body extends InputStream {
  /// So much of a body that nobody wanted is taken in, to keep the connection; it is less work than
  /// a new one. A longer one ends the connection.
  static final int MAX_UNWANTED_BYTES = 64 * 1024;

  private static final int DRAIN_BYTES = 512;

  /// What sets the limit of a body that is no upload.
  private static final String SETTINGS = "gateway.max_body under /v1, else server.max_body";

  private final ServerRequest request;
  private final Wire wire;
  private final Limits limits;
  private final boolean hasEntity;
  private @Nullable InputStream content;
  private long bytes;
  private long smallBytes;
  private boolean isBroken;

  Body(ServerRequest request, Wire wire, Limits limits) {
    this.request = request;
    this.wire = wire;
    this.limits = limits;
    this.hasEntity = request.content().hasEntity();
    this.smallBytes = limits.maxBodyBytes();
  }

  /// Sets another limit for a body that is no upload.
  void limit(OptionalLong maxBodyBytes) {
    smallBytes = maxBodyBytes.orElse(smallBytes);
  }

  /// The whole of a body that is no upload.
  byte[] whole() throws IOException {
    long told = request.headers().contentLength().orElse(0);
    if (told > smallBytes) {
      throw tooLarge(smallBytes, SETTINGS);
    }
    return told > 0 ? small().readNBytes((int) told) : small().readAllBytes();
  }

  /// The body of a request that is no upload.
  InputStream small() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        checkIsSmall();
        return Body.this.read();
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = Body.this.read(buffer, offset, length);
        checkIsSmall();
        return read;
      }
    };
  }

  private void checkIsSmall() {
    if (bytes > smallBytes) {
      throw tooLarge(smallBytes, SETTINGS);
    }
  }

  /// @throws Problem when the headers tell already that it is longer than any body may be
  void checkLength() {
    if (request.headers().contentLength().orElse(0) > limits.maxUploadBytes()) {
      throw tooLarge(limits.maxUploadBytes(), "server.max_upload");
    }
  }

  private static Problem tooLarge(long limit, String setting) {
    return new Problem(
        ProblemType.TOO_LARGE, "The body is larger than %,d bytes (%s).".formatted(limit, setting));
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (!hasEntity) {
      return -1;
    }
    int read = guarded(() -> readContent(buffer, offset, length));
    bytes += Math.max(0, read);
    if (bytes > limits.maxUploadBytes()) {
      throw tooLarge(limits.maxUploadBytes(), "server.max_upload");
    }
    return read;
  }

  private int readContent(byte[] buffer, int offset, int length) {
    wire.beginChunk();
    if (content == null) {
      content = request.content().inputStream();
    }
    try {
      return content.read(buffer, offset, length);
    } catch (IOException e) {
      throw new CloseConnectionException("the body broke off", e);
    }
  }

  private int guarded(Supplier<Integer> reading) throws PeerGone {
    boolean isFine = false;
    try {
      int read = reading.get();
      isFine = true;
      return read;
    } catch (CloseConnectionException e) {
      throw new PeerGone(e);
    } catch (Problem problem) {
      throw problem;
    } catch (RequestException | IllegalArgumentException e) {
      throw new Problem(
          ProblemType.MALFORMED_REQUEST, "The chunked encoding of the body is not valid.");
    } finally {
      isBroken |= !isFine;
    }
  }

  /// Whether the connection must end with the reply, because too much of the body is still to come.
  boolean endsConnection() {
    if (!hasEntity || (request.content().consumed() && !isBroken)) {
      return false;
    }
    boolean waitsForContinue =
        content == null && request.headers().containsToken(HeaderValues.EXPECT_100);
    var length = request.headers().contentLength();
    return isBroken
        || waitsForContinue
        || request.headers().contains(HeaderNames.TRANSFER_ENCODING)
        || length.orElse(0) - bytes > MAX_UNWANTED_BYTES;
  }

  /// Takes in what nobody wanted, so that the next request can be read.
  void drain() throws IOException {
    if (hasEntity && !request.content().consumed()) {
      var unwanted = new byte[DRAIN_BYTES]; // as a rule, nothing is left
      for (int read = 0; read >= 0; ) {
        read = read(unwanted, 0, unwanted.length);
      }
    }
  }
}
