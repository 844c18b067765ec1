package lectern.simulator.llamaparse;

import java.util.Optional;
import lectern.simulator.llamaparse.Order.Caching;
import lectern.simulator.time.Timeline;

/// What jobs came to, for jobs that ask for the same once more. Failures are kept like results:
/// "failed results have been cached too" (contract, section 7).
final class Cache {
  private static final Shelf.Room ROOM = new Shelf.Room(10_000, 64_000_000);

  private final Shelf<Outcome> outcomes;

  Cache(Timeline timeline) {
    this.outcomes = new Shelf<>(timeline, ROOM, _ -> {});
  }

  Optional<Outcome> find(String key, Order order) {
    return order.caching().contains(Caching.LOOK_UP) ? outcomes.get(key) : Optional.empty();
  }

  /// Keeps what the job has come to, unless it may not or is there already: 48 hours count from the
  /// first time.
  void keep(Job job) {
    var key = job.ticket().cacheKey();
    if (job.order().caching().contains(Caching.STORE) && outcomes.get(key).isEmpty()) {
      outcomes.put(key, job.outcome(), job.chars());
    }
  }
}
