package lectern.bench;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lectern.bench.Library.Leaf;
import lectern.bench.Library.Place;
import lectern.document.Document;
import lectern.index.Words;

/// On which pages a question is answered, when all that is known is a reference answer in words and
/// the files it is from.
///
/// The pages are those of the documents that the answer names (else those that the pattern for its
/// sources fits, else all), which hold at least one of the answer's figures: numbers with a
/// thousands separator or a decimal point, and percentages. Years, days and what is part of a
/// file's name are no figures. An answer without figures is taken to stand on the three pages that
/// share most of its words, each weighted by how rare it is.
///
/// That is a rule, not a person's judgement: a figure may stand on a page that does not answer, and
/// an answer in words on more or other pages than three.
final class RightPages {
  /// Pages taken for an answer without figures.
  static final int PAGES_BY_WORDS = 3;

  private static final Pattern FIGURE =
      Pattern.compile(
          "(?<![\\d.,])(\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+\\.\\d+|\\d+(?=\\s?%))(\\s?%)?");

  private static final Pattern NOT_IN_NAMES = Pattern.compile("[^\\p{L}\\p{N}]+");

  private final Library library;
  private final Words words;

  RightPages(Library library, Words words) {
    this.library = library;
    this.words = words;
  }

  /// @param sources a pattern for file names with `*`, as the list of questions gives it; may be
  ///   empty
  /// @return empty when the answer names documents that are not there
  Set<Place> of(String answer, String sources) {
    var pages = library.in(documents(answer, sources));
    var figures = figures(withoutNames(answer));
    var withFigure =
        pages.leaves().stream()
            .filter(leaf -> figures.stream().anyMatch(figure -> holds(leaf.text(), figure)))
            .map(Leaf::place)
            .collect(Collectors.toSet());
    return figures.isEmpty() ? byWords(answer, pages.leaves()) : withFigure;
  }

  /// Names are compared without punctuation: `2023 Q3 AAPL.pdf` is `2023-Q3-AAPL.pdf`.
  private Set<Document> documents(String answer, String sources) {
    var plainAnswer = plain(answer);
    var named =
        library.documents().stream()
            .filter(document -> plainAnswer.contains(plain(document.name())))
            .collect(Collectors.toSet());
    if (!named.isEmpty() || plainAnswer.contains("pdf")) {
      return named;
    }
    var glob = Pattern.quote(sources).replace("*", "\\E.*\\Q");
    var fitting =
        library.documents().stream()
            .filter(document -> document.name().matches(glob))
            .collect(Collectors.toSet());
    return fitting.isEmpty() ? library.documents() : fitting;
  }

  private static String plain(String text) {
    return NOT_IN_NAMES.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
  }

  private static String withoutNames(String answer) {
    return answer.replaceAll("[\\w -]+\\.(?i:pdf|docx|xlsx|pptx|html?)", " ");
  }

  /// The figures of a text; percentages end in `%`.
  static Set<String> figures(String text) {
    var figures = new HashSet<String>();
    var matcher = FIGURE.matcher(text);
    while (matcher.find()) {
      figures.add(matcher.group(1) + (matcher.group(2) == null ? "" : "%"));
    }
    return figures;
  }

  /// Whether a page has a figure as a whole. In a table a percent sign may have a cell of its own.
  static boolean holds(String page, String figure) {
    boolean isPercentage = figure.endsWith("%");
    var number = isPercentage ? figure.substring(0, figure.length() - 1) : figure;
    var pattern =
        "(?<![\\d.,])" + Pattern.quote(number) + (isPercentage ? "[\\s|]*%" : "(?![\\d]|[.,]\\d)");
    return Pattern.compile(pattern).matcher(page).find();
  }

  private Set<Place> byWords(String answer, List<Leaf> leaves) {
    var wanted = new HashSet<>(words.of(answer));
    var onPage = new HashMap<Leaf, Set<String>>();
    leaves.forEach(leaf -> onPage.put(leaf, new HashSet<>(words.of(leaf.text()))));
    var rarity = rarity(wanted, onPage);
    var weight = new HashMap<Leaf, Double>();
    onPage.forEach((leaf, its) ->
        weight.put(leaf, its.stream().mapToDouble(word -> rarity.getOrDefault(word, 0.0)).sum()));
    return leaves.stream()
        .sorted(Comparator.comparingDouble((Leaf leaf) -> -weight.getOrDefault(leaf, 0.0)))
        .limit(PAGES_BY_WORDS)
        .map(Leaf::place)
        .collect(Collectors.toSet());
  }

  /// The logarithm of how many pages there are for each that has the word.
  private static Map<String, Double> rarity(Set<String> wanted, Map<Leaf, Set<String>> onPage) {
    var rarity = new HashMap<String, Double>();
    for (var word : wanted) {
      long pages = onPage.values().stream().filter(its -> its.contains(word)).count();
      if (pages > 0) {
        rarity.put(word, Math.log((double) onPage.size() / pages));
      }
    }
    return rarity;
  }
}
