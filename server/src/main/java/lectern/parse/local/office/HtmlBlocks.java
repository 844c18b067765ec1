package lectern.parse.local.office;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/// Writes the blocks of an HTML page as Markdown: headings, paragraphs, lists, tables, preformatted
/// text. Emphasis and the addresses of links are left out, so that what a reader sees and what is
/// kept are the same letters.
final class HtmlBlocks {
  /// Not text of the document: programs, forms' machinery, and the ways around a site.
  private static final Set<String> IGNORED =
      Set.of(
          "head",
          "script",
          "style",
          "noscript",
          "template",
          "iframe",
          "object",
          "svg",
          "canvas",
          "audio",
          "video",
          "nav",
          "select",
          "datalist",
          "input",
          "button",
          "rp",
          "rt");

  private static final Set<String> IGNORED_ROLES =
      Set.of("navigation", "search", "menu", "menubar");

  private static final Set<String> INLINE_BLOCKS = Set.of("label", "legend", "option", "summary");

  private final PageWriter out;
  private final StringBuilder inline = new StringBuilder();
  private final Deque<ItemList> lists = new ArrayDeque<>();
  private Optional<String> marker = Optional.empty();
  private int quoteDepth;

  /// A list that is being written; `next` is the number of its next item.
  private static final class ItemList {
    private final boolean numbered;
    private int next;

    ItemList(boolean numbered, int next) {
      this.numbered = numbered;
      this.next = next;
    }

    String marker() {
      return numbered ? next++ + "." : "-";
    }
  }

  HtmlBlocks(PageWriter out) {
    this.out = out;
  }

  void write(Element body) {
    children(body);
    flush();
  }

  private void children(Element parent) {
    for (Node node : parent.childNodes()) {
      if (node instanceof TextNode text) {
        append(text.getWholeText());
      } else if (node instanceof Element element && !isIgnored(element)) {
        element(element);
      }
    }
  }

  private void element(Element element) {
    String name = element.normalName();
    switch (name) {
      case "h1", "h2", "h3", "h4", "h5", "h6" -> {
        flush();
        out.heading(name.charAt(1) - '0', element.text());
      }
      case "br" -> inline.append('\n');
      case "hr" -> flush();
      case "img" -> append(" " + element.attr("alt") + " ");
      case "ul", "menu" -> list(element, new ItemList(false, 1));
      case "ol" -> list(element, new ItemList(true, firstNumber(element)));
      case "li" -> item(element);
      case "pre" -> {
        flush();
        out.code(element.wholeText());
      }
      case "blockquote" -> {
        flush();
        quoteDepth++;
        children(element);
        flush();
        quoteDepth--;
      }
      case "table" -> {
        flush();
        table(element);
      }
      default -> container(element);
    }
  }

  private void container(Element element) {
    if (element.isBlock() || INLINE_BLOCKS.contains(element.normalName())) {
      flush();
      children(element);
      flush();
    } else {
      children(element);
    }
  }

  private void list(Element element, ItemList list) {
    flush();
    lists.push(list);
    children(element);
    flush();
    lists.pop();
  }

  private void item(Element element) {
    flush();
    marker = Optional.of(lists.isEmpty() ? "-" : lists.peek().marker());
    children(element);
    flush();
    marker = Optional.empty();
  }

  private void table(Element table) {
    table.select("caption").forEach(caption -> out.paragraph(caption.text()));
    List<List<String>> rows = rows(table);
    boolean isLayout = !table.select("table table").isEmpty() || MarkdownTable.columns(rows) < 2;
    if (isLayout) {
      for (Element cell : table.select("> tr > td, > tr > th, > * > tr > td, > * > tr > th")) {
        children(cell);
        flush();
      }
    } else {
      out.table(rows);
    }
  }

  private static List<List<String>> rows(Element table) {
    List<List<String>> rows = new ArrayList<>();
    for (Element row : table.select("> tr, > thead > tr, > tbody > tr, > tfoot > tr")) {
      List<String> cells = new ArrayList<>();
      for (Element cell : row.children()) {
        cells.add(cell.text());
        for (int i = 1; i < span(cell); i++) {
          cells.add("");
        }
      }
      if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
        rows.add(cells);
      }
    }
    return rows;
  }

  /// HTML allows no cell to span more than 1,000 columns.
  private static int span(Element cell) {
    return Math.clamp(number(cell.attr("colspan"), 1), 1, 1000);
  }

  private static int firstNumber(Element list) {
    return Math.max(0, number(list.attr("start"), 1));
  }

  private static int number(String text, int otherwise) {
    return text.matches("\\d{1,6}") ? Integer.parseInt(text) : otherwise;
  }

  private static boolean isIgnored(Element element) {
    return IGNORED.contains(element.normalName())
        || IGNORED_ROLES.contains(element.attr("role").toLowerCase(Locale.ROOT))
        || element.hasAttr("hidden")
        || element.attr("aria-hidden").equals("true")
        || element.attr("style").replace(" ", "").contains("display:none");
  }

  /// Adds text as a browser shows it: a run of white space is one space.
  private void append(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isSpace = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
      if (!isSpace) {
        inline.append(c);
      } else if (!inline.isEmpty() && " \n".indexOf(inline.charAt(inline.length() - 1)) < 0) {
        inline.append(' ');
      }
    }
  }

  private void flush() {
    String text = inline.toString().strip().replace(" \n", "\n");
    inline.setLength(0);
    if (text.isEmpty()) {
      return;
    }
    int depth = Math.max(0, lists.size() - 1);
    if (marker.isPresent()) {
      out.item(depth, marker.get(), text);
      marker = Optional.empty();
    } else if (!lists.isEmpty()) {
      out.inItem(text);
    } else {
      String quote = "> ".repeat(quoteDepth);
      out.paragraph(quote + text.replace("\n", "\n" + quote));
    }
  }
}
