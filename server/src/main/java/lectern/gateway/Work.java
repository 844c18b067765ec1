package lectern.gateway;

import java.util.Optional;

/// How a call is made at a target. The gateway decides whether, when and where; this knows how. For
/// one call, and used by one thread.
public interface Work<T> {

  /// What an attempt there may need of the limits, at worst.
  Need need(ModelRoute.Choice choice);

  /// Whether the target can do this at all, and why not: it lacks a feature, is too small, or would
  /// not go on with what was shown.
  ///
  /// @return empty when it can
  default Optional<CallError> objection(ModelRoute.Choice choice, Provider provider) {
    return Optional.empty();
  }

  /// What its caller waits for, so that targets are compared by how quick they are at it; empty
  /// where that tells nothing of how quick they are at anything else.
  default Optional<Awaited> awaited() {
    return Optional.empty();
  }

  /// What is right to do when an attempt failed that may have been served, and billed: when its
  /// reply was lost, or its charge is unknown otherwise. There is no default.
  OnLost onLost();

  /// Makes one attempt: at most one request leaves. What goes wrong is an outcome, never an
  /// exception.
  Sent<T> send(Attempt attempt) throws InterruptedException;

  /// What to do when an attempt failed that may have been served.
  enum OnLost {
    /// Ask again: the worst is to pay twice.
    ASK_AGAIN,
    /// Give up: the caller looks the lost one up first.
    LOOK_UP_FIRST
  }
}
