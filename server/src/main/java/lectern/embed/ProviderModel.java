package lectern.embed;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import lectern.gateway.Account;
import lectern.gateway.CallError;
import lectern.gateway.GaveUp;
import lectern.gateway.ModelRoute;
import lectern.gateway.Outcome;
import lectern.gateway.Priority;
import lectern.gateway.openai.Errand;
import lectern.gateway.openai.OpenAiEmbeddings;
import lectern.store.Tenancy;

/// A model of a provider of OpenAI's kind, asked through the gateway: for many texts at once, and
/// never for another model than the first of its route. What it cannot do it says by {@link
/// GaveUp}.
///
/// Whoever asks works for a workspace, see {@link Tenancy}.
public final class ProviderModel implements EmbeddingModel {
  /// The lengths of OpenAI's vectors (its guide to embeddings, 2026-11).
  private static final Map<String, Integer> LENGTHS =
      Map.of(
          "text-embedding-3-small", 1536,
          "text-embedding-3-large", 3072,
          "text-embedding-ada-002", 1536);

  private final OpenAiEmbeddings client;
  private final ModelRoute route;
  private final Priority priority;
  private final String name;

  /// Zero until the first vector of an unknown model is there.
  private final AtomicInteger length;

  public ProviderModel(OpenAiEmbeddings client, ModelRoute route, Priority priority) {
    var target = route.choices().getFirst().target();
    int known = LENGTHS.getOrDefault(target.model(), 0);
    this.client = client;
    this.route = route;
    this.priority = priority;
    this.name = known == 0 ? target.toString() : target + "/" + known;
    this.length = new AtomicInteger(known);
  }

  /// Such as `openai/text-embedding-3-small/1536`; without the length where that is not known
  /// before the first vector.
  @Override
  public String name() {
    return name;
  }

  @Override
  public float[] embed(String text) throws InterruptedException {
    return embedAll(List.of(text)).getFirst();
  }

  @Override
  public List<float[]> embedAll(List<String> texts) throws InterruptedException {
    if (texts.isEmpty()) {
      return List.of();
    }
    var outcome = client.embed(texts, new Errand(Tenancy.current(), route, priority));
    var vectors = outcome.orThrow();
    if (vectors.size() != texts.size()) {
      var told = "%d vectors for %d texts".formatted(vectors.size(), texts.size());
      throw new GaveUp(new CallError.NotUnderstood(200, told), outcome.account());
    }
    for (var vector : vectors) {
      check(vector.length, outcome);
    }
    return vectors;
  }

  /// A vector of another length is of another model, whatever its name.
  private void check(int offered, Outcome<?> outcome) {
    length.compareAndSet(0, offered);
    if (length.get() != offered) {
      Account account = outcome.account();
      var other = "a model with vectors of %d numbers".formatted(offered);
      throw new GaveUp(new CallError.OtherModel(name, other), account);
    }
  }
}
