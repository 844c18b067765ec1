package lectern.simulator.openai;

/// On which terms a request is served.
enum Terms {
  /// By itself: rate limits hold, and the full price.
  ONLINE,
  /// As a line of a batch: no rate limits, half the price.
  BATCH;

  /// By which price, when the request does not choose one itself.
  Tier tier() {
    return switch (this) {
      case ONLINE -> Tier.DEFAULT;
      case BATCH -> Tier.BATCH;
    };
  }
}
