package lectern.gateway;

import java.util.Optional;
import java.util.OptionalLong;

/// What is known of one attempt, as it happens. Written by the thread that makes it, read by
/// anybody. Times are in nanoseconds since the call began.
public final class AttemptRecord {
  /// In the order in which they happen; each at most once.
  public enum Moment {
    /// It wants to be sent.
    QUEUED,
    /// It begins to leave.
    SENT,
    /// The reply's headers are there.
    FIRST_BYTE,
    /// The first piece of a stream is there.
    FIRST_TOKEN,
    /// It is over, well or not.
    DONE
  }

  /// Thousands of records are kept, so each is small: plain numbers, and this for none.
  private static final long NOT_YET = Long.MIN_VALUE;

  private final Target target;
  private final Time time;
  private final long begin;
  private long queued = NOT_YET;
  private long sent = NOT_YET;
  private long firstByte = NOT_YET;
  private long firstToken = NOT_YET;
  private long done = NOT_YET;
  private volatile Optional<CallError> error = Optional.empty();
  private volatile Optional<Decision> decision = Optional.empty();
  private volatile Optional<Usage> usage = Optional.empty();

  /// @param begin of the call, by the same time
  public AttemptRecord(Target target, Time time, long begin) {
    this.target = target;
    this.time = time;
    this.begin = begin;
  }

  /// Notes that this happens now.
  public synchronized void mark(Moment moment) {
    long now = time.nanos() - begin;
    switch (moment) {
      case QUEUED -> queued = now;
      case SENT -> sent = now;
      case FIRST_BYTE -> firstByte = now;
      case FIRST_TOKEN -> firstToken = now;
      case DONE -> done = now;
    }
  }

  /// When it happened, if it did.
  public synchronized OptionalLong at(Moment moment) {
    long nanos =
        switch (moment) {
          case QUEUED -> queued;
          case SENT -> sent;
          case FIRST_BYTE -> firstByte;
          case FIRST_TOKEN -> firstToken;
          case DONE -> done;
        };
    return nanos == NOT_YET ? OptionalLong.empty() : OptionalLong.of(nanos);
  }

  public boolean isSent() {
    return at(Moment.SENT).isPresent();
  }

  void ended(Optional<CallError> how, Optional<Usage> used) {
    error = how;
    usage = used;
    mark(Moment.DONE);
  }

  void decided(Decision what) {
    decision = Optional.of(what);
  }

  public Target target() {
    return target;
  }

  /// Empty while it runs, and when it went well.
  public Optional<CallError> error() {
    return error;
  }

  /// What was done about the error.
  public Optional<Decision> decision() {
    return decision;
  }

  public Optional<Usage> usage() {
    return usage;
  }
}
