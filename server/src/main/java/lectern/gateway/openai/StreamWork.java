package lectern.gateway.openai;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import lectern.gateway.Attempt;
import lectern.gateway.Awaited;
import lectern.gateway.CallError;
import lectern.gateway.Mender;
import lectern.gateway.ModelRoute.Choice;
import lectern.gateway.ModelRoute.Continuation;
import lectern.gateway.Need;
import lectern.gateway.Provider;
import lectern.gateway.Sent;
import lectern.gateway.Sent.Done;
import lectern.gateway.Sent.Failed;
import lectern.gateway.SoFar.Shown;
import lectern.gateway.Target;
import lectern.gateway.Work;
import lectern.gateway.openai.Showing.Manner;
import lectern.gateway.openai.StreamReading.Parties;
import lectern.gateway.wire.Transport;

/// Asks for an answer in pieces, and passes them on as they come: what {@link Showing} says is
/// shown, and what {@link StreamReading} says is a good end. Behind a chat's good end the relay is
/// told `[DONE]`, whether the provider said so or not; of a failure it is told nothing, because the
/// call's outcome says what it was.
///
/// A stream that broke after something of it was shown is gone on with where that can be done
/// without a seam: one chat choice of plain text, without log probabilities, without holes. For one
/// call.
public final class StreamWork implements Work<StreamEnd> {
  private final Transport transport;
  private final RequestBody body;
  private final Showing showing;
  private final Relay relay;

  /// Targets that refused to continue a text, though the settings say that they do.
  private final Set<Target> reluctant = new HashSet<>();

  /// Why the stream that was shown broke.
  private Optional<CallError> broke = Optional.empty();

  public StreamWork(Transport transport, RequestBody body, Relay relay) {
    this.transport = transport;
    this.body = body;
    this.relay = relay;
    this.showing = new Showing(relay);
  }

  @Override
  public Need need(Choice choice) {
    return body.need();
  }

  /// Where nobody can go on, the objection is the error that broke the stream: that is what the
  /// caller must hear of.
  @Override
  public Optional<CallError> objection(Choice choice, Provider provider) {
    boolean isAtAnEnd = showing.hasBegun() && !(body.canGoOn() && showing.isPlain());
    return isAtAnEnd ? broke : body.objection(provider);
  }

  @Override
  public Optional<Awaited> awaited() {
    return Optional.of(Awaited.FIRST_TOKEN);
  }

  /// An answer that nobody got is worth nothing, so paying twice is the lesser evil.
  @Override
  public OnLost onLost() {
    return OnLost.ASK_AGAIN;
  }

  @Override
  public Sent<StreamEnd> send(Attempt attempt) throws InterruptedException {
    var manner = manner(attempt.choice());
    relay.trying(attempt);
    showing.begin(manner);
    var exchange = new Exchange(transport, attempt);
    var parties = new Parties(body, showing, attempt);
    var sent =
        exchange.send(
            Envelope.post(attempt.provider(), body.endpoint(), json(attempt, manner)),
            (reply, news) -> new StreamReading(parties, reply, news).read(exchange));
    return switch (sent) {
      case Done<StreamEnd> done -> done;
      case Failed<StreamEnd> failed -> judged(failed, manner, attempt.target());
    };
  }

  private Manner manner(Choice choice) {
    if (!showing.hasBegun()) {
      return Manner.FRESH;
    }
    return choice.continuation() == Continuation.ACCEPTED && !reluctant.contains(choice.target())
        ? Manner.CONTINUES
        : Manner.REPEATS;
  }

  private byte[] json(Attempt attempt, Manner manner) {
    return switch (manner) {
      case FRESH, REPEATS -> body.forTarget(attempt.choice(), attempt.provider());
      case CONTINUES -> body.continued(attempt.choice(), attempt.provider(), showing.text());
    };
  }

  /// That another one will not take the call on says nothing about it: what broke the stream stays
  /// its error.
  private Failed<StreamEnd> judged(Failed<StreamEnd> failed, Manner manner, Target target) {
    if (!showing.hasBegun()) {
      return failed;
    }
    if (manner != Manner.FRESH && isRejected(failed)) {
      reluctant.add(target);
      return new Failed<>(
          broke.orElseThrow(), Shown.PART, failed.usage(), failed.news(), Optional.empty());
    }
    broke = Optional.of(failed.error());
    return new Failed<>(failed.error(), Shown.PART, failed.usage(), failed.news(), failed.raw());
  }

  private static boolean isRejected(Failed<StreamEnd> failed) {
    var mender = failed.error().mender();
    return failed.raw().map(it -> it.status() >= 400).orElse(false)
        && (mender == Mender.CALLER || mender == Mender.US);
  }
}
