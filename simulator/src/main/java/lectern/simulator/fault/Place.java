package lectern.simulator.fault;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// A value in a plan, and where it stands. Each method gives the value as what it should be, or
/// refuses the plan.
///
/// @param line where its key or, in a list, the value itself stands; from 1
/// @param what names the value in a refusal: its key in quotes, or what it is
record Place(String file, int line, String what, Node node) {
  /// Longer times are a mistake: no test and no vendor waits for more than a year.
  static final Duration MOST_TIME = Duration.ofDays(366);

  /// Factors between a thousandth and ten thousand times: more is a mistake.
  private static final BigDecimal LEAST_FACTOR = new BigDecimal("0.001");

  private static final BigDecimal MOST_FACTOR = new BigDecimal("10000");

  private static final Pattern SPAN = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
  private static final Pattern DECIMAL = Pattern.compile("\\d{1,12}(\\.\\d{1,12})?");

  /// How much of a wrong value a refusal quotes, in characters.
  private static final int QUOTED = 60;

  /// The refusal that says this about this value.
  WrongPlan wrong(String why) {
    return new WrongPlan(file, line, what + " " + why);
  }

  /// The refusal of a value that should be something else.
  WrongPlan mustBe(String meaning) {
    return wrong("must be " + meaning + ", not " + shown());
  }

  /// The value of that node.
  static Place of(String file, String what, Node node) {
    var line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    return new Place(file, line, what, node);
  }

  private String shown() {
    return switch (node) {
      case MappingNode _ -> "a table";
      case SequenceNode _ -> "a list";
      case ScalarNode scalar when isNothing() -> "nothing";
      case ScalarNode scalar -> "'" + excerpt(scalar.getValue()) + "'";
      default -> "this";
    };
  }

  private static String excerpt(String text) {
    var line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= QUOTED ? line : line.substring(0, QUOTED) + "…";
  }

  private boolean isNothing() {
    return node.getTag().equals(Tag.NULL);
  }

  /// Whether it is a table of keys and values.
  boolean isTable() {
    return node instanceof MappingNode;
  }

  /// Whether it is just this word.
  boolean is(String word) {
    return node instanceof ScalarNode scalar && scalar.getValue().equals(word);
  }

  /// Any text; quotes make no difference.
  String text(String meaning) {
    if (node instanceof ScalarNode scalar && !isNothing()) {
      return scalar.getValue();
    }
    throw mustBe(meaning);
  }

  /// A text that fits the expression.
  String text(String meaning, Pattern expression) {
    var text = text(meaning);
    if (!expression.matcher(text).matches()) {
      throw mustBe(meaning);
    }
    return text;
  }

  /// A whole number in this range, both ends included.
  long number(long least, long most) {
    var meaning = String.format(Locale.ROOT, "a whole number from %,d to %,d", least, most);
    try {
      var number = Long.parseLong(text(meaning));
      if (least <= number && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // refused below
    }
    throw mustBe(meaning);
  }

  /// Like [#number], for small ones.
  int smallNumber(int least, int most) {
    return (int) number(least, most);
  }

  /// A decimal number in this range, both ends included, with at most twelve digits on either side.
  BigDecimal decimal(BigDecimal least, BigDecimal most) {
    return decimal("a number from " + least + " to " + most, least, most, text -> text);
  }

  /// How many times as much: `x10`, `10`, `x0.5`.
  double factor() {
    var meaning = "a factor from x" + LEAST_FACTOR + " to x" + MOST_FACTOR;
    Function<String, String> bare = text -> text.startsWith("x") ? text.substring(1) : text;
    return decimal(meaning, LEAST_FACTOR, MOST_FACTOR, bare).doubleValue();
  }

  private BigDecimal decimal(
      String meaning, BigDecimal least, BigDecimal most, Function<String, String> bare) {
    var text = bare.apply(text(meaning));
    if (DECIMAL.matcher(text).matches()) {
      var number = new BigDecimal(text);
      if (number.compareTo(least) >= 0 && number.compareTo(most) <= 0) {
        return number;
      }
    }
    throw mustBe(meaning);
  }

  /// A time such as `300ms`, `2s`, `5m`, `24h`.
  Duration duration(Duration least) {
    var meaning =
        "a whole number with ms, s, m or h, such as 300ms, from %dms to %dh"
            .formatted(least.toMillis(), MOST_TIME.toHours());
    var parts = SPAN.matcher(text(meaning));
    if (!parts.matches()) {
      throw mustBe(meaning);
    }
    var amount = Long.parseLong(parts.group(1));
    var duration =
        switch (parts.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          default -> Duration.ofHours(amount);
        };
    if (duration.compareTo(least) < 0 || duration.compareTo(MOST_TIME) > 0) {
      throw mustBe(meaning);
    }
    return duration;
  }

  /// `true` or `false`.
  boolean yesOrNo() {
    return choice(Map.of("true", true, "false", false));
  }

  /// Gives the value if this is `true`, the only thing it can be.
  <T> T ifTrue(T value) {
    if (is("true")) {
      return value;
    }
    throw mustBe("true; to have none of it, leave it out");
  }

  /// One of the constants, written in small letters.
  <E extends Enum<E>> E choice(Class<E> constants) {
    return choice(
        Arrays.stream(constants.getEnumConstants())
            .collect(
                Collectors.toMap(
                    constant -> constant.name().toLowerCase(Locale.ROOT), constant -> constant)));
  }

  /// What stands for this word.
  <T> T choice(Map<String, T> words) {
    var meaning = "one of " + String.join(", ", words.keySet().stream().sorted().toList());
    var value = words.get(text(meaning));
    if (value == null) {
      throw mustBe(meaning);
    }
    return value;
  }

  /// A list of at most so many values, each of which is called so.
  List<Place> list(String meaning, String each, int most) {
    if (!(node instanceof SequenceNode sequence)) {
      throw mustBe(meaning);
    }
    var values = sequence.getValue();
    refuseMore(values.size(), most);
    return values.stream().map(value -> of(file, each, value)).toList();
  }

  private void refuseMore(int size, int most) {
    if (size > most) {
      throw wrong("has %,d entries; at most %,d are allowed".formatted(size, most));
    }
  }

  /// A table that has only these keys.
  Table table(Collection<String> keys) {
    var values = new LinkedHashMap<String, Place>();
    entries("a table of " + String.join(", ", keys), "", Integer.MAX_VALUE)
        .forEach((key, value) -> {
          if (!keys.contains(key)) {
            throw value.wrong("is no key of %s; %s".formatted(what, Nearest.orAll(key, keys)));
          }
          values.put(key, value);
        });
    return new Table(this, values);
  }

  /// Like [#table(Collection)].
  Table table(String... keys) {
    return table(List.of(keys));
  }

  /// A table with any keys, at most so many, in its order.
  ///
  /// @param each what a value is called; empty for its key, which must then be no secret
  Map<String, Place> entries(String meaning, String each, int most) {
    if (!(node instanceof MappingNode mapping)) {
      throw mustBe(meaning);
    }
    refuseMore(mapping.getValue().size(), most);
    var entries = new LinkedHashMap<String, Place>();
    for (var tuple : mapping.getValue()) {
      var key = of(file, "a key", tuple.getKeyNode());
      var name = key.text("some text");
      var called = each.isEmpty() ? "'" + excerpt(name) + "'" : each;
      var value = new Place(file, key.line, called, tuple.getValueNode());
      var before = entries.putIfAbsent(name, value);
      if (before != null) {
        throw value.wrong("stands on line %d, too; take one away".formatted(before.line));
      }
    }
    return entries;
  }
}
