package lectern.api.openai;

import java.util.concurrent.Semaphore;
import lectern.http.Problem;
import lectern.http.ProblemType;

/// How many calls may be on their way at the same time, and how much memory their bodies may take.
/// Who finds no room is told so at once. Safe to use from many threads.
final class Room {
  /// The memory is counted in pieces, because a semaphore counts to two thousand million.
  private static final int PIECE_BYTES = 1024;

  private final int maxCalls;
  private final int maxPieces;
  private final Semaphore calls;
  private final Semaphore pieces;

  Room(int maxCalls, long maxBytes) {
    this.maxCalls = maxCalls;
    this.maxPieces = pieces(maxBytes);
    this.calls = new Semaphore(maxCalls);
    this.pieces = new Semaphore(maxPieces);
  }

  private static int pieces(long bytes) {
    return Math.clamp(bytes / PIECE_BYTES + 1, 1, Integer.MAX_VALUE);
  }

  /// Takes a place until it is closed.
  ///
  /// @throws Problem TOO_BUSY when there is none
  Place enter() {
    if (!calls.tryAcquire()) {
      throw tooBusy(
          "There are %,d calls on their way, as many as there may be (gateway.max_calls)."
              .formatted(maxCalls));
    }
    return new Place();
  }

  /// What one call takes. For one thread.
  final class Place implements AutoCloseable {
    private int taken;

    private Place() {}

    /// Takes room for so much of the body; one that is larger than all the room there is has it to
    /// itself.
    ///
    /// @throws Problem TOO_BUSY when there is none
    void hold(long bytes) {
      int more = Math.min(pieces(bytes), maxPieces) - taken;
      if (more > 0 && !pieces.tryAcquire(more)) {
        throw tooBusy(
            "The calls on their way have as much text as there may be at the same time"
                + " (gateway.max_bodies).");
      }
      taken += Math.max(0, more);
    }

    @Override
    public void close() {
      pieces.release(taken);
      calls.release();
    }
  }

  private static Problem tooBusy(String detail) {
    return new Problem(ProblemType.TOO_BUSY, detail).withHeader("Retry-After", "1");
  }
}
