package lectern.simulator.llamaparse;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import lectern.simulator.llamaparse.Order.Format;
import lectern.simulator.llamaparse.Order.Hook;

/// The webhook configurations that were saved. Any number of threads may use it.
final class SavedHooks {
  /// How many are kept.
  static final int LIMIT = 1000;

  private final Map<String, Saved> saved = new TreeMap<>();

  /// A configuration under its id.
  record Saved(String id, Project project, Hook hook, Instant created, Instant updated) {
    Saved with(Hook other, Instant now) {
      return new Saved(id, project, other, created, now);
    }

    String format() {
      return hook.format() == Format.JSON ? "json" : "string";
    }
  }

  /// Keeps the configuration, in the place of the one with its id.
  synchronized Kept put(Saved configuration) {
    if (saved.size() >= LIMIT && !saved.containsKey(configuration.id())) {
      return Kept.NO_ROOM;
    }
    saved.put(configuration.id(), configuration);
    return Kept.KEPT;
  }

  /// Whether a configuration was kept.
  enum Kept {
    KEPT,
    NO_ROOM
  }

  synchronized Optional<Saved> find(String id, Project project) {
    return Optional.ofNullable(saved.get(id)).filter(found -> found.project().equals(project));
  }

  /// The project's configurations, by id.
  synchronized List<Saved> all(Project project) {
    return saved.values().stream().filter(found -> found.project().equals(project)).toList();
  }

  synchronized void remove(String id) {
    saved.remove(id);
  }
}
