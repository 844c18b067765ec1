package lectern.embed;

/// Turns text into a vector of which neighbours mean something alike. Safe to use from many
/// threads.
public interface EmbeddingModel {

  /// Names model and variant; vectors of different names are never compared.
  String name();

  /// The length of every vector.
  int dimensions();

  /// A vector of length 1. Text over the model's limit counts only up to the limit.
  float[] embed(String text) throws InterruptedException;
}
