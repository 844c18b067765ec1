package lectern.pipeline;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import lectern.embed.EmbeddingModel;

/// Texts that share words are near to each other. Counts what it is asked, and fails when told to.
public final class WordModel implements EmbeddingModel {
  private static final int DIMENSIONS = 64;
  private static final Pattern WORD = Pattern.compile("\\w+");

  final Map<String, Integer> computed = new ConcurrentHashMap<>();
  volatile String poison = "no text has this in it";

  @Override
  public String name() {
    return "words";
  }

  @Override
  public float[] embed(String text) {
    if (text.contains(poison)) {
      throw new IllegalStateException("poisoned");
    }
    computed.merge(text, 1, Integer::sum);
    var vector = new float[DIMENSIONS];
    WORD.matcher(text.toLowerCase(Locale.ROOT))
        .results()
        .forEach(word -> vector[Math.floorMod(word.group().hashCode(), DIMENSIONS)]++);
    double square = Float.MIN_NORMAL; // a text without words is near to nothing
    for (float value : vector) {
      square += value * value;
    }
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] /= (float) Math.sqrt(square);
    }
    return vector;
  }
}
