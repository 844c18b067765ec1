package lectern.gateway.pace;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import lectern.gateway.CallError;
import lectern.gateway.CallError.LeftAlone;
import lectern.gateway.pace.Gatekeeper.Health;

/// Leaves a target alone that fails: opens after several failures in a row, or when half of many
/// fail; then exactly one attempt at a time finds out whether all is well again.
///
/// Only what says that the target is ill counts. When the operator has to act (a wrong key, no
/// credit), what it said is told again for a short while without asking. Not safe for threads.
final class Breaker {
  /// Envoy's `consecutive_5xx`, and GoModel's default.
  static final int MOST_IN_A_ROW = 5;

  /// Five seconds at first: a restart is over by then. GoModel and Envoy leave a target alone for
  /// 30 seconds, which here is the longest, so that half a minute after an outage somebody asks.
  static final Duration FIRST_OPEN = Duration.ofSeconds(5);

  static final Duration LONGEST_OPEN = Duration.ofSeconds(30);

  /// How long a wrong key or missing credit is told without asking: short, since it is mended by
  /// hand, and whoever has mended it looks at once.
  static final Duration OPERATOR_OPEN = Duration.ofSeconds(10);

  /// How long others are sent away while one finds out.
  private static final Duration PROBE = Duration.ofSeconds(1);

  /// Up to a tenth longer, so that several nodes do not ask at once.
  private static final double SPREAD = 0.1;

  private final RandomGenerator random;
  private final FailureShare share = new FailureShare();
  private Health.Breaker state = Health.Breaker.CLOSED;
  private Optional<CallError> told = Optional.empty();
  private int inARow;
  private int openings;
  private long epoch;
  private long until;
  private long since;

  Breaker(RandomGenerator random, long now) {
    this.random = random;
    this.since = now;
  }

  /// What an error says about the target.
  private enum Sign {
    WELL,
    ILL,
    OPERATOR,
    NONE
  }

  Health.Breaker state(long now) {
    return state == Health.Breaker.OPEN && now - until >= 0 ? Health.Breaker.DUE : state;
  }

  /// Since when it is closed, or not.
  long since() {
    return since;
  }

  /// Why nothing may be sent now; empty when it may.
  Optional<CallError> objection(long now) {
    return switch (state(now)) {
      case CLOSED, DUE -> Optional.empty();
      case PROBING -> Optional.of(told.orElse(new LeftAlone(PROBE)));
      case OPEN -> Optional.of(told.orElse(new LeftAlone(Duration.ofNanos(until - now))));
    };
  }

  /// Lets an attempt through that nothing stood against.
  ///
  /// @return what to say when it is over
  long enter(long now) {
    if (state(now) == Health.Breaker.DUE) {
      state = Health.Breaker.PROBING;
      epoch++;
    }
    return epoch;
  }

  /// What came of an attempt. Those that left before the last change say nothing new.
  void done(long entered, Optional<CallError> error, long now) {
    if (entered != epoch) {
      return;
    }
    switch (error.map(Breaker::sign).orElse(Sign.WELL)) {
      case WELL -> well(now);
      case ILL -> ill(now);
      case OPERATOR -> {
        told = error;
        open(OPERATOR_OPEN, now);
      }
      case NONE -> {
        if (state == Health.Breaker.PROBING) { // the next one finds out
          state = Health.Breaker.OPEN;
        }
      }
    }
  }

  private void well(long now) {
    inARow = 0;
    if (state == Health.Breaker.PROBING) {
      state = Health.Breaker.CLOSED;
      since = now;
      told = Optional.empty();
      openings = 0;
      share.clear();
    }
    share.well(now);
  }

  private void ill(long now) {
    inARow++;
    share.ill(now);
    boolean isTooMuch = inARow >= MOST_IN_A_ROW || share.isTooMuch(now);
    if (state == Health.Breaker.PROBING || isTooMuch) {
      told = Optional.empty();
      var first = FIRST_OPEN.multipliedBy(1L << Math.min(openings, MOST_IN_A_ROW));
      openings++;
      open(first.compareTo(LONGEST_OPEN) < 0 ? first : LONGEST_OPEN, now);
    }
  }

  private void open(Duration duration, long now) {
    if (state == Health.Breaker.CLOSED) {
      since = now;
    }
    state = Health.Breaker.OPEN;
    epoch++;
    inARow = 0;
    until = now + (long) ((double) duration.toNanos() * (1 + SPREAD * random.nextDouble()));
  }

  private static Sign sign(CallError error) {
    return switch (error) {
      case CallError.AskedNotToRetry(var told) -> sign(told);
      case CallError.ProviderFailed _, CallError.Overloaded _, CallError.Unreachable _ -> Sign.ILL;
      case CallError.LostReply _, CallError.Silent _, CallError.CutStream _ -> Sign.ILL;
      case CallError.KeyRejected _, CallError.OutOfCredit _ -> Sign.OPERATOR;
      case CallError.Abandoned _, CallError.DeadlinePassed _, CallError.TooLate _ -> Sign.NONE;
      case LeftAlone _, CallError.NoRoom _, CallError.NotUnderstood _ -> Sign.NONE;
      case CallError.Throttled _, CallError.NotAllowed _, CallError.UnknownModel _ -> Sign.WELL;
      case CallError.NotOffered _, CallError.TooLong _, CallError.TooLarge _ -> Sign.WELL;
      case CallError.Refused _, CallError.Invalid _, CallError.NotFound _ -> Sign.WELL;
      case CallError.BadDocument _, CallError.JobOutOfTime _ -> Sign.WELL;
      case CallError.ResultExpired _, CallError.OtherModel _ -> Sign.WELL;
    };
  }
}
