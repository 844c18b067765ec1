package lectern.simulator.openai;

import java.util.HashMap;
import java.util.Map;
import lectern.simulator.route.World;

/// How many tokens wait in the batches of each key and family of models (contract §9: the batch
/// queue limit). A plan that says what limits there are leaves this one out. Any number of threads
/// may use it.
final class BatchQueue {
  private final World world;
  private final Map<Place, Long> waiting = new HashMap<>();

  /// Where tokens wait.
  private record Place(String key, String family) {}

  BatchQueue(World world) {
    this.world = world;
  }

  /// The most that may wait for the batch's owner.
  long limit(Batch batch, Model model) {
    return world.plan().limits().models().isPresent()
        ? Long.MAX_VALUE
        : (long) (model.batchQueueTokens() * batch.order().call().effects().limitFactor());
  }

  /// Whether there was room for the tokens, which then have it.
  synchronized boolean enter(Batch batch, Model model, long tokens) {
    var place = place(batch, model);
    var together = waiting.getOrDefault(place, 0L) + tokens;
    if (together > limit(batch, model)) {
      return false;
    }
    waiting.put(place, together);
    return true;
  }

  /// Frees the room of those tokens.
  synchronized void leave(Batch batch, Model model, long tokens) {
    waiting.computeIfPresent(
        place(batch, model), (_, together) -> together == tokens ? null : together - tokens);
  }

  private static Place place(Batch batch, Model model) {
    return new Place(batch.order().call().account().masked(), model.family());
  }
}
