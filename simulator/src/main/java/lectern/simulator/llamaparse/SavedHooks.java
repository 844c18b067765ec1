package lectern.simulator.llamaparse;

import java.util.Optional;
import lectern.simulator.llamaparse.Order.Hook;
import lectern.simulator.route.World;

/// The webhook configurations that were saved.
final class SavedHooks {
  SavedHooks(World world) {}

  Optional<Hook> find(String id, Project project) {
    return Optional.empty();
  }
}
