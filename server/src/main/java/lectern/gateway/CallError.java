package lectern.gateway;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// What went wrong with an attempt, sorted by who can put it right. What it has cost and what its
/// reader is told are functions of it. Nothing in it holds a key.
public sealed interface CallError {

  // --- Time puts it right.

  /// Told to slow down. `asked` is the provider's own figure, if it gave one.
  record Throttled(Optional<Duration> asked) implements CallError {}

  /// The provider has more to do than it can, and did nothing for us.
  record Overloaded(Optional<Duration> asked) implements CallError {}

  /// A mistake of the provider, or of a proxy before it.
  record ProviderFailed(int status, Optional<Duration> asked) implements CallError {}

  /// No connection, so nothing was sent.
  record Unreachable(String why) implements CallError {}

  /// The request left us and no whole reply came back. It may have been served, and billed.
  record LostReply(String during) implements CallError {}

  /// Nothing came for as long as we wait in this phase.
  record Silent(Phase phase, Duration waited) implements CallError {}

  /// A stream ended without its finish reason. What was shown of it is not an answer.
  record CutStream(String how) implements CallError {}

  /// Not sent: the target failed so often lately that it is left alone for a while.
  record LeftAlone(Duration left) implements CallError {}

  /// Not sent: the limits leave no room before the deadline.
  record NoRoom(Duration needed) implements CallError {}

  /// Not sent, or not gone on with: nobody waits for it any more.
  record DeadlinePassed() implements CallError {}

  /// The call's deadline came while the provider was at work on it. That says nothing about the
  /// provider: each caller sets a deadline of its own.
  record TooLate() implements CallError {}

  /// A parse job took longer than the provider allows: `TIMEOUT` or `EXPIRED`.
  record JobOutOfTime(String code) implements CallError {}

  /// The provider asks not to be asked again, whatever else it says. Who puts it right, and what it
  /// costs, is as with the error itself.
  ///
  /// @param error what it says besides
  record AskedNotToRetry(CallError error) implements CallError {}

  // --- The operator puts it right.

  /// The key is wrong, revoked, or of another region.
  record KeyRejected(String told) implements CallError {}

  /// The key is known, and may not do this.
  record NotAllowed(String told) implements CallError {}

  /// The provider's credit is used up. Some send this as 429 too, and waiting never helps.
  record OutOfCredit(String told) implements CallError {}

  /// The provider does not know the model, or not for this key.
  record UnknownModel(String told) implements CallError {}

  /// The provider cannot do what is asked of it, as its settings or its reply say.
  record NotOffered(String what) implements CallError {}

  // --- The caller puts it right.

  /// The prompt does not fit the model; both figures in tokens, as the provider counts them, if it
  /// told them.
  record TooLong(OptionalLong tokens, OptionalLong limit) implements CallError {}

  /// The request is more than a limit admits at once: it can never succeed as it is.
  record TooLarge(String told) implements CallError {}

  /// The provider will not answer this, by its policy.
  record Refused(String told) implements CallError {}

  /// The request is wrong.
  ///
  /// @param field what is wrong in it, as the provider calls it; may be empty
  record Invalid(String field, String told) implements CallError {}

  /// There is no such thing at the provider.
  record NotFound(String told) implements CallError {}

  /// The file cannot be parsed, whoever tries.
  ///
  /// @param code as the provider calls it, such as `PDF_IS_PROTECTED`
  record BadDocument(String code, String told) implements CallError {}

  /// The caller went away before the end.
  record Abandoned() implements CallError {}

  // --- We put it right.

  /// A reply we have no rule for. `excerpt` holds at most 200 characters and never a key.
  record NotUnderstood(int status, String excerpt) implements CallError {}

  /// The result was there and is gone: it was fetched too late.
  record ResultExpired(String told) implements CallError {}

  /// Another model would have answered than the one whose vectors are already kept.
  record OtherModel(String kept, String offered) implements CallError {}

  /// Who can put it right.
  default Mender mender() {
    return switch (this) {
      case AskedNotToRetry(var error) -> error.mender();
      case Throttled _, Overloaded _, ProviderFailed _, Unreachable _, LostReply _ -> Mender.TIME;
      case Silent _, CutStream _, LeftAlone _, NoRoom _, DeadlinePassed _, TooLate _ -> Mender.TIME;
      case JobOutOfTime _ -> Mender.TIME;
      case KeyRejected _, NotAllowed _, OutOfCredit _, UnknownModel _, NotOffered _ ->
          Mender.OPERATOR;
      case TooLong _, TooLarge _, Refused _, Invalid _, NotFound _, BadDocument _, Abandoned _ ->
          Mender.CALLER;
      case NotUnderstood _, ResultExpired _, OtherModel _ -> Mender.US;
    };
  }

  /// What the failed attempt costs, when the provider told no usage.
  default Charge charge() {
    return switch (this) {
      case AskedNotToRetry(var error) -> error.charge();
      case Silent(var phase, _) when phase == Phase.CONNECT -> Charge.NOTHING;
      case Throttled _, Overloaded _, Unreachable _, LeftAlone _, NoRoom _, DeadlinePassed _ ->
          Charge.NOTHING;
      case KeyRejected _, NotAllowed _, OutOfCredit _, UnknownModel _, NotOffered _ ->
          Charge.NOTHING;
      case TooLong _, TooLarge _, Invalid _, NotFound _, OtherModel _ -> Charge.NOTHING;
      case ProviderFailed _, LostReply _, Silent _, CutStream _, JobOutOfTime _ -> Charge.UNKNOWN;
      case TooLate _, Refused _, BadDocument _, Abandoned _, NotUnderstood _, ResultExpired _ ->
          Charge.UNKNOWN;
    };
  }

