package lectern.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/// Some who ask at the same time, each again as soon as it has its answer.
final class Crowd {
  private Crowd() {}

  /// What came of a while.
  ///
  /// @param millis of each answer
  record Turn(List<Double> millis, long failures, double seconds) {
    double perSecond() {
      return millis.size() / seconds;
    }
  }

  /// Asks a contender over so many connections for so long.
  static Turn ask(Contender contender, int connections, Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    double seconds = time.toNanos() / 1e9;
    Callable<Turn> one = () -> alone(contender, end, seconds);
    var millis = new ArrayList<Double>();
    long failures = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asking = Collections.nCopies(connections, one);
      for (var done : threads.invokeAll(asking)) {
        millis.addAll(done.resultNow().millis());
        failures += done.resultNow().failures();
      }
    }
    return new Turn(millis, failures, seconds);
  }

  private static Turn alone(Contender contender, long end, double seconds) {
    var millis = new ArrayList<Double>();
    long failures = 0;
    while (System.nanoTime() < end) {
      try (var line = ChatLine.connect(contender)) {
        while (System.nanoTime() < end) {
          millis.add(line.whole() / 1e6);
        }
      } catch (IOException _) {
        failures++;
      }
    }
    return new Turn(millis, failures, seconds);
  }

  /// Asks for streams one after the other, each over a connection of its own that is there before:
  /// how long the first token of each took.
  static List<Double> firstTokens(Contender contender, int streams) {
    var millis = new ArrayList<Double>();
    while (millis.size() < streams) {
      try (var line = ChatLine.connect(contender)) {
        millis.add(line.firstToken() / 1e6);
      } catch (IOException e) {
        throw new IllegalStateException(contender.name() + " does not stream", e);
      }
    }
    return millis;
  }
}
