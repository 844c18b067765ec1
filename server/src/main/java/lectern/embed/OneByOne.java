package lectern.embed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Asks a model for each text apart, for all at the same time: how many are really computed at once
/// is the model's business.
final class OneByOne {
  private OneByOne() {}

  static List<float[]> embed(EmbeddingModel model, List<String> texts) throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<float[]>>(texts.size());
      for (var text : texts) {
        running.add(threads.submit(() -> model.embed(text)));
      }
      var vectors = new ArrayList<float[]>(texts.size());
      for (var vector : running) {
        vectors.add(result(vector));
      }
      return vectors;
    }
  }

  private static float[] result(Future<float[]> running) throws InterruptedException {
    try {
      return running.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ModelUnavailable unavailable) {
        throw unavailable;
      }
      throw new IllegalStateException("the embedding model failed: " + e.getCause(), e.getCause());
    }
  }
}
