package lectern.pipeline;

import java.time.Clock;
import java.time.Duration;
import lectern.document.Failure;
import lectern.document.Failure.Reason;
import lectern.gateway.GaveUp;
import lectern.pipeline.Stage.Outcome;

/// What becomes of a document whose stage could not use a provider, or the disk. What time or an
/// operator mends is waited for, with the reason for everybody to see: nothing is lost, nobody has
/// to begin again with each document, and the next try after the mending is the last one. What
/// nobody there can mend is a mistake of ours, and not tried again blindly.
final class Setback {
  /// The gateway has tried for as long as the route's deadline before this.
  private static final Duration TIME_MENDS = Duration.ofMinutes(1);

  /// An operator who has set another key does not wait longer than a cup of coffee takes.
  private static final Duration OPERATOR_MENDS = Duration.ofMinutes(5);

  /// A full disk is looked at again after so long.
  private static final Duration DISK_PAUSE = Duration.ofSeconds(30);

  private Setback() {}

  static Outcome diskFull(Clock clock) {
    return waiting("the disk is full", DISK_PAUSE, clock);
  }

  static Outcome after(GaveUp thrown, Clock clock) {
    var error = thrown.error();
    return switch (error.mender()) {
      case TIME -> waiting(error.message(), TIME_MENDS, clock);
      case OPERATOR -> waiting(error.message(), OPERATOR_MENDS, clock);
      case CALLER, US -> new Outcome.Failed(new Failure(Reason.BROKEN, error.message()));
    };
  }

  private static Outcome waiting(String message, Duration pause, Clock clock) {
    return new Outcome.Wait(message.replaceFirst("\\.$", ""), clock.instant().plus(pause));
  }
}
