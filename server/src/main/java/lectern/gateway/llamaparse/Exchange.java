package lectern.gateway.llamaparse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import lectern.gateway.Attempt;
import lectern.gateway.CallError;
import lectern.gateway.LimitNews;
import lectern.gateway.ModelRoute;
import lectern.gateway.Need;
import lectern.gateway.Phase;
import lectern.gateway.Sent;
import lectern.gateway.SoFar;
import lectern.gateway.Timeouts;
import lectern.gateway.Work;
import lectern.gateway.wire.ErrorReply;
import lectern.gateway.wire.Transport;
import lectern.gateway.wire.Transport.Outgoing;
import lectern.gateway.wire.Transport.Patience;
import lectern.gateway.wire.Transport.Payload;
import lectern.gateway.wire.Transport.Reply;
import lectern.gateway.wire.Transport.TimedOut;
import tools.jackson.core.JacksonException;

/// One request to LlamaParse and its reply.
///
/// @param <T> what is read from the reply
final class Exchange<T> implements Work<T> {
  /// As much of an error's body as is read.
  private static final int MOST_ERROR_BYTES = 64 * 1024;

  private final Transport transport;
  private final Asked asked;
  private final Reader<T> reader;

  /// What is asked.
  ///
  /// @param path with its query, behind the provider's base URL
  /// @param contentType of the payload; empty when there is none
  record Asked(
      String method, String path, Payload payload, Optional<String> contentType, Subject subject) {

    /// Asks about what is there.
    static Asked of(String method, String path, Subject subject) {
      return new Asked(method, path, Payload.NONE, Optional.empty(), subject);
    }

    /// How long its reply's headers may take. They come when the whole file is there: an upload has
    /// all the time there is, or it would be given up half-way, and perhaps parsed all the same.
    Timeouts timeouts(Timeouts usual) {
      return contentType.isEmpty()
          ? usual
          : new Timeouts(
              usual.connect(),
              usual.total(),
              usual.firstToken(),
              usual.betweenTokens(),
              usual.total());
    }
  }

  /// What a request is about.
  enum Subject {
    /// Something is to be made, and only once.
    NEW,
    /// A job that was there: when it is not found, it is gone.
    JOB,
    ALL_JOBS
  }

  /// Reads a reply's body.
  interface Reader<T> {
    /// @throws Unexpected when it is none of what was agreed
    T read(InputStream body) throws IOException;
  }

  /// A reply that is not what LlamaParse's documents promise.
  static final class Unexpected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unexpected(String message) {
      super(message);
    }
  }

  Exchange(Transport transport, Asked asked, Reader<T> reader) {
    this.transport = transport;
    this.asked = asked;
    this.reader = reader;
  }

  @Override
  public Need need(ModelRoute.Choice choice) {
    return new Need(1, 0);
  }

  @Override
  public OnLost onLost() {
    return asked.subject() == Subject.NEW ? OnLost.LOOK_UP_FIRST : OnLost.ASK_AGAIN;
  }

  @Override
  public Sent<T> send(Attempt attempt) throws InterruptedException {
    var provider = attempt.provider();
    var base = provider.baseUrl().orElseThrow();
    var headers = new LinkedHashMap<>(provider.headers());
    provider.key().ifPresent(key -> headers.put("Authorization", "Bearer " + key.text()));
    asked.contentType().ifPresent(type -> headers.put("Content-Type", type));
    headers.put("Accept", "application/json");
    var timeouts = asked.timeouts(provider.timeouts());
    var outgoing = outgoing(base, headers);
    try (var reply =
        transport.send(outgoing, new Patience(timeouts, attempt.deadline(), attempt.record()))) {
      return read(reply, timeouts);
    } catch (Transport.NotSent e) {
      return Sent.Failed.of(new CallError.Unreachable(String.valueOf(e.getMessage())));
    } catch (IOException e) {
      return Sent.Failed.of(lost(e, timeouts, "before its reply came"));
    }
  }

  private Outgoing outgoing(URI base, Map<String, String> headers) {
    var root = base.toString().replaceFirst("/+$", "");
    return new Outgoing(asked.method(), URI.create(root + asked.path()), headers, asked.payload());
  }

  /// Catches wide what Jackson and the readers throw: the reply is not ours, and whatever is wrong
  /// with it is an outcome.
  private Sent<T> read(Reply reply, Timeouts timeouts) throws InterruptedException {
    reply.enter(Phase.BETWEEN_TOKENS);
    try {
      if (reply.status() / 100 != 2) {
        var body = new String(reply.body().readNBytes(MOST_ERROR_BYTES), UTF_8);
        return refused(reply, body);
      }
      return new Sent.Done<>(reader.read(reply.body()), Optional.empty(), LimitNews.NONE);
    } catch (JacksonException e) {
      return Sent.Failed.of(
          e.getCause() instanceof IOException broken
              ? lost(broken, timeouts, "in the middle of its reply")
              : new CallError.NotUnderstood(reply.status(), "no JSON that was expected here"));
    } catch (Unexpected e) {
      return Sent.Failed.of(
          new CallError.NotUnderstood(reply.status(), String.valueOf(e.getMessage())));
    } catch (IOException e) {
      return Sent.Failed.of(lost(e, timeouts, "in the middle of its reply"));
    }
  }

  private Sent<T> refused(Reply reply, String body) {
    var told = new ErrorReply(reply.status(), reply::header, body);
    var error =
        asked.subject() == Subject.JOB
            ? LlamaParseErrors.classifyKnown(told)
            : LlamaParseErrors.classify(told);
    return new Sent.Failed<>(
        error,
        SoFar.Shown.NOTHING,
        Optional.empty(),
        LimitNews.NONE,
        Optional.of(new Sent.RawError(reply.status(), body)));
  }

  /// @throws InterruptedException when it broke because this thread is to stop
  private static CallError lost(IOException broken, Timeouts timeouts, String during)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return switch (broken) {
      case TimedOut late -> new CallError.Silent(late.phase(), timeouts.of(late.phase()));
      case Transport.DeadlineCame _ -> new CallError.TooLate();
      default -> new CallError.LostReply(during);
    };
  }
}
