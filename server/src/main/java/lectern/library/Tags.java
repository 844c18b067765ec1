package lectern.library;

import java.util.Collection;
import java.util.List;

/// The words by which readers mark a document, each once, in the order they were given.
public record Tags(List<String> words) {
  /// A document with more is not easier to find.
  public static final int MOST = 20;

  /// Longest tag, in characters.
  public static final int MAX_CHARS = 64;

  public Tags {
    words = List.copyOf(words);
  }

  /// Checks tags from outside. One that comes twice is kept once.
  ///
  /// @throws Refused when there are more than {@link #MOST}, or one is empty, longer than {@link
  ///   #MAX_CHARS}, or has invisible characters
  public static Tags of(Collection<String> given) {
    var words = given.stream().map(word -> Line.of("A tag", word, MAX_CHARS)).distinct().toList();
    if (words.size() > MOST) {
      throw new Refused(
          "A document has at most %d tags, these are %d; leave some out."
              .formatted(MOST, words.size()));
    }
    return new Tags(words);
  }
}
