package lectern.library;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import lectern.document.WorkspaceId;

/// The latest events of all workspaces, for any number of listeners, who may leave and come back.
///
/// There is one bounded log and no queue for each listener: a listener is a position in the log,
/// and takes the event behind it when it is ready for it. So a slow listener costs nothing; when
/// the log has left its position behind, it hears {@link Heard.Reset} in place of what it missed,
/// exactly as one who comes back too late. Each workspace counts its own events, so that nobody
/// learns from the numbers how busy others are.
///
/// Safe to use from many threads. Waiting listeners cost no processor time.
public final class EventLog {
  private final String run;
  private final int mostEvents;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<WorkspaceId, Topic> topics = new HashMap<>();

  /// Whose event is the oldest, the next to oldest and so on.
  private final Deque<Topic> ages = new ArrayDeque<>();

  private volatile boolean isHeard;

  /// @param run names this log among those of other starts; letters and digits
  /// @param mostEvents kept, of all workspaces together; the oldest go
  EventLog(String run, int mostEvents) {
    this.run = run;
    this.mostEvents = mostEvents;
  }

  /// The events of one workspace, by their numbers, which have no gaps.
  private final class Topic {
    final TreeMap<Long, Event> events = new TreeMap<>();
    final Condition changed = lock.newCondition();
    long last;
  }

  /// What a listener hears.
  public sealed interface Heard {
    /// An event.
    record Told(Event event) implements Heard {}

    /// Events were missed: what the listener knows is out of date.
    record Reset() implements Heard {}

    /// Nothing happened in time.
    record Silence() implements Heard {}
  }

  /// Whether anybody has ever listened. Before that, there is no position anybody could come back
  /// to, and nothing needs to be kept.
  boolean isHeard() {
    return isHeard;
  }

  void append(WorkspaceId workspace, Event event) {
    lock.lock();
    try {
      var topic = topic(workspace);
      topic.events.put(++topic.last, event);
      ages.addLast(topic);
      if (ages.size() > mostEvents) {
        ages.removeFirst().events.pollFirstEntry();
      }
      topic.changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Forgets everything: all listeners hear {@link Heard.Reset}.
  void reset() {
    lock.lock();
    try {
      ages.clear();
      for (var topic : topics.values()) {
        topic.last++;
        topic.events.clear();
        topic.changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Begins to listen.
  ///
  /// @param position where the listener was before; without one, it hears what happens from now on
  Listener listen(WorkspaceId workspace, Optional<String> position, Predicate<Event> wanted) {
    lock.lock();
    try {
      isHeard = true;
      var topic = topic(workspace);
      var after = position.map(this::number).orElse(Optional.of(topic.last));
      return new Listener(topic, after.filter(number -> number <= topic.last), wanted);
    } finally {
      lock.unlock();
    }
  }

  private Topic topic(WorkspaceId workspace) {
    return topics.computeIfAbsent(workspace, _ -> new Topic());
  }

  /// The number in a position that was given out by this log.
  private Optional<Long> number(String position) {
    var prefix = run + "-";
    var digits = position.startsWith(prefix) ? position.substring(prefix.length()) : "";
    return digits.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(digits)) : Optional.empty();
  }

  /// A place in the log. For one thread.
  public final class Listener {
    private final Topic topic;
    private final Predicate<Event> wanted;
    private long after;
    private boolean isLost;

    private Listener(Topic topic, Optional<Long> after, Predicate<Event> wanted) {
      this.topic = topic;
      this.wanted = wanted;
      this.after = after.orElse(topic.last);
      this.isLost = after.isEmpty();
    }

    /// Where it is, to come back to. As long as it has not heard that it missed something, that is
    /// nowhere: it is to hear it when it comes back.
    public String position() {
      return isLost ? run : run + "-" + after;
    }

    /// Waits for the next event that is wanted.
    public Heard next(Duration patience) throws InterruptedException {
      long left = patience.toNanos();
      lock.lockInterruptibly();
      try {
        while (true) {
          if (isLost || after < topic.last - topic.events.size()) {
            isLost = false;
            after = topic.last;
            return new Heard.Reset();
          }
          while (after < topic.last) {
            var event = topic.events.get(++after);
            if (event != null && wanted.test(event)) {
              return new Heard.Told(event);
            }
          }
          if (left <= 0) {
            return new Heard.Silence();
          }
          left = topic.changed.awaitNanos(left);
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
