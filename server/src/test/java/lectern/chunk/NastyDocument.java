package lectern.chunk;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lectern.document.TextRange;

/// A page of Markdown made up from a seed, together with what is known of it because it was made.
final class NastyDocument {

  record Heading(TextRange range, int level, String title) {}

  record Table(TextRange range, TextRange header, List<TextRange> rows) {}

  private static final List<String> WORDS =
      List.of(
          "a",
          "of",
          "Insurance",
          "covered.",
          "e.g.",
          "Why?",
          "1984.",
          "2.",
          "|x|",
          "a\\|b",
          "été",
          "naïve",
          "保険料の支払い。",
          "你好",
          "👩‍👩‍👧‍👦",
          "𝒳𝒴",
          "e\u0301\u0302",
          "##",
          "*",
          "snake_case",
          "https://example.org/a/very/long/path?with=query&and=more#fragment",
          "\u00a0",
          "—",
          "$1,234.56");

  final StringBuilder text = new StringBuilder();
  final List<Heading> headings = new ArrayList<>();
  final List<Table> tables = new ArrayList<>();
  private final Random random;

  NastyDocument(long seed) {
    this.random = new Random(seed);
    int blocks = random.nextInt(40);
    for (int i = 0; i < blocks; i++) {
      block();
      text.append(random.nextInt(20) == 0 ? " \t\r\n".repeat(random.nextInt(1, 400)) : "");
      text.append("\n\n");
    }
  }

  private void block() {
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> heading();
      case 3, 4, 5 -> table();
      case 6 ->
          text.append("```\n").append((words(8) + "\n").repeat(random.nextInt(30))).append("```");
      case 7, 8 -> list();
      case 9 -> text.append("x".repeat(random.nextInt(1, 3000)));
      case 10 -> text.append("e\u0301👩‍👩‍👧‍👦𝒳".repeat(random.nextInt(1, 300)));
      default -> text.append("So: ").append(words(random.nextInt(1, 300)));
    }
  }

  private void heading() {
    int level = random.nextInt(1, 7);
    String title =
        "Part " + headings.size() + " of it".repeat(random.nextInt(random.nextInt(1, 20)));
    int start = text.length();
    text.append("#".repeat(level)).append(" **").append(title).append("**");
    headings.add(new Heading(new TextRange(start, text.length()), level, title));
  }

  private void list() {
    for (int i = random.nextInt(10); i >= 0; i--) {
      text.append(random.nextBoolean() ? "- " : "  1. ")
          .append(words(random.nextInt(1, 30)))
          .append('\n');
    }
  }

  private void table() {
    int columns = random.nextInt(1, random.nextInt(2, 12));
    int start = text.length();
    TextRange header = row(columns, 2);
    text.append("\n|").append(" --- |".repeat(columns));
    var rows = new ArrayList<TextRange>();
    for (int i = random.nextInt(40); i > 0; i--) {
      text.append('\n');
      rows.add(row(columns, random.nextInt(15) == 0 ? 40 : 5));
    }
    tables.add(new Table(new TextRange(start, text.length()), header, rows));
  }

  private TextRange row(int columns, int maxWords) {
    int start = text.length();
    text.append("|");
    for (int i = 0; i < columns; i++) {
      text.append(' ').append(words(random.nextInt(1, maxWords + 1))).append(" |");
    }
    return new TextRange(start, text.length());
  }

  private String words(int count) {
    var words = new StringBuilder("w");
    for (int i = 0; i < count; i++) {
      words.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
    }
    return words.append(" z").toString();
  }

  /// Characters and marks in no order at all.
  static String rubbish(long seed) {
    var random = new Random(seed);
    var marks =
        List.of(
            "#",
            "# ",
            "\n",
            "\n\n",
            "|",
            "| --- |\n",
            "```",
            "~~~\n",
            "- ",
            "1. ",
            "===\n",
            "---\n",
            " ",
            "\r\n",
            "word",
            "End. ",
            "\ud83d",
            "\udc69",
            "\u200d",
            "\u0301",
            "\0",
            "\t",
            "\u00a0",
            "*",
            "_",
            "\\",
            "字",
            "    ",
            "\u2028",
            "\u0085");
    var text = new StringBuilder();
    for (int i = random.nextInt(3000); i > 0; i--) {
      String mark = marks.get(random.nextInt(marks.size()));
      text.append(random.nextInt(200) == 0 ? mark.repeat(500) : mark);
    }
    return text.toString();
  }
}
