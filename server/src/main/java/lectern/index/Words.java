package lectern.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/// What a text's words are when words are compared: lower case, stemmed for English, without the
/// commonest ones. Safe to use from many threads.
public final class Words implements AutoCloseable {
  private final Analyzer analyzer = new EnglishAnalyzer();

  /// For an index that must see the same words.
  public Analyzer analyzer() {
    return analyzer;
  }

  /// The words of a text in their order.
  public List<String> of(String text) {
    var words = new ArrayList<String>();
    try (var tokens = analyzer.tokenStream("text", text)) {
      var word = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        words.add(word.toString());
      }
      tokens.end();
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException("reading a string does not fail", e);
    }
  }

  /// The first different words of a text, at most `limit`.
  public Set<String> distinct(String text, int limit) {
    var distinct = new LinkedHashSet<String>();
    for (var word : of(text)) {
      if (distinct.size() == limit) {
        break;
      }
      distinct.add(word);
    }
    return distinct;
  }

  @Override
  public void close() {
    analyzer.close();
  }
}
