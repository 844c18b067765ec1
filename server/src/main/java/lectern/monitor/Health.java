package lectern.monitor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether the server can do its work now, and if not, why. Safe to use from many threads.
///
/// All parts are looked at side by side; one that does not answer in time is not well.
public final class Health {
  private static final Logger LOG = LoggerFactory.getLogger(Health.class);

  /// Probes of orchestrators commonly give up after 1 to 10 seconds.
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private final List<Part> parts;

  /// A part that is needed.
  ///
  /// @param name one word
  public record Part(String name, Probe probe) {}

  /// Looks at a part.
  @FunctionalInterface
  public interface Probe {
    /// Why it cannot be used now, in a sentence that may be shown to everybody; empty when it can.
    ///
    /// @throws Exception which is told without its message, which may hold a secret
    Optional<String> trouble() throws Exception;
  }

  /// What was found.
  public record Check(String name, Optional<String> trouble) {
    public boolean isOk() {
      return trouble.isEmpty();
    }
  }

  public Health(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /// Looks at every part.
  public List<Check> checks() throws InterruptedException {
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      long deadline = System.nanoTime() + LIMIT.toNanos();
      var running = new ArrayList<Future<Optional<String>>>();
      for (var part : parts) {
        running.add(threads.submit(() -> part.probe().trouble()));
      }
      var checks = new ArrayList<Check>();
      for (int i = 0; i < parts.size(); i++) {
        checks.add(new Check(parts.get(i).name(), trouble(running.get(i), deadline)));
      }
      return checks;
    } finally {
      threads.shutdownNow(); // not waited for: what hangs is what we are here to tell
    }
  }

  private static Optional<String> trouble(Future<Optional<String>> running, long deadline)
      throws InterruptedException {
    try {
      return running.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      return Optional.of("it did not answer within %d s".formatted(LIMIT.toSeconds()));
    } catch (ExecutionException e) {
      LOG.warn("a part is not well", e.getCause());
      return Optional.of("it cannot be used; the log has the details");
    }
  }
}
