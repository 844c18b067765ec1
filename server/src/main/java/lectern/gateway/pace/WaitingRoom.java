package lectern.gateway.pace;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import lectern.gateway.Awaited;
import lectern.gateway.CallError;
import lectern.gateway.CallError.DeadlinePassed;
import lectern.gateway.CallError.NoRoom;
import lectern.gateway.LimitNews;
import lectern.gateway.Target;
import lectern.gateway.Time;
import lectern.gateway.Usage;
import lectern.gateway.pace.Gatekeeper.Admission;
import lectern.gateway.pace.Gatekeeper.Permit;
import lectern.gateway.pace.Ticket.Verdict;

/// Where threads wait before a {@link Door}. Whoever waits sleeps until there is a verdict; only
/// one of them, the watch, also wakes when time alone would bring one about. Safe to use from many
/// threads.
final class WaitingRoom {
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Condition> sleepers = new ArrayDeque<>();
  private final Door door;
  private final Time time;
  private Optional<Condition> watch = Optional.empty();
  private long watchWakes;
  private long due;

  WaitingRoom(Door door, Time time) {
    this.door = door;
    this.time = time;
  }

  /// Waits for a verdict.
  Admission admit(Target target, Ticket.Wish wish) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      var model = door.model(target, time.nanos());
      if (model.isEmpty()) {
        return new Admission.Refused(new NoRoom(Door.LATER));
      }
      var mine = lock.newCondition();
      var ticket = new Ticket(model.get(), wish, mine::signal);
      door.arrive(ticket, time.nanos());
      pass();
      return switch (verdict(ticket, mine)) {
        case Verdict.Go _ -> new Admission.Admitted(new Pass(ticket));
        case Verdict.No(var why) -> new Admission.Refused(why);
      };
    } finally {
      lock.unlock();
    }
  }

  private Verdict verdict(Ticket ticket, Condition mine) throws InterruptedException {
    if (ticket.verdict().isPresent()) {
      return ticket.verdict().get();
    }
    sleepers.add(mine);
    try {
      while (ticket.verdict().isEmpty()) {
        var _ = mine.awaitNanos(longest(mine, ticket.deadline())); // the clock tells what is left
        pass();
      }
      return ticket.verdict().get();
    } catch (InterruptedException e) {
      leave(ticket);
      throw e;
    } finally {
      sleepers.remove(mine);
      handOver(mine);
    }
  }

  /// How long one may wait, in nanoseconds. The first to ask is the watch.
  private long longest(Condition mine, long deadline) {
    if (watch.isEmpty()) {
      watch = Optional.of(mine);
    }
    long now = time.nanos();
    if (!watch.get().equals(mine)) {
      return Math.max(1, deadline - now);
    }
    watchWakes = now + Math.max(1, Math.min(due - now, deadline - now));
    return watchWakes - now;
  }

  /// Whoever goes wakes another one, which then watches.
  private void handOver(Condition mine) {
    if (watch.filter(mine::equals).isPresent()) {
      watch = Optional.empty();
      Optional.ofNullable(sleepers.peek()).ifPresent(Condition::signal);
    }
  }

  /// Nobody waits for it any more; it may have been let go in that very moment.
  private void leave(Ticket ticket) {
    door.withdraw(ticket);
    if (ticket.verdict().orElse(null) instanceof Verdict.Go) {
      var end = new Door.End(Optional.of(new DeadlinePassed()), Optional.empty(), LimitNews.NONE);
      door.done(ticket, end, time.nanos());
    }
    pass();
  }

  /// Settles what can be settled, and has the watch wake earlier if it must.
  private void pass() {
    long now = time.nanos();
    long wait = door.pass(now);
    due = now + Math.min(wait, Long.MAX_VALUE / 4);
    if (due - watchWakes < 0) {
      watch.ifPresent(Condition::signal);
    }
  }

  /// Asks the door for something, at this moment.
  <T> T look(BiFunction<Door, Long, T> question) {
    lock.lock();
    try {
      return question.apply(door, time.nanos());
    } finally {
      lock.unlock();
    }
  }

  /// An attempt on its way.
  private final class Pass implements Permit {
    private final Ticket ticket;

    Pass(Ticket ticket) {
      this.ticket = ticket;
    }

    @Override
    public void done(Optional<CallError> error, Optional<Usage> usage, LimitNews news) {
      lock.lock();
      try {
        door.done(ticket, new Door.End(error, usage, news), time.nanos());
        pass();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void answered(Awaited awaited, Duration sinceSent) {
      lock.lock();
      try {
        ticket.model().answered(awaited, sinceSent, time.nanos());
      } finally {
        lock.unlock();
      }
    }
  }
}
