package lectern.gateway.pace;

import java.util.Optional;
import lectern.gateway.CallError;
import lectern.gateway.Need;
import lectern.gateway.Priority;

/// An attempt that wants to leave. Not safe for threads.
final class Ticket {
  private final Model model;
  private final Wish wish;
  private final Runnable heard;
  private Optional<Verdict> verdict = Optional.empty();

  /// What is wanted, and until when, in nanoseconds.
  record Wish(Need need, Priority priority, long deadline) {}

  /// What becomes of it.
  sealed interface Verdict {
    /// It leaves.
    ///
    /// @param epoch of the breaker that let it through
    record Go(long epoch, long at) implements Verdict {}

    /// It does not.
    record No(CallError error) implements Verdict {}
  }

  /// @param heard is run when there is a verdict
  Ticket(Model model, Wish wish, Runnable heard) {
    this.model = model;
    this.wish = wish;
    this.heard = heard;
  }

  Model model() {
    return model;
  }

  Need need() {
    return wish.need();
  }

  Priority priority() {
    return wish.priority();
  }

  long deadline() {
    return wish.deadline();
  }

  Optional<Verdict> verdict() {
    return verdict;
  }

  void settle(Verdict what) {
    verdict = Optional.of(what);
    heard.run();
  }
}
