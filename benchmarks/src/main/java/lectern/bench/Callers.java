package lectern.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Many connections in the hand of one thread.
final class Callers implements AutoCloseable {
  private final Selector selector;
  private final List<Caller> callers = new ArrayList<>();
  private long asked;

  private Callers(Selector selector) {
    this.selector = selector;
  }

  static Callers connect(int port, int count, Caller.Manner manner) {
    try {
      var callers = new Callers(Selector.open());
      for (int i = 0; i < count; i++) {
        var caller = Caller.connect(port, manner);
        caller.channel().register(callers.selector, SelectionKey.OP_READ, caller);
        callers.callers.add(caller);
      }
      return callers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Everybody asks and asks again for so long: how many answers there were.
  long askFor(Duration time) {
    try {
      long end = System.nanoTime() + time.toNanos();
      long answers = 0;
      askAll();
      for (int open = callers.size(); open > 0; ) {
        for (var caller : answered()) {
          boolean isInTime = System.nanoTime() < end;
          answers += isInTime ? 1 : 0;
          open -= isInTime ? 0 : 1;
          if (isInTime) {
            caller.ask(asked++);
          }
        }
      }
      return answers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Everybody asks once: how long each took.
  ///
  /// @param within so long after the first the last one asks, the others evenly between
  List<Duration> askOnce(Duration within) {
    try {
      var took = new ArrayList<Duration>();
      long begin = System.nanoTime();
      int begun = 0;
      while (took.size() < callers.size()) {
        long due = (System.nanoTime() - begin) * callers.size() / within.toNanos();
        while (begun < Math.min(due, callers.size())) {
          callers.get(begun++).ask(asked++);
        }
        long patience = begun < callers.size() ? 1 : 0; // in milliseconds; 0 is for ever
        selector.select(key -> read(key).ifPresent(took::add), patience);
      }
      return took;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void askAll() throws IOException {
    for (var caller : callers) {
      caller.ask(asked++);
    }
  }

  private List<Caller> answered() throws IOException {
    var answered = new ArrayList<Caller>();
    selector.select(key -> read(key).ifPresent(_ -> answered.add((Caller) key.attachment())));
    return answered;
  }

  private static Optional<Duration> read(SelectionKey key) {
    try {
      return ((Caller) key.attachment()).read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      for (var caller : callers) {
        caller.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
