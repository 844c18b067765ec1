package lectern.gateway;

import java.time.Duration;

/// What is done about a failed attempt.
public sealed interface Decision {

  /// The same target once more, after a pause. Uses up an attempt.
  record RetryAfter(Duration pause) implements Decision {}

  /// The same target once more, after a pause that was asked for or is known. Uses up time only.
  record Wait(Duration pause) implements Decision {}

  /// The route's next target, at once.
  record NextProvider(String why) implements Decision {}

  /// The call has failed.
  record GiveUp(String why) implements Decision {}

  /// The kind in words, for timelines and metrics.
  default String word() {
    return switch (this) {
      case RetryAfter _ -> "retry";
      case Wait _ -> "wait";
      case NextProvider _ -> "next_provider";
      case GiveUp _ -> "give_up";
    };
  }
}
