package lectern.gateway;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import lectern.gateway.ModelRoute.Choice;
import lectern.gateway.SoFar.Next;
import lectern.gateway.SoFar.Quota;
import lectern.gateway.SoFar.Shown;

/// Where a call is on its way through its route: whom it asks, who is left, what has failed. For
/// one thread.
final class Course {
  private final Choice first;
  private final Deque<Choice> waiting;
  private Choice present;
  private int failures;
  private int throttles;
  private Shown shown = Shown.NOTHING;
  private Optional<String> fallback = Optional.empty();

  /// @param choices in the order in which they are tried
  /// @param first the route's own first choice
  /// @param why another one stands before it, if one does
  Course(List<Choice> choices, Choice first, Supplier<String> why) {
    this.waiting = new ArrayDeque<>(choices);
    this.first = first;
    this.present = waiting.removeFirst();
    if (!present.equals(first)) {
      fallback = Optional.of(first.target() + ": " + why.get());
    }
  }

  Choice present() {
    return present;
  }

  /// Takes a failure down.
  void failed(CallError error, Shown shownBefore) {
    if (shownBefore == Shown.PART) {
      shown = Shown.PART;
    }
    if (isWait(error)) {
      throttles++;
    } else {
      failures++;
    }
  }

  private static boolean isWait(CallError error) {
    return error instanceof CallError.Throttled
        || error instanceof CallError.LeftAlone
        || error instanceof CallError.NoRoom;
  }

  /// Who else would take it.
  Optional<Choice> next(Predicate<Choice> suitable) {
    return waiting.stream().filter(suitable).findFirst();
  }

  /// Goes on to another one; those that stand before it are passed by for good.
  void goTo(Choice next, CallError because) {
    while (!present.equals(next)) {
      present = waiting.removeFirst();
    }
    failures = 0;
    throttles = 0;
    fallback =
        present.equals(first)
            ? Optional.empty()
            : Optional.of("%s: %s".formatted(first.target(), because.word()));
  }

  SoFar soFar(Duration left, Next next, Quota quota) {
    return new SoFar(failures, throttles, left, next, shown, quota);
  }

  /// Why it is not the first choice that is asked.
  Optional<String> fallback() {
    return fallback;
  }
}
