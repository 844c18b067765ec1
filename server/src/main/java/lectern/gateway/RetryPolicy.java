package lectern.gateway;

import java.time.Duration;
import java.util.Optional;
import lectern.gateway.CallError.Abandoned;
import lectern.gateway.CallError.AskedNotToRetry;
import lectern.gateway.CallError.BadDocument;
import lectern.gateway.CallError.CutStream;
import lectern.gateway.CallError.DeadlinePassed;
import lectern.gateway.CallError.Invalid;
import lectern.gateway.CallError.JobOutOfTime;
import lectern.gateway.CallError.KeyRejected;
import lectern.gateway.CallError.LeftAlone;
import lectern.gateway.CallError.LostReply;
import lectern.gateway.CallError.NoRoom;
import lectern.gateway.CallError.NotAllowed;
import lectern.gateway.CallError.NotFound;
import lectern.gateway.CallError.NotOffered;
import lectern.gateway.CallError.NotUnderstood;
import lectern.gateway.CallError.OtherModel;
import lectern.gateway.CallError.OutOfCredit;
import lectern.gateway.CallError.Overloaded;
import lectern.gateway.CallError.ProviderFailed;
import lectern.gateway.CallError.Refused;
import lectern.gateway.CallError.ResultExpired;
import lectern.gateway.CallError.Silent;
import lectern.gateway.CallError.Throttled;
import lectern.gateway.CallError.TooLarge;
import lectern.gateway.CallError.TooLate;
import lectern.gateway.CallError.TooLong;
import lectern.gateway.CallError.UnknownModel;
import lectern.gateway.CallError.Unreachable;
import lectern.gateway.Decision.GiveUp;
import lectern.gateway.Decision.NextProvider;
import lectern.gateway.Decision.RetryAfter;
import lectern.gateway.Decision.Wait;
import lectern.gateway.SoFar.Next;
import lectern.gateway.SoFar.Quota;
import lectern.gateway.SoFar.Shown;

/// Decides what is done about a failed attempt. It does not pause, log, count or read a clock. The
/// whole of it stands as a table in `docs/gateway-decisions.md`.
///
/// Throttling uses up time, and no attempt. A pause that the call could not outlive is refused now,
/// not at the deadline; one that is long is not waited for while another target is ready.
///
/// @param mostFailures of one target in one call
/// @param base the longest first pause after a failure
/// @param cap no pause of ours is longer
public record RetryPolicy(int mostFailures, Duration base, Duration cap) {

  /// Three attempts, 50 ms and 20 s are those of the AWS SDKs' standard mode of 2026
  /// (aws-sdk-go-v2, pull request 3400).
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(3, Duration.ofMillis(50), Duration.ofSeconds(20));

  /// The longest first pause after being throttled. The same source.
  static final Duration THROTTLED_BASE = Duration.ofSeconds(1);

  /// How much longer than asked we stay away at most, so that not everybody comes back at once. The
  /// same source clamps to this window from the other side and may come earlier than asked; here
  /// nobody does.
  static final Duration SPREAD = Duration.ofSeconds(5);

  /// The longest pause that is waited for while another target is ready. An answer begins after
  /// half a second, as a rule; whoever waits four times that is better served elsewhere.
  static final Duration PATIENCE = Duration.ofSeconds(2);

  /// Attempts of one target whose replies may have been made, billed and lost: asking again may pay
  /// again, so it is done once.
  static final int MOST_LOST = 2;

  /// No hint is taken for longer; a number of seconds out of all reason must not overflow.
  private static final Duration LONGEST_HINT = Duration.ofDays(1);

  /// Doubling is capped long before, but 2^n must not overflow.
  private static final int MOST_DOUBLINGS = 30;

