package lectern.simulator.fault;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The values of a table in a plan, by key.
record Table(Place place, Map<String, Place> values) {
  /// The value of a key that must be there.
  Place need(String key) {
    var value = values.get(key);
    if (value == null) {
      throw place.wrong("lacks '" + key + "'; add it");
    }
    return value;
  }

  /// The value of a key that may be left out.
  <T> Optional<T> maybe(String key, Function<Place, T> read) {
    return Optional.ofNullable(values.get(key)).map(read);
  }

  /// The value of a key, or what holds when it is left out.
  <T> T or(String key, Function<Place, T> read, T usual) {
    return maybe(key, read).orElse(usual);
  }
}
