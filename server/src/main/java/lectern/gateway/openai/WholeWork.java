package lectern.gateway.openai;

import java.io.IOException;
import java.util.Optional;
import lectern.gateway.Attempt;
import lectern.gateway.Awaited;
import lectern.gateway.CallError;
import lectern.gateway.LimitNews;
import lectern.gateway.ModelRoute.Choice;
import lectern.gateway.Need;
import lectern.gateway.Provider;
import lectern.gateway.Sent;
import lectern.gateway.Sent.Done;
import lectern.gateway.Sent.Failed;
import lectern.gateway.Work;
import lectern.gateway.wire.ErrorReply;
import lectern.gateway.wire.Excerpt;
import lectern.gateway.wire.Transport;
import lectern.gateway.wire.Transport.Reply;
import tools.jackson.core.JacksonException;

/// Asks for a whole answer, and sees that it is one: a status of 200 alone does not say so. The
/// answer is passed on as it came. For one call.
public final class WholeWork implements Work<WholeReply> {
  /// The largest there is: 2,048 vectors of 3,072 numbers, written out in ten letters each.
  static final int MAX_REPLY_BYTES = 64 * 1024 * 1024;

  /// What of a reply that is not understood is looked at.
  private static final int MAX_STRANGE_CHARS = 4_000;

  private final Transport transport;
  private final RequestBody body;

  public WholeWork(Transport transport, RequestBody body) {
    this.transport = transport;
    this.body = body;
  }

  @Override
  public Need need(Choice choice) {
    return body.need();
  }

  @Override
  public Optional<CallError> objection(Choice choice, Provider provider) {
    return body.objection(provider);
  }

  @Override
  public Optional<Awaited> awaited() {
    return Optional.of(Awaited.WHOLE_REPLY);
  }

  /// An answer that nobody got is worth nothing, so paying twice is the lesser evil.
  @Override
  public OnLost onLost() {
    return OnLost.ASK_AGAIN;
  }

  @Override
  public Sent<WholeReply> send(Attempt attempt) throws InterruptedException {
    var provider = attempt.provider();
    var json = body.forTarget(attempt.choice(), provider);
    return new Exchange(transport, attempt)
        .send(
            Envelope.post(provider, body.endpoint(), json),
            (reply, news) -> read(provider, reply, news));
  }

  private Sent<WholeReply> read(Provider provider, Reply reply, LimitNews news) throws IOException {
    var bytes = Exchange.bytes(reply, MAX_REPLY_BYTES);
    if (bytes.length == MAX_REPLY_BYTES) {
      return strange(reply, news, "more than %d bytes".formatted(MAX_REPLY_BYTES - 1));
    }
    try {
      var scan = WholeScan.of(bytes);
      return scan.error().isPresent()
          ? refused(scan, told(provider, reply, bytes), news)
          : judged(scan, bytes, reply, news);
    } catch (JacksonException _) {
      var told = told(provider, reply, bytes);
      return told.body().stripLeading().startsWith("{") // some send blanks while they think
          ? Failed.of(new CallError.LostReply("in the middle of its answer"))
          : strange(reply, news, told.body());
    }
  }

  private static ErrorReply told(Provider provider, Reply reply, byte[] bytes) {
    return new ErrorReply(reply.status(), reply::header, provider.withoutKey(Exchange.text(bytes)));
  }

  private static Sent<WholeReply> refused(WholeScan scan, ErrorReply told, LimitNews news) {
    Failed<WholeReply> failed = Exchange.failed(told, news);
    return new Failed<>(failed.error(), failed.shown(), scan.usage(), news, failed.raw());
  }

  private Sent<WholeReply> judged(WholeScan scan, byte[] bytes, Reply reply, LimitNews news) {
    var flaw = scan.flaw(body);
    return flaw.isPresent()
        ? strange(reply, news, flaw.get())
        : new Done<>(new WholeReply(bytes), scan.usage(), news);
  }

  private static Sent<WholeReply> strange(Reply reply, LimitNews news, String what) {
    var excerpt = Excerpt.of(what.substring(0, Math.min(what.length(), MAX_STRANGE_CHARS)));
    Failed<WholeReply> failed = Failed.of(new CallError.NotUnderstood(reply.status(), excerpt));
    return new Failed<>(failed.error(), failed.shown(), failed.usage(), news, failed.raw());
  }
}
