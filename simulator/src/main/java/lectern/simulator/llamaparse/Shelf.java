package lectern.simulator.llamaparse;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import lectern.simulator.time.Timeline;

/// Keeps things for 48 hours of the timeline, and no more of them than there is room for: when it
/// runs out, the oldest go early, as if their time had come. Any number of threads may use it.
final class Shelf<T> {
  /// "Files and results stay 48 h, then deleted" (contract, section 7).
  static final Duration KEPT_FOR = Duration.ofDays(2);

  private final Timeline timeline;
  private final Room room;
  private final Consumer<T> gone;
  private final SequencedMap<String, Kept<T>> things = new LinkedHashMap<>();
  private long weight;

  /// @param count of things
  /// @param weight of all together, in whatever they are weighed
  record Room(int count, long weight) {}

  private record Kept<T>(T thing, long weight, Timeline.Alarm end) {}

  /// @param gone is told of what is no longer kept, whatever the reason
  Shelf(Timeline timeline, Room room, Consumer<T> gone) {
    this.timeline = timeline;
    this.room = room;
    this.gone = gone;
  }

  void put(String id, T thing, long thingWeight) {
    var end = timeline.at(timeline.now().plus(KEPT_FOR), () -> remove(id));
    add(id, new Kept<>(thing, thingWeight, end));
    for (var oldest = tooMany(); oldest.isPresent(); oldest = tooMany()) {
      remove(oldest.get());
    }
  }

  private synchronized void add(String id, Kept<T> kept) {
    forget(Optional.ofNullable(things.put(id, kept)));
    weight += kept.weight();
  }

  private synchronized Optional<String> tooMany() {
    var full = things.size() > room.count() || weight > room.weight();
    return full && things.size() > 1 ? Optional.of(things.firstEntry().getKey()) : Optional.empty();
  }

  synchronized Optional<T> get(String id) {
    return Optional.ofNullable(things.get(id)).map(Kept::thing);
  }

  /// Puts another version in the place of a thing, if it is still there.
  synchronized Optional<T> change(String id, UnaryOperator<T> change) {
    var kept = things.get(id);
    if (kept == null) {
      return Optional.empty();
    }
    var changed = change.apply(kept.thing());
    things.put(id, new Kept<>(changed, kept.weight(), kept.end()));
    return Optional.of(changed);
  }

  void remove(String id) {
    take(id).ifPresent(gone);
  }

  private synchronized Optional<T> take(String id) {
    var kept = Optional.ofNullable(things.remove(id));
    forget(kept);
    return kept.map(Kept::thing);
  }

  private void forget(Optional<Kept<T>> kept) {
    kept.ifPresent(known -> {
      weight -= known.weight();
      known.end().callOff();
    });
  }

  /// All that is kept, oldest first.
  synchronized List<T> all() {
    return things.values().stream().map(Kept::thing).toList();
  }
}
