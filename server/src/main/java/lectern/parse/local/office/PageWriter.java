package lectern.parse.local.office;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.document.Page;
import lectern.document.Page.Origin;
import lectern.parse.PageSink;
import lectern.parse.local.ReadLimits;
import lectern.parse.local.Setting;

/// Puts blocks of Markdown together into pages and hands these over.
///
/// A page ends where a block ends, and before it would be longer than its aim. Headings go with
/// what follows them, a table that is longer than a page goes on with its header row repeated, and
/// a paragraph that is longer than a page is cut at the end of a line, a sentence or a word.
final class PageWriter {
  /// About two printed pages: enough to see a citation in its surroundings, and few enough to find
  /// it by eye.
  static final int USUAL_CHARS = 4_000;

  /// Enough for what is inside an item of either kind of list, and too little to become code.
  private static final String INDENT = "   ";

  private static final Pattern LINE_END = Pattern.compile("\n");
  private static final Pattern SENTENCE_END = Pattern.compile("[.!?。！？]\\s+");
  private static final Pattern WORD_END = Pattern.compile("\\s+");

  private final PageSink pages;
  private final int afterPage;
  private final int aimChars;
  private final WhenFull whenFull;
  private final StringBuilder current = new StringBuilder();

  /// Where the headings begin that nothing follows yet; the page's end when there are none.
  private int trailingHeadings;

  /// How deep an item of a list may be indented: one deeper than the last, 0 outside lists.
  private int nextDepth;

  private int finished;

  private enum WhenFull {
    NEXT_PAGE,
    REFUSE
  }

  private PageWriter(PageSink pages, int afterPage, int aimChars, WhenFull whenFull) {
    this.pages = pages;
    this.afterPage = afterPage;
    this.aimChars = aimChars;
    this.whenFull = whenFull;
  }

  /// For formats without pages.
  ///
  /// @param aimChars how long a page should be at most; a block or row that is longer makes it
  ///   longer
  static PageWriter cutting(PageSink pages, int afterPage, int aimChars) {
    return new PageWriter(pages, afterPage, aimChars, WhenFull.NEXT_PAGE);
  }

  /// For formats that say themselves where a page ends: it is cut nowhere else, and refused when it
  /// is over the limit.
  static PageWriter uncut(PageSink pages, int afterPage, ReadLimits limits) {
    return new PageWriter(pages, afterPage, limits.pageChars(), WhenFull.REFUSE);
  }

  /// @param level from 1, the outermost; there are 6 in Markdown
  void heading(int level, String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    if (line.isEmpty()) {
      return;
    }
    String heading = "#".repeat(Math.clamp(level, 1, 6)) + " " + line;
    makeRoom(heading.length());
    int first = Math.min(trailingHeadings, current.length());
    append("\n\n", heading);
    trailingHeadings = first;
  }

  void paragraph(String text) {
    block("\n\n", text.strip());
  }

  /// An item of a list. It is indented no deeper than the items before it on the page allow, since
  /// Markdown takes what hangs in the air for code.
  ///
  /// @param depth 0 for an item of an outermost list
  /// @param marker `-` or a number with its dot
  void item(int depth, String marker, String text) {
    makeRoom(INDENT.length() * depth + marker.length() + 1 + text.length());
    int shown = Math.min(depth, nextDepth);
    String indent = INDENT.repeat(shown);
    String hanging = "\n" + indent + " ".repeat(marker.length() + 1);
    String item = indent + marker + " " + text.strip().replaceAll("\\R", hanging);
    block(nextDepth > 0 ? "\n" : "\n\n", item);
    nextDepth = shown + 1;
  }

  /// A further paragraph of the last item.
  void inItem(String text) {
    int depth = nextDepth;
    String indent = INDENT.repeat(depth);
    block("\n\n", indent + text.strip().replaceAll("\\R", "\n" + indent));
    nextDepth = depth;
  }

