package lectern.gateway.openai;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import lectern.gateway.Attempt;
import lectern.gateway.CallError;
import lectern.gateway.LimitNews;
import lectern.gateway.Phase;
import lectern.gateway.Sent;
import lectern.gateway.Sent.Failed;
import lectern.gateway.Sent.RawError;
import lectern.gateway.SoFar.Shown;
import lectern.gateway.Usage;
import lectern.gateway.wire.ErrorReply;
import lectern.gateway.wire.Excerpt;
import lectern.gateway.wire.Hints;
import lectern.gateway.wire.Transport;
import lectern.gateway.wire.Transport.DeadlineCame;
import lectern.gateway.wire.Transport.NotSent;
import lectern.gateway.wire.Transport.Outgoing;
import lectern.gateway.wire.Transport.Patience;
import lectern.gateway.wire.Transport.Reply;
import lectern.gateway.wire.Transport.TimedOut;

/// One request and its reply, with all that can go wrong on the way as an outcome. Whoever reads
/// the reply has only success to think of.
final class Exchange {
  /// Errors are short; what is longer is a page of some proxy.
  static final int MAX_ERROR_BYTES = 64 * 1024;

  private static final int PIECE_BYTES = 16 * 1024;
  private static final Pattern SHORT = Pattern.compile("\\d{1,5}");

  private final Transport transport;
  private final Attempt attempt;

  Exchange(Transport transport, Attempt attempt) {
    this.transport = transport;
    this.attempt = attempt;
  }

  /// Reads a reply whose status promises success.
  interface Reader<T> {
    Sent<T> read(Reply reply, LimitNews news) throws IOException, InterruptedException;
  }

  /// Sends it once.
  <T> Sent<T> send(Outgoing outgoing, Reader<T> reader) throws InterruptedException {
    var timeouts = attempt.provider().timeouts();
    var patience = new Patience(timeouts, attempt.deadline(), attempt.record());
    try (var reply = transport.send(outgoing, patience)) {
      return reply.status() / 100 == 2
          ? reader.read(reply, Hints.news(reply::header))
          : refused(reply);
    } catch (IOException e) {
      return Failed.of(error(e));
    }
  }

  private <T> Failed<T> refused(Reply reply) throws InterruptedException {
    var words = attempt.provider().withoutKey(words(reply));
    var told = new ErrorReply(reply.status(), reply::header, words);
    return failed(told, Hints.news(reply::header));
  }

  /// Where the connection breaks among them, the status alone says what is wrong.
  private static String words(Reply reply) throws InterruptedException {
    try {
      return text(bytes(reply, MAX_ERROR_BYTES));
    } catch (IOException _) {
      stopIfInterrupted();
      return "";
    }
  }

  private static void stopIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  /// A failure in the provider's own words.
  static <T> Failed<T> failed(ErrorReply told, LimitNews news) {
    return new Failed<>(
        OpenAiErrors.classify(told),
        Shown.NOTHING,
        Optional.<Usage>empty(),
        news,
        Optional.of(new RawError(told.status(), Excerpt.masked(told.body()))));
  }

  static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /// The first bytes of a reply's body, all of them if they are not more than that.
  static byte[] bytes(Reply reply, int most) throws IOException {
    InputStream body = reply.body();
    int piecesBytes = pieces(reply);
    var bytes = new ByteArrayOutputStream(piecesBytes);
    var piece = new byte[piecesBytes];
    while (bytes.size() < most) {
      int read = body.read(piece, 0, Math.min(piece.length, most - bytes.size()));
      if (read < 0) {
        break;
      }
      reply.enter(Phase.BETWEEN_TOKENS);
      bytes.write(piece, 0, read);
    }
    return bytes.toByteArray();
  }

  /// A short reply that tells its length needs no more room than that, and one byte to see its end.
  private static int pieces(Reply reply) {
    var told = reply.header("content-length").orElse("");
    return SHORT.matcher(told).matches()
        ? Math.min(PIECE_BYTES, Integer.parseInt(told) + 1)
        : PIECE_BYTES;
  }

  /// What a broken exchange means.
  ///
  /// @throws InterruptedException when it broke because this thread is to stop
  CallError error(IOException e) throws InterruptedException {
    stopIfInterrupted();
    return switch (e) {
      case NotSent it -> new CallError.Unreachable(String.valueOf(it.getMessage()));
      case TimedOut it -> {
        var waited = attempt.provider().timeouts().of(it.phase());
        yield new CallError.Silent(it.phase(), waited);
      }
      case DeadlineCame _ ->
          attempt.record().isSent() ? new CallError.TooLate() : new CallError.DeadlinePassed();
      default -> new CallError.LostReply("before its answer was complete");
    };
  }
}
