package lectern.gateway.pace;

import lectern.gateway.Priority;

/// The places for requests at the same time. Some are kept for chat at all times, and as many for
/// ingest while it waits, so that neither ever has to wait for all of the other's. Not safe for
/// threads.
final class Places {
  /// One in so many is kept for each of the two.
  private static final int KEPT_OF = 8;

  private final int most;
  private final int kept;
  private int chat;
  private int ingest;

  /// @param most at the same time; of a single place none can be kept
  Places(int most) {
    this.most = most;
    this.kept = most < 2 ? 0 : Math.max(1, most / KEPT_OF);
  }

  /// @param ingestWaiting how many of it wait
  boolean hasRoom(Priority priority, int ingestWaiting) {
    if (chat + ingest >= most) {
      return false;
    }
    return switch (priority) {
      case CHAT -> chat < most - (ingestWaiting == 0 ? 0 : kept);
      case INGEST -> ingest < most - kept;
    };
  }

  void take(Priority priority) {
    change(priority, 1);
  }

  void giveBack(Priority priority) {
    change(priority, -1);
  }

  private void change(Priority priority, int by) {
    switch (priority) {
      case CHAT -> chat += by;
      case INGEST -> ingest += by;
    }
  }
}
