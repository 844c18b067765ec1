package lectern.http;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// The event streams that are open: not too many of them, none silent for long, and all ended when
/// the server stops or their readers go. Safe to use from many threads.
final class Streams implements AutoCloseable {
  /// A stream is looked at so often in the time after which it must send something.
  private static final int ROUNDS_PER_PING = 8;

  private final Limits limits;
  private final Semaphore places;
  private final Set<Playing> open = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("http-streams").factory());
  private volatile boolean isStopping;

  Streams(Limits limits) {
    this.limits = limits;
    this.places = new Semaphore(limits.maxStreams());
    long nanos = limits.pingTime().dividedBy(ROUNDS_PER_PING).toNanos();
    var _ = rounds.scheduleWithFixedDelay(this::ping, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /// Takes a place, to be given back by {@link #leave}.
  ///
  /// @throws Problem when all are taken
  void enter() {
    if (!places.tryAcquire()) {
      throw new Problem(
              ProblemType.TOO_BUSY,
              "There are %,d streams open, as many as there may be (server.max_streams)."
                  .formatted(limits.maxStreams()))
          .withHeader("Retry-After", String.valueOf(limits.pingTime().toSeconds() + 1));
    }
  }

  void leave() {
    places.release();
  }

  /// Plays a script to its end.
  ///
  /// @param awaitGone blocks until the reader has closed the connection
  /// @throws InterruptedException when the reader has gone, or the server stops
  void play(Reply.Script script, EventSink sink, Runnable awaitGone)
      throws IOException, InterruptedException {
    var playing = new Playing(Thread.currentThread(), sink);
    open.add(playing);
    try {
      if (isStopping) {
        throw new InterruptedException("the server is stopping");
      }
      Thread.ofVirtual()
          .name("http-stream-reader")
          .start(() -> {
            awaitGone.run();
            playing.interrupt();
          });
      script.play(sink);
    } finally {
      open.remove(playing);
      playing.end();
    }
  }

  private void ping() {
    long nanos = limits.pingTime().toNanos();
    for (var playing : open) {
      if (playing.sink.silentNanos() > nanos) {
        Thread.startVirtualThread(playing::ping); // a slow reader holds up nobody else
      }
    }
  }

  boolean isStopping() {
    return isStopping;
  }

  /// Interrupts every script, from now on.
  void stop() {
    isStopping = true;
    open.forEach(Playing::interrupt);
  }

  @Override
  public void close() {
    rounds.shutdownNow();
    stop();
  }

  /// A script that runs on a thread, and may be interrupted as long as it does.
  private static final class Playing {
    private final Thread thread;
    private final EventSink sink;
    private final ReentrantLock ending = new ReentrantLock();
    private boolean hasEnded;

    private Playing(Thread thread, EventSink sink) {
      this.thread = thread;
      this.sink = sink;
    }

    private void interrupt() {
      ending.lock();
      try {
        if (!hasEnded) {
          thread.interrupt();
        }
      } finally {
        ending.unlock();
      }
    }

    private void ping() {
      try {
        sink.ping();
      } catch (IOException _) {
        interrupt();
      }
    }

    /// Nothing interrupts the thread after this, and nothing before it is left over.
    @SuppressWarnings("ResultOfMethodCallIgnored")
    private void end() {
      ending.lock();
      try {
        hasEnded = true;
        Thread.interrupted();
      } finally {
        ending.unlock();
      }
    }
  }
}
