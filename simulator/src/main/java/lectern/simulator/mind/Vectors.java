package lectern.simulator.mind;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Turns a text into a direction, so that texts that share words point in like directions.
///
/// This is a hashed random projection (K. Weinberger et al., "Feature Hashing for Large Scale
/// Multitask Learning", ICML 2009). What a text is made of are its *features*: its words, each pair
/// of neighbouring words, and the groups of three letters in each word, so that `payment` and
/// `payments` are kindred. Each feature has a weight of its kind, less for words that stand
/// everywhere, and grows with the logarithm of how often it occurs. A hash of the feature gives it
/// one signed direction in every [#BLOCK] dimensions; the vector is the sum, made one long. Two
/// unrelated features seldom meet in a dimension, and with either sign, so they cancel out.
///
/// Because each block holds the same features, a vector of fewer dimensions is the beginning of the
/// longer one, made one long again: what OpenAI's `dimensions` does. The name of the model goes
/// into every hash, so vectors of two models have nothing to do with each other, as with the real
/// ones. There is no seed: a vector depends on the model and the text alone.
public final class Vectors {
  /// Each feature has one direction in so many: fewer are slower, more make short vectors poor.
  private static final int BLOCK = 16;

  /// Bits of a hash that choose a direction: four for the place in the block, one for the sign.
  private static final int BITS = 5;

  private static final double WORD = 1;
  private static final double STOP_WORD = 0.1;
  private static final double PAIR = 0.5;
  private static final double LETTERS = 0.6;
  private static final int GROUP = 3;

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  /// Frequent words of English and German.
  private static final Set<String> STOP_WORDS =
      Arrays.stream(
              """
              a an and are as at be been but by can do does for from had has have how i if in into
              is it its not of on or our so than that the their then there these they this to was we
              were what when where which who will with would you your
              aber als am auch auf aus bei bin das dass dem den der des die dies diese du ein eine
              einem einen einer es für hat haben ich ihr im ist mit nach nicht noch nur oder sein
              sich sie sind und uns von vom war wenn wer wie wir wird wo zu zum zur
              """
                  .split("\\s+"))
          .collect(Collectors.toUnmodifiableSet());

  // FNV-1a, 64 bits: the offset basis and prime of http://www.isthe.com/chongo/tech/comp/fnv/
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private Vectors() {}

  /// The vector of the text, of length one.
  ///
  /// @param model whose vector it is
  public static float[] of(String model, String text, int dimensions) {
    var sum = new double[dimensions];
    for (var feature : features(hash(OFFSET, model), text).entrySet()) {
      add(sum, feature.getKey(), feature.getValue().strength());
    }
    return unit(sum);
  }

  /// How much a feature weighs, and how often it occurred.
  private record Feature(double weight, int count) {
    Feature once(Feature more) {
      return new Feature(weight, count + more.count);
    }

    double strength() {
      return weight * (1 + Math.log(count));
    }
  }

  /// The features by their hashes, in the order of their first occurrence.
  private static Map<Long, Feature> features(long salt, String text) {
    var features = new LinkedHashMap<Long, Feature>();
    var before = "";
    for (var word : words(text)) {
      count(features, hash(salt, word), weight(word));
      if (!STOP_WORDS.contains(word)) {
        countLetters(features, salt, word);
      }
      if (!before.isEmpty()) {
        var pair = hash(hash(salt, before) * PRIME, word);
        count(features, pair, PAIR * Math.min(weight(before), weight(word)));
      }
      before = word;
    }
    return features;
  }

  private static double weight(String word) {
    return STOP_WORDS.contains(word) ? STOP_WORD : WORD;
  }

  private static void countLetters(Map<Long, Feature> features, long salt, String word) {
    var marked = "<" + word + ">";
    var groups = marked.length() - GROUP + 1;
    for (var i = 0; i < groups; i++) {
      count(features, hash(~salt, marked.substring(i, i + GROUP)), LETTERS / Math.sqrt(groups));
    }
  }

  private static void count(Map<Long, Feature> features, long hash, double weight) {
    features.merge(hash, new Feature(weight, 1), Feature::once);
  }

  /// The words in lower case; a text without any is one word as it stands.
  private static List<String> words(String text) {
    var words =
        BETWEEN_WORDS
            .splitAsStream(text.toLowerCase(Locale.ROOT))
            .filter(word -> !word.isEmpty())
            .toList();
    return words.isEmpty() ? List.of(text) : words;
  }

  private static long hash(long start, String text) {
    var hash = start;
    for (var i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    return hash;
  }

  private static void add(double[] sum, long feature, double strength) {
    var state = feature;
    var bits = 0L;
    for (var block = 0; block < sum.length; block += BLOCK) {
      if (block % (BLOCK * (Long.SIZE / BITS)) == 0) {
        bits = mixed(state++);
      }
      var place = block + (int) (bits & (BLOCK - 1));
      if (place < sum.length) {
        sum[place] += (bits & BLOCK) == 0 ? strength : -strength;
      }
      bits >>>= BITS;
    }
  }

  /// Spreads the bits: the finaliser of SplitMix64 (G. Steele, D. Lea, C. Flood, 2014), whose state
  /// goes on by the golden ratio.
  private static long mixed(long number) {
    var mixed = number * 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  private static float[] unit(double[] sum) {
    var square = 0.0;
    for (var coordinate : sum) {
      square += coordinate * coordinate;
    }
    var unit = new float[sum.length];
    if (square == 0) { // so few dimensions that no feature has one
      unit[0] = 1;
      return unit;
    }
    var length = Math.sqrt(square);
    for (var i = 0; i < unit.length; i++) {
      unit[i] = (float) (sum[i] / length);
    }
    return unit;
  }
}