  /// Whether it came of how much time this call had: another one, with more, may be answered.
  default boolean isForWantOfTime() {
    return switch (this) {
      case AskedNotToRetry(var error) -> error.isForWantOfTime();
      case DeadlinePassed _, TooLate _, NoRoom _, LeftAlone _, Throttled _, Overloaded _ -> true;
      case ProviderFailed _, Unreachable _, LostReply _, Silent _, CutStream _ -> false;
      case JobOutOfTime _, KeyRejected _, NotAllowed _, OutOfCredit _, UnknownModel _ -> false;
      case NotOffered _, TooLong _, TooLarge _, Refused _, Invalid _, NotFound _ -> false;
      case BadDocument _, Abandoned _, NotUnderstood _, ResultExpired _, OtherModel _ -> false;
    };
  }

  /// When it is worth coming again, where the provider or its limits say so.
  default Optional<Duration> comeAgain() {
    return switch (this) {
      case AskedNotToRetry _ -> Optional.empty();
      case Throttled(var asked) -> asked;
      case Overloaded(var asked) -> asked;
      case ProviderFailed(_, var asked) -> asked;
      case LeftAlone(var left) -> Optional.of(left);
      case NoRoom(var needed) -> Optional.of(needed);
      case Unreachable _, LostReply _, Silent _, CutStream _, DeadlinePassed _, TooLate _ ->
          Optional.empty();
      case JobOutOfTime _, KeyRejected _, NotAllowed _, OutOfCredit _, UnknownModel _ ->
          Optional.empty();
      case NotOffered _, TooLong _, TooLarge _, Refused _, Invalid _, NotFound _ ->
          Optional.empty();
      case BadDocument _, Abandoned _, NotUnderstood _, ResultExpired _, OtherModel _ ->
          Optional.empty();
    };
  }

  /// The kind in one word, for metrics, replies and logs: `throttled`.
  default String word() {
    var kind = bare().getClass().getSimpleName();
    return kind.replaceAll("(?<!^)(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  /// One sentence for the reader: what is wrong, and who can mend it.
  default String message() {
    return switch (this) {
      case AskedNotToRetry(var error) -> error.message();
      case Throttled _ -> "The provider asks to slow down; try again later.";
      case Overloaded _ -> "The provider is overloaded; try again later.";
      case ProviderFailed(int status, _) ->
          "The provider made a mistake (status %d); try again later.".formatted(status);
      case Unreachable(var why) -> "The provider cannot be reached: %s.".formatted(why);
      case LostReply(var during) -> "The connection to the provider broke %s.".formatted(during);
      case Silent(var phase, var waited) ->
          "The provider was silent for %d ms (%s).".formatted(waited.toMillis(), phase.words());
      case CutStream(var how) -> "The provider's answer broke off: %s.".formatted(how);
      case LeftAlone(var left) ->
          "The provider failed often lately and is left alone for %d s more."
              .formatted(left.toSeconds() + 1);
      case NoRoom(var needed) ->
          "The provider's limits leave no room for %d s.".formatted(needed.toSeconds() + 1);
      case DeadlinePassed() -> "The time for this request is over.";
      case TooLate() -> "The time for this request was over before the provider had answered.";
      case JobOutOfTime(var code) -> "The parser took too long (%s).".formatted(code);
      case KeyRejected(var told) ->
          "The provider does not accept the API key; the operator must set another: " + told;
      case NotAllowed(var told) -> "The API key may not do this; the operator must see: " + told;
      case OutOfCredit(var told) ->
          "The provider's credit is used up; the operator must see: " + told;
      case UnknownModel(var told) -> "The provider does not serve the model: " + told;
      case NotOffered(var what) -> "The provider does not offer this: " + what;
      case TooLong(var tokens, var limit) -> tooLong(tokens, limit);
      case TooLarge(var told) -> "The request is too large: " + told;
      case Refused(var told) -> "The provider refuses to answer this: " + told;
      case Invalid(_, var told) -> told;
      case NotFound(var told) -> told;
      case BadDocument(var code, var told) ->
          "The parser cannot read the file (%s): %s".formatted(code, told);
      case Abandoned() -> "The caller went away before the answer was complete.";
      case NotUnderstood(int status, var excerpt) ->
          "The provider's reply was not understood (status %d): %s".formatted(status, excerpt);
      case ResultExpired(var told) -> "The provider's result is gone: " + told;
      case OtherModel(var kept, var offered) ->
          "The vectors are those of %s; %s would give others, and the two cannot be compared."
              .formatted(kept, offered);
    };
  }

  /// What it is besides that the provider asks not to be asked again.
  default CallError bare() {
    return this instanceof AskedNotToRetry(var error) ? error : this;
  }

  /// The same, of a provider that asks not to be asked again. Where asking again is no use anyway,
  /// it makes no difference.
  default CallError withoutRetry() {
    return mender() == Mender.TIME ? new AskedNotToRetry(this) : this;
  }

  private static String tooLong(OptionalLong tokens, OptionalLong limit) {
    return tokens.isPresent() && limit.isPresent()
        ? "The request has %,d tokens, and the model takes %,d."
            .formatted(tokens.getAsLong(), limit.getAsLong())
        : "The request is longer than the model takes.";
  }
}
