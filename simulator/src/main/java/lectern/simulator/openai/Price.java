package lectern.simulator.openai;

import java.util.Map;
import java.util.Optional;
import lectern.simulator.bill.Charge;

/// What tokens cost, in micro-USD per million; so a price times tokens is an amount in pico-USD,
/// and nothing is ever rounded.
///
/// @param cached what a cached token of input costs
/// @param cacheWrite what it costs to write a token of input into the cache
/// @param halves how many halves of the price each tier costs
/// @param longContext what becomes of the price of a long request; empty if nothing
record Price(
    long input,
    long cached,
    long cacheWrite,
    long output,
    Map<Tier, Integer> halves,
    Optional<LongContext> longContext) {
  // a long request at half the price: a half of a half
  private static final int PARTS = 4;

  /// Requests with more input than `overTokens` cost so many halves of the usual price, with every
  /// token.
  record LongContext(long overTokens, int inputHalves, int outputHalves) {}

  Price {
    halves = Map.copyOf(halves);
    for (var price : new long[] {input, cached, cacheWrite, output}) {
      if (price < 0 || price % PARTS != 0) {
        throw new IllegalArgumentException(
            price + " is no price: it must be 0 or more, and a quarter of it a whole number");
      }
    }
    for (var tier : Tier.values()) {
      if (!halves.containsKey(tier)) {
        throw new IllegalArgumentException("no price is given for the tier " + tier);
      }
    }
  }

  /// The amount in pico-USD. `used.input()` includes what was cached and what was written into the
  /// cache, `used.output()` includes the reasoning (contract §2.2).
  long of(Charge.Tokens used, Tier tier) {
    var fresh = used.input() - used.cached() - used.cacheWrite();
    if (fresh < 0) {
      throw new IllegalArgumentException("more tokens were cached than sent: " + used);
    }
    var ofInput = fresh * input + used.cached() * cached + used.cacheWrite() * cacheWrite;
    var ofOutput = used.output() * output;
    var rule = longContext.filter(limit -> used.input() > limit.overTokens());
    var quarters =
        ofInput / PARTS * rule.map(LongContext::inputHalves).orElse(2)
            + ofOutput / PARTS * rule.map(LongContext::outputHalves).orElse(2);
    return quarters * halves.getOrDefault(tier, 2);
  }
}
