package lectern.gateway;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Counts for each provider how often its first attempt in a call went well, and how often it
/// answered in the end: what retries hide is the difference. Since the start. Safe to use from many
/// threads.
public final class SuccessRates implements CallListener {
  private final Map<String, Counts> byProvider = new ConcurrentHashMap<>();

  private static final class Counts {
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong firstGood = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
  }

  /// @param calls in which it was asked
  /// @param firstGood of these, its first attempt went well
  /// @param answered of these, it answered
  public record Rates(long calls, long firstGood, long answered) {}

  @Override
  public void attempted(Request request, AttemptRecord attempt) {}

  @Override
  public void ended(CallRecord call) {
    var first = new LinkedHashMap<String, AttemptRecord>();
    for (var attempt : call.attempts()) {
      if (wasAsked(attempt)) {
        first.putIfAbsent(attempt.target().provider(), attempt);
      }
    }
    var answeredBy =
        call.error().isPresent()
            ? Optional.<String>empty()
            : call.account().flatMap(Account::target).map(Target::provider);
    first.forEach((provider, attempt) -> count(provider, attempt, answeredBy));
  }

  /// Also in vain; but what its caller did wrong is not its failure.
  private static boolean wasAsked(AttemptRecord attempt) {
    var error = attempt.error().map(CallError::bare);
    boolean isCallers = error.filter(it -> it.mender() == Mender.CALLER).isPresent();
    boolean isAway = error.filter(CallError.Unreachable.class::isInstance).isPresent();
    return (attempt.isSent() && !isCallers) || isAway;
  }

  private void count(String provider, AttemptRecord first, Optional<String> answeredBy) {
    var counts = byProvider.computeIfAbsent(provider, _ -> new Counts());
    counts.calls.incrementAndGet();
    if (first.error().isEmpty()) {
      counts.firstGood.incrementAndGet();
    }
    if (answeredBy.filter(provider::equals).isPresent()) {
      counts.answered.incrementAndGet();
    }
  }

  /// Of one provider.
  public Rates of(String provider) {
    var counts = byProvider.get(provider);
    return counts == null
        ? new Rates(0, 0, 0)
        : new Rates(counts.calls.get(), counts.firstGood.get(), counts.answered.get());
  }
}
