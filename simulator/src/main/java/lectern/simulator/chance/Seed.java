package lectern.simulator.chance;

import java.nio.charset.StandardCharsets;

/// The number all chance is made from. Equal seeds and equal words make equal dice, whatever else
/// happened before; so many requests at once are as reproducible as one after the other.
public record Seed(long value) {
  // FNV-1a, 64 bits: the offset basis and prime of http://www.isthe.com/chongo/tech/comp/fnv/
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  /// Dice for one purpose, named by words that say what is thrown and for whom.
  public Dice dice(String... words) {
    var hash = OFFSET ^ value;
    for (var word : words) {
      for (var b : word.getBytes(StandardCharsets.UTF_8)) {
        hash = (hash ^ (b & 0xff)) * PRIME;
      }
      hash =
          (hash ^ 0xff) * PRIME; // no byte of UTF-8, so that ("a", "bc") differs from ("ab", "c")
    }
    return new Dice(hash);
  }
}
