package lectern.parse.local.office;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Counts the numbered paragraphs of a Word document, which does not keep the numbers it displays.
final class DocxNumbering {
  private static final int LEVELS = 9;

  /// How a level is numbered.
  ///
  /// @param format such as `decimal`, `lowerLetter` or `bullet`
  /// @param pattern the label, with `%1` for the number of the first level and so on
  /// @param start the first number
  private record Level(String format, String pattern, int start) {
    static final Level UNKNOWN = new Level("bullet", "", 1);
  }

  private final Map<String, Level[]> definitions = new HashMap<>();
  private final Map<String, String> definitionOf = new HashMap<>();
  private final Map<String, Integer> restarts = new HashMap<>();
  private final Map<String, int[]> counts = new HashMap<>();

  private DocxNumbering() {}

  static DocxNumbering of(ZipParts parts, String part) throws IOException {
    var numbering = new DocxNumbering();
    try (Xml xml = parts.xml(part)) {
      while (xml.nextChild()) {
        switch (xml.name()) {
          case "abstractNum" -> numbering.definition(xml);
          case "num" -> numbering.list(xml);
          default -> xml.skip();
        }
      }
    }
    return numbering;
  }

  /// Counts a paragraph and tells its label: `-` for a bullet, else the number as Word displays it,
  /// such as `3.`, `4.2` or `(a)`; nothing when the paragraph is in no list.
  Optional<String> next(DocxNumber number) {
    String definition = definitionOf.get(number.list());
    if (definition == null) {
      return Optional.empty();
    }
    Level[] levels = definitions.getOrDefault(definition, new Level[0]);
    Level level = level(levels, number.level());
    int[] counted = counts.computeIfAbsent(counter(number.list(), definition), _ -> fresh());
    count(number, levels, counted);
    boolean isBullet = level.format().equals("bullet") || level.format().equals("none");
    return Optional.of(isBullet ? "-" : label(level.pattern(), levels, counted));
  }

  /// Lists of the same definition go on counting, unless they say that they start anew.
  private String counter(String list, String definition) {
    return restarts.containsKey(list) ? "list " + list : "definition " + definition;
  }

  private void count(DocxNumber number, Level[] levels, int[] counted) {
    int at = number.level();
    int start = level(levels, at).start();
    if (at == 0 && counted[0] < 0) {
      start = restarts.getOrDefault(number.list(), start);
    }
    counted[at] = counted[at] < 0 ? start : counted[at] + 1;
    for (int deeper = at + 1; deeper < LEVELS; deeper++) {
      counted[deeper] = -1;
    }
  }

  private static String label(String pattern, Level[] levels, int[] counted) {
    var label = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      boolean isPlace =
          c == '%' && i + 1 < pattern.length() && Character.isDigit(pattern.charAt(i + 1));
      if (isPlace) {
        int at = Math.clamp(pattern.charAt(++i) - '1', 0, LEVELS - 1);
        Level level = level(levels, at);
        label.append(written(counted[at] < 0 ? level.start() : counted[at], level.format()));
      } else {
        label.append(c);
      }
    }
    return label.toString().strip();
  }

  private static String written(int number, String format) {
    return switch (format) {
      case "lowerLetter" -> letters(number);
      case "upperLetter" -> letters(number).toUpperCase(Locale.ROOT);
      case "lowerRoman" -> roman(number);
      case "upperRoman" -> roman(number).toUpperCase(Locale.ROOT);
      default -> String.valueOf(number);
    };
  }

  /// a to z, then aa to zz, as Word counts.
  private static String letters(int number) {
    int index = Math.max(0, number - 1);
    return String.valueOf((char) ('a' + index % 26)).repeat(Math.min(index / 26 + 1, 20));
  }

  private static String roman(int number) {
    String[] signs = {"m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"};
    int[] values = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
    var roman = new StringBuilder();
    int rest = Math.clamp(number, 0, 3999);
    for (int i = 0; i < signs.length; i++) {
      while (rest >= values[i]) {
        roman.append(signs[i]);
        rest -= values[i];
      }
    }
    return roman.toString();
  }

  private void definition(Xml xml) throws IOException {
    var levels = new Level[LEVELS];
    definitions.put(xml.attribute("abstractNumId").orElse(""), levels);
    while (xml.nextChild()) {
      int at = number(xml.attribute("ilvl").orElse("0"));
      if (xml.name().equals("lvl") && at < LEVELS) {
        levels[at] = level(xml);
      } else {
        xml.skip();
      }
    }
  }

  private static Level level(Xml xml) throws IOException {
    String format = "decimal";
    String pattern = "";
    int start = 1;
    while (xml.nextChild()) {
      String value = xml.attribute("val").orElse("");
      switch (xml.name()) {
        case "numFmt" -> format = value;
        case "lvlText" -> pattern = value;
        case "start" -> start = number(value);
        default -> {
          // Fonts and indents.
        }
      }
      xml.skip();
    }
    return new Level(format, pattern, start);
  }

  private void list(Xml xml) throws IOException {
    String id = xml.attribute("numId").orElse("");
    while (xml.nextChild()) {
      if (xml.name().equals("abstractNumId")) {
        definitionOf.put(id, xml.attribute("val").orElse(""));
        xml.skip();
      } else {
        restart(xml, id);
      }
    }
  }

  private void restart(Xml xml, String id) throws IOException {
    while (xml.nextChild()) {
      if (xml.name().equals("startOverride")) {
        restarts.putIfAbsent(id, number(xml.attribute("val").orElse("1")));
      }
      xml.skip();
    }
  }

  private static int[] fresh() {
    return new int[] {-1, -1, -1, -1, -1, -1, -1, -1, -1};
  }

  private static Level level(Level[] levels, int at) {
    return at < levels.length && levels[at] != null ? levels[at] : Level.UNKNOWN;
  }

  private static int number(String text) {
    return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
  }
}
