package lectern.embed;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// A model that remembers the vectors of the latest texts: people ask alike, and search as they
/// type, and computing a vector is the dearest part of a search. Two that ask for the same text at
/// once wait for one computation. Safe to use from many threads.
public final class RecentVectors implements EmbeddingModel {
  /// Texts remembered: with 384 dimensions and 100 characters each, about 8 MB.
  static final int MOST_TEXTS = 4_096;

  /// Longer texts are not remembered, which bounds the memory of all to 16 MB more. Hardly a
  /// question is longer.
  static final int MOST_CHARS = 1_000;

  private final EmbeddingModel model;
  private final Map<String, FutureTask<float[]>> recent =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, FutureTask<float[]>> eldest) {
          return size() > MOST_TEXTS;
        }
      };

  public RecentVectors(EmbeddingModel model) {
    this.model = model;
  }

  @Override
  public String name() {
    return model.name();
  }

  /// A vector that is not to be changed: others see it, too.
  @Override
  public float[] embed(String text) throws InterruptedException {
    if (text.length() > MOST_CHARS) {
      return model.embed(text);
    }
    var own = new FutureTask<>(() -> model.embed(text));
    while (true) {
      var task = join(text, own);
      if (task.equals(own)) {
        own.run();
      }
      try {
        return task.get();
      } catch (ExecutionException e) {
        forget(text, task);
        boolean isOthers = !task.equals(own) && e.getCause() instanceof InterruptedException;
        if (!isOthers) { // whoever computed it was interrupted, and we were not: again, ourselves
          throw thrown(e);
        }
      }
    }
  }

  private synchronized FutureTask<float[]> join(String text, FutureTask<float[]> own) {
    var running = recent.putIfAbsent(text, own);
    return running == null ? own : running;
  }

  private synchronized void forget(String text, FutureTask<float[]> failed) {
    recent.remove(text, failed);
  }

  private static RuntimeException thrown(ExecutionException e) throws InterruptedException {
    return switch (e.getCause()) {
      case InterruptedException interrupted -> throw interrupted;
      case RuntimeException same -> same;
      case null, default -> new IllegalStateException("the embedding model failed", e);
    };
  }
}
