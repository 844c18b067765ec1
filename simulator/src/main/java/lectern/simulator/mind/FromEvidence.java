package lectern.simulator.mind;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Supplies the values of an answer in JSON from what the passages say.
final class FromEvidence implements Supply {
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])-?\\d+(?:\\.\\d+)?(?!\\w)");
  private static final List<String> QUOTES = List.of("quote", "excerpt", "evidence", "passage");
  private static final List<String> CITATIONS = List.of("citation", "marker", "label", "reference");
  private static final List<String> SOURCES = List.of("source", "document", "file", "title");

  private final String answer;
  private final List<Sentence> quotes;

  FromEvidence(String answer, List<Sentence> quotes) {
    this.answer = answer;
    this.quotes = List.copyOf(quotes);
  }

  @Override
  public String text(String property) {
    var name = property.toLowerCase(Locale.ROOT);
    if (QUOTES.stream().anyMatch(name::contains)) {
      return best().map(Sentence::text).orElse("");
    }
    if (SOURCES.stream().anyMatch(name::contains)) {
      return best()
          .map(quote -> quote.place().source().orElseGet(() -> quote.place().citation()))
          .orElse("");
    }
    if (CITATIONS.stream().anyMatch(name::contains)) {
      return best().map(quote -> quote.place().citation()).orElse("");
    }
    return answer;
  }

  private Optional<Sentence> best() {
    return quotes.stream().findFirst();
  }

  @Override
  public Optional<Double> number(String property) {
    var name = property.toLowerCase(Locale.ROOT);
    if (name.contains("page")) {
      return best().flatMap(quote -> quote.place().page()).map(Integer::doubleValue);
    }
    if (name.contains("confiden") || name.contains("score") || name.contains("probab")) {
      return Optional.of(quotes.isEmpty() ? 0.1 : 0.9);
    }
    return best()
        .map(quote -> NUMBER.matcher(quote.text()))
        .filter(found -> found.find())
        .map(found -> Double.valueOf(found.group()));
  }

  @Override
  public boolean truth(String property) {
    return !quotes.isEmpty();
  }

  @Override
  public boolean fills(String property, JsonNode schema) {
    return true;
  }

  @Override
  public boolean names(JsonNode value) {
    var named = Words.stems(value.asString(""));
    return !named.isEmpty()
        && quotes.stream().anyMatch(quote -> Words.stems(quote.text()).containsAll(named));
  }

  @Override
  public int elements() {
    return Math.max(1, quotes.size());
  }

  @Override
  public Supply element(int index) {
    if (index >= quotes.size()) {
      return this;
    }
    var quote = quotes.get(index);
    return new FromEvidence(quote.text(), List.of(quote));
  }
}
