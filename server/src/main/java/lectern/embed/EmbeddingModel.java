package lectern.embed;

import java.util.List;

/// Turns text into a vector of which neighbours mean something alike. Safe to use from many
/// threads.
public interface EmbeddingModel {

  /// Names model and variant; vectors of different names are never compared.
  String name();

  /// A vector of length 1. Text over the model's limit counts only up to the limit.
  ///
  /// @throws ModelUnavailable when a model of this machine does not work
  /// @throws lectern.gateway.GaveUp when a provider does not answer
  float[] embed(String text) throws InterruptedException;

  /// The vectors of some texts, in their order. Models that are asked for many at once do so here.
  default List<float[]> embedAll(List<String> texts) throws InterruptedException {
    return OneByOne.embed(this, texts);
  }
}