  /// @param jitter from 0 to 1, even
  public Decision after(CallError error, SoFar soFar, double jitter) {
    return switch (error) {
      case Throttled(var asked) ->
          waitOut(pause(asked, THROTTLED_BASE, soFar.throttles(), jitter), soFar);
      case Overloaded(var asked) -> repeat(asked, mostFailures, soFar, jitter);
      case ProviderFailed(_, var asked) -> repeat(asked, mostFailures, soFar, jitter);
      case Unreachable _ -> repeat(Optional.empty(), mostFailures, soFar, jitter);
      case LostReply _, CutStream _ ->
          repeat(Optional.empty(), Math.min(mostFailures, MOST_LOST), soFar, jitter);
      case AskedNotToRetry _ -> goOn(soFar, "it asks not to be asked again");
      case Silent _ -> goOn(soFar, "who was silent once is not asked again");
      case LeftAlone(var left) -> goOnOrWait(left, soFar);
      case NoRoom(var needed) -> goOnOrWait(needed, soFar);
      case JobOutOfTime _ -> goOn(soFar, "it would take as long again");
      case KeyRejected _, NotAllowed _, OutOfCredit _, UnknownModel _, NotOffered _ ->
          goOn(soFar, "the operator must put it right");
      case TooLong _, TooLarge _ -> goOn(soFar, "it does not fit here");
      case OtherModel _ -> goOn(soFar, "its vectors could not be compared");
      case NotUnderstood _ -> goOn(soFar, "what is not understood is not repeated");
      case ResultExpired _ -> new GiveUp("to make it anew is for the caller to decide");
      case Refused _ -> new GiveUp("a refusal is an answer, and is not routed around");
      case Invalid _, NotFound _, BadDocument _ -> new GiveUp("the caller must put it right");
      case DeadlinePassed _, TooLate _, Abandoned _ -> new GiveUp("nobody waits for it any more");
    };
  }

  private Decision repeat(Optional<Duration> asked, int most, SoFar soFar, double jitter) {
    if (soFar.shown() == Shown.PART) {
      return goOn(soFar, "it broke after a part was shown");
    }
    if (soFar.failures() >= most) {
      return goOn(soFar, "it failed %d times".formatted(soFar.failures()));
    }
    if (soFar.mayRetry() == Quota.USED_UP) {
      return goOn(soFar, "the quota of retries is used up");
    }
    var pause = pause(asked, base, soFar.failures(), jitter);
    return isWorthIt(pause, soFar) ? new RetryAfter(pause) : tooLong(pause, soFar);
  }

  private static Decision waitOut(Duration pause, SoFar soFar) {
    return isWorthIt(pause, soFar) ? new Wait(pause) : tooLong(pause, soFar);
  }

  /// Where it is known that nothing comes of asking now.
  private static Decision goOnOrWait(Duration left, SoFar soFar) {
    return soFar.next() == Next.NONE && left.compareTo(soFar.left()) < 0
        ? new Wait(left)
        : goOn(soFar, "not to be asked for %d ms".formatted(left.toMillis()));
  }

  private static boolean isWorthIt(Duration pause, SoFar soFar) {
    return pause.compareTo(soFar.left()) < 0
        && (soFar.next() == Next.NONE || pause.compareTo(PATIENCE) <= 0);
  }

  private static Decision tooLong(Duration pause, SoFar soFar) {
    return goOn(soFar, "a pause of %d ms is too long".formatted(pause.toMillis()));
  }

  private static Decision goOn(SoFar soFar, String why) {
    return soFar.next() == Next.READY ? new NextProvider(why) : new GiveUp(why);
  }

  /// Full jitter, U(0, min(cap, first · 2ⁿ)); after a hint, at least as long as that. No hint is
  /// what asks for no time at all.
  private Duration pause(Optional<Duration> asked, Duration first, int times, double jitter) {
    int doublings = Math.clamp(times - 1L, 0, MOST_DOUBLINGS);
    double longest =
        Math.min((double) cap.toNanos(), Math.scalb((double) first.toNanos(), doublings));
    var ours = Duration.ofNanos((long) (longest * jitter));
    return asked
        .filter(Duration::isPositive)
        .map(hint -> hint.compareTo(LONGEST_HINT) < 0 ? hint : LONGEST_HINT)
        .map(hint -> hint.plus(ours.compareTo(SPREAD) < 0 ? ours : SPREAD))
        .orElse(ours);
  }
}
