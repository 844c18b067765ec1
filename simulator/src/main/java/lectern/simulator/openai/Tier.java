package lectern.simulator.openai;

/// How soon an answer is wanted; the price goes by it.
enum Tier {
  /// In the usual time.
  DEFAULT,
  /// When there is room, at half the price.
  FLEX,
  /// Before others, at twice the price. `fast` is another name of it.
  PRIORITY,
  /// Within a day, as a line of a batch, at half the price.
  BATCH
}