  /// Text whose lines and spaces matter.
  void code(String text) {
    String rest = text.stripTrailing();
    while (!rest.isBlank()) {
      String piece = rest.substring(0, cut(rest, aimChars - 8));
      rest = rest.substring(piece.length());
      String fence = "`".repeat(Math.max(3, longestRun(piece, '`') + 1));
      String lines = piece.replaceFirst("^\\R", "").stripTrailing();
      makeRoom(lines.length() + 8);
      append("\n\n", fence + "\n" + lines + "\n" + fence);
    }
  }

  /// A block that is Markdown already, and the lines that part it from the one before.
  void verbatim(String gap, String block) {
    block(gap, block);
  }

  /// @param rows the first is the header
  void table(List<List<String>> rows) {
    int columns = MarkdownTable.columns(rows);
    if (columns == 0) {
      return;
    }
    String head = MarkdownTable.head(rows.getFirst(), columns);
    List<String> lines =
        rows.stream().skip(1).map(row -> MarkdownTable.line(row, columns)).toList();
    table(head, lines);
  }

  /// A table that is Markdown already.
  ///
  /// @param head the header row and the line of dashes
  void table(String head, List<String> lines) {
    long whole = head.length() + lines.stream().mapToLong(line -> line.length() + 1L).sum();
    makeRoom(whole <= aimChars ? (int) whole : head.length() + firstLength(lines));
    append("\n\n", head);
    for (String line : lines) {
      if (current.length() + line.length() + 1 > aimChars && current.length() > head.length()) {
        endFullPage();
        append("\n\n", head);
      }
      append("\n", line);
    }
  }

  /// Begins a new page when there is anything on this one.
  void breakPage() {
    if (!current.isEmpty()) {
      endPage();
    }
  }

  /// Hands over this page, also when it is empty, and begins the next.
  void endPage() {
    finished++;
    if (finished > afterPage) {
      pages.page(new Page(finished, current.toString(), List.of(), Origin.TEXT));
    }
    current.setLength(0);
    trailingHeadings = 0;
    nextDepth = 0;
  }

  private void block(String gap, String block) {
    String rest = block;
    String before = gap;
    while (rest.length() > aimChars) {
      int length = cut(rest, aimChars);
      String piece = rest.substring(0, length).stripTrailing();
      makeRoom(piece.length());
      append(before, piece);
      rest = rest.substring(length);
      before = "\n";
    }
    if (!rest.isBlank()) {
      makeRoom(rest.length());
      append(before, rest);
    }
  }

  /// Ends the page when it cannot take so much more. Headings at its end go along to the next.
  private void makeRoom(int chars) {
    if (current.isEmpty() || current.length() + 2 + chars <= aimChars) {
      return;
    }
    if (trailingHeadings == 0 && current.length() < aimChars / 2) {
      return;
    }
    String headings = trailingHeadings == 0 ? "" : current.substring(trailingHeadings).strip();
    current.setLength(trailingHeadings == 0 ? current.length() : trailingHeadings);
    endFullPage();
    current.append(headings);
  }

  private void endFullPage() {
    if (whenFull == WhenFull.REFUSE) {
      throw Setting.PAGE_CHARS.tooLarge(
          "Page %,d has more than %,d characters, the limit for one page"
              .formatted(finished + 1, aimChars));
    }
    endPage();
  }

  private void append(String gap, String block) {
    if (!current.isEmpty()) {
      current.append(gap);
    }
    current.append(block);
    trailingHeadings = current.length();
    nextDepth = 0;
  }

  private static int firstLength(List<String> lines) {
    return lines.isEmpty() ? 0 : lines.getFirst().length() + 1;
  }

  /// Where to cut a text that is longer than a page: the last good place in its second half.
  private static int cut(String text, int max) {
    if (text.length() <= max) {
      return text.length();
    }
    for (Pattern place : List.of(LINE_END, SENTENCE_END, WORD_END)) {
      Optional<Integer> end = lastEnd(place, text, max);
      if (end.isPresent()) {
        return end.get();
      }
    }
    return Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
  }

  private static Optional<Integer> lastEnd(Pattern place, String text, int max) {
    Matcher matcher = place.matcher(text).region(max / 2, max);
    Optional<Integer> end = Optional.empty();
    while (matcher.find()) {
      end = Optional.of(matcher.end());
    }
    return end;
  }

  private static int longestRun(String text, char of) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == of ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
