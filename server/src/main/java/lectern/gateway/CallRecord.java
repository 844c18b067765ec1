package lectern.gateway;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is known of one call, as it happens. Written by its thread, read by anybody.
public final class CallRecord {
  /// Attempts of one call that are kept; pauses without an attempt are bounded by the deadline
  /// only.
  static final int MOST_ATTEMPTS = 64;

  private final Request request;
  private final Instant began;
  private final long beginNanos;
  private final List<AttemptRecord> attempts = new ArrayList<>(1);
  private volatile Optional<Account> account = Optional.empty();
  private volatile Optional<CallError> error = Optional.empty();
  private volatile long endNanos;

  CallRecord(Request request, Instant began, long beginNanos) {
    this.request = request;
    this.began = began;
    this.beginNanos = beginNanos;
  }

  /// Begins to note an attempt.
  AttemptRecord attempt(Target target, Time time) {
    var attempt = new AttemptRecord(target, time, beginNanos);
    synchronized (attempts) {
      if (attempts.size() < MOST_ATTEMPTS) {
        attempts.add(attempt);
      }
    }
    return attempt;
  }

  /// How long ago it began, in nanoseconds: by this, moments are told.
  long sinceBegin(Time time) {
    return time.nanos() - beginNanos;
  }

  void ended(Optional<CallError> how, Account told, long nanos) {
    endNanos = nanos - beginNanos;
    error = how;
    account = Optional.of(told);
  }

  public Request request() {
    return request;
  }

  public Instant began() {
    return began;
  }

  public List<AttemptRecord> attempts() {
    synchronized (attempts) {
      return List.copyOf(attempts);
    }
  }

  /// Empty while it runs.
  public Optional<Account> account() {
    return account;
  }

  /// Why it failed; empty while it runs, and when it went well.
  public Optional<CallError> error() {
    return error;
  }

  /// How long it took; 0 while it runs.
  public long nanos() {
    return endNanos;
  }
}
