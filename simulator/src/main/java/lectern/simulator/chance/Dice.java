package lectern.simulator.chance;

import java.util.SplittableRandom;
import java.util.UUID;

/// A row of random numbers for one purpose. Not for several threads: ask [Seed] for dice of your
/// own.
public final class Dice {
  private static final String LETTERS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final SplittableRandom random;

  Dice(long state) {
    this.random = new SplittableRandom(state);
  }

  /// True so often, from 0 never to 1 always.
  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /// From 0 inclusive to 1 exclusive.
  public double fraction() {
    return random.nextDouble();
  }

  /// From 0 inclusive to the bound exclusive.
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /// Normally distributed, mean 0, deviation 1.
  public double gaussian() {
    return random.nextGaussian();
  }

  /// Letters and digits, as the vendors' ids have them.
  public String letters(int count) {
    var letters = new StringBuilder(count);
    for (var i = 0; i < count; i++) {
      letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return letters.toString();
  }

  /// Lower-case hexadecimal digits.
  public String hex(int count) {
    var digits = new StringBuilder(count);
    for (var i = 0; i < count; i++) {
      digits.append(Character.forDigit(random.nextInt(16), 16));
    }
    return digits.toString();
  }

  /// A UUID of version 4.
  public UUID uuid() {
    var high = (random.nextLong() & ~0xf000L) | 0x4000L;
    var low = (random.nextLong() & ~0xc000000000000000L) | 0x8000000000000000L;
    return new UUID(high, low);
  }
}
