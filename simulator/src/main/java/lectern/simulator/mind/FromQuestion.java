package lectern.simulator.mind;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Supplies a tool's arguments from the words of the question.
final class FromQuestion implements Supply {
  private static final Pattern ARITHMETIC =
      Pattern.compile("[-(\\d][\\d\\s.,()+\\-*/^%×÷]*[+\\-*/^%×÷][\\d\\s.,()+\\-*/^%×÷]*[\\d)]");
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])-?\\d+(?:\\.\\d+)?(?!\\w)");
  private static final Pattern IN_QUOTES = Pattern.compile("[\"“„«]([^\"”“»]{1,200})[\"”“»]");

  private static final Pattern IDENTIFIER =
      Pattern.compile("(?=[\\w-]*\\d)(?=[\\w-]*[A-Za-z])\\w[\\w-]*\\w");

  private static final List<String> QUERIES =
      List.of("query", "question", "search", "text", "keyword", "term", "input", "prompt", "topic");
  private static final List<String> EXPRESSIONS =
      List.of("expression", "formula", "equation", "calculation");

  private final String question;
  private final String query;
  private final Deque<Double> numbers = new ArrayDeque<>();

  private FromQuestion(String question, String query) {
    this.question = question;
    this.query = query;
    var found = NUMBER.matcher(question);
    while (found.find()) {
      numbers.add(Double.valueOf(found.group()));
    }
  }

  /// All that the question says.
  static FromQuestion all(String question) {
    var content = Words.content(question);
    var query = content.isEmpty() ? question.strip() : String.join(" ", content);
    return new FromQuestion(question, query.isEmpty() ? "anything" : query);
  }

  /// Only its longest word: where all of it found nothing, less may find more.
  static FromQuestion widened(String question) {
    var longest =
        Words.content(question).stream()
            .reduce((one, other) -> other.length() > one.length() ? other : one);
    return new FromQuestion(question, longest.orElse("anything"));
  }

  static boolean hasArithmetic(String question) {
    return ARITHMETIC.matcher(question).find();
  }

  /// What a tool is told that takes plain text.
  String plain() {
    return arithmetic().orElse(query);
  }

  private Optional<String> arithmetic() {
    var found = ARITHMETIC.matcher(question);
    return found.find() ? Optional.of(found.group().strip()) : Optional.empty();
  }

  @Override
  public String text(String property) {
    var name = property.toLowerCase(Locale.ROOT);
    if (EXPRESSIONS.stream().anyMatch(name::contains)) {
      return plain();
    }
    if (isQuery(name)) {
      return query;
    }
    return (isId(property) ? identifier() : inQuotes()).or(this::properName).orElse(query);
  }

  private static boolean isQuery(String name) {
    return name.equals("q") || QUERIES.stream().anyMatch(name::contains);
  }

  private static boolean isId(String property) {
    return property.equalsIgnoreCase("id") || property.endsWith("_id") || property.endsWith("Id");
  }

  /// The first word of the question that has letters and digits, such as `doc-12`.
  private Optional<String> identifier() {
    var found = IDENTIFIER.matcher(question);
    return found.find() ? Optional.of(found.group()) : inQuotes();
  }

  private Optional<String> inQuotes() {
    var found = IN_QUOTES.matcher(question);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  /// Neighbouring words with capitals, but for the first word of the question.
  private Optional<String> properName() {
    var words = Words.all(question);
    var name = new ArrayList<String>();
    for (var i = 1; i < words.size(); i++) {
      if (Character.isUpperCase(words.get(i).charAt(0))) {
        name.add(words.get(i));
      } else if (!name.isEmpty()) {
        break;
      }
    }
    return name.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", name));
  }

  @Override
  public Optional<Double> number(String property) {
    return Optional.ofNullable(numbers.poll());
  }

  @Override
  public boolean truth(String property) {
    return saysOneOf(property);
  }

  @Override
  public boolean fills(String property, JsonNode schema) {
    if (isQuery(property.toLowerCase(Locale.ROOT))) {
      return true;
    }
    return switch (Schemas.type(schema)) {
      case "integer", "number" -> !numbers.isEmpty();
      case "boolean" -> saysOneOf(property);
      case "string" -> schema.path("enum").valueStream().anyMatch(this::names);
      default -> false;
    };
  }

  private boolean saysOneOf(String property) {
    var stems = Words.stems(question);
    return Words.stems(property).stream().anyMatch(stems::contains);
  }

  @Override
  public boolean names(JsonNode value) {
    var stems = Words.stems(question);
    var named = Words.stems(value.asString(""));
    return !named.isEmpty() && stems.containsAll(named);
  }

  @Override
  public int elements() {
    return 1;
  }

  @Override
  public Supply element(int index) {
    return this;
  }
}
