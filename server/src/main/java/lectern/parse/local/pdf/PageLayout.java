package lectern.parse.local.pdf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes the text of a page: the way most of it runs first, then what is turned otherwise.
final class PageLayout {
  private final Sheet sheet;
  private final Headings.Place place;
  private final MarkdownPage page;

  PageLayout(Sheet sheet, Headings.Place place, MarkdownPage page) {
    this.sheet = sheet;
    this.place = place;
    this.page = page;
  }

  void write(PageText.Drawn drawn) {
    List<Glyph> glyphs = drawn.glyphs();
    var byTurn = new EnumMap<Turn, List<Glyph>>(Turn.class);
    glyphs.forEach(
        glyph -> byTurn.computeIfAbsent(glyph.turn(), _ -> new ArrayList<>()).add(glyph));
    byTurn.entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> -entry.getValue().size()))
        .forEach(entry ->
            write(
                entry.getKey(),
                entry.getValue(),
                entry.getKey() == Turn.RIGHTWARD ? drawn.rules() : List.of()));
  }

  private void write(Turn turn, List<Glyph> glyphs, List<Rule> rules) {
    List<Run> runs = Runs.of(glyphs, sheet);
    if (runs.isEmpty()) {
      return;
    }
    Map<Integer, Table> ruled = new HashMap<>();
    RuledTables.of(runs, rules).forEach(table -> ruled.put(table.firstOrder(), table));
    var stretches =
        Columns.of(standIns(runs, ruled)).stream().map(part -> Stretch.of(part, ruled)).toList();
    List<Line> lines = stretches.stream().flatMap(stretch -> stretch.lines().stream()).toList();
    Set<Line> overTables = Collections.newSetFromMap(new IdentityHashMap<>());
    stretches.forEach(stretch -> overTables.addAll(stretch.overTables()));
    var setting = new Headings.Setting(body(lines, runs), turn.depth(sheet), place, overTables);
    var blocks = new Blocks(page, new Headings(lines, setting), new Hyphens(runs));
    stretches.forEach(stretch -> stretch.write(page, blocks));
    blocks.end();
  }

  /// A table found by its lines is one run as wide as the table, for all that orders the page.
  private static List<Run> standIns(List<Run> runs, Map<Integer, Table> ruled) {
    Map<Integer, Span> spans = new HashMap<>();
    Map<Integer, Integer> firsts = new HashMap<>();
    ruled
        .values()
        .forEach(table -> table.orders().forEach(run -> firsts.put(run, table.firstOrder())));
    for (Run run : runs) {
      if (firsts.containsKey(run.order())) {
        spans.merge(firsts.get(run.order()), run.span(), Span::with);
      }
    }
    return runs.stream()
        .filter(run -> firsts.getOrDefault(run.order(), run.order()) == run.order())
        .map(run ->
            new Run(
                run.words(),
                run.order(),
                spans.getOrDefault(run.order(), run.span()),
                run.largest()))
        .toList();
  }

  /// The size of the text outside of tables, where there is any.
  private static float body(List<Line> lines, List<Run> runs) {
    var words =
        lines.isEmpty()
            ? runs.stream().flatMap(run -> run.words().stream())
            : lines.stream().flatMap(line -> line.words().stream());
    return new Sizes(words.toList()).most();
  }

  /// Part of a page that is read from its top to its end: lines in the order of the file, and
  /// tables where their first run is drawn.
  private record Stretch(List<Part> parts) {

    sealed interface Part {
      record Text(List<Line> lines) implements Part {}

      record Amounts(Table table) implements Part {}
    }

    static Stretch of(List<Run> runs, Map<Integer, Table> ruled) {
      List<Table> tables =
          Tables.of(runs.stream().filter(run -> !ruled.containsKey(run.order())).toList());
      Set<Integer> taken = new HashSet<>();
      Map<Integer, Table> byOrder = new HashMap<>(ruled);
      for (Table table : tables) {
        taken.addAll(table.orders());
        byOrder.put(table.firstOrder(), table);
      }
      var parts = new ArrayList<Part>();
      var text = new ArrayList<Run>();
      for (Run run : runs) {
        if (byOrder.containsKey(run.order())) {
          parts.add(new Part.Text(Line.of(text)));
          parts.add(new Part.Amounts(byOrder.get(run.order())));
          text.clear();
        } else if (!taken.contains(run.order())) {
          text.add(run);
        }
      }
      parts.add(new Part.Text(Line.of(text)));
      return new Stretch(List.copyOf(parts));
    }

    List<Line> lines() {
      return parts.stream()
          .filter(Part.Text.class::isInstance)
          .flatMap(part -> ((Part.Text) part).lines().stream())
          .toList();
    }

    List<Line> overTables() {
      var over = new ArrayList<Line>();
      List<Line> above = List.of();
      for (Part part : parts) {
        switch (part) {
          case Part.Text(var lines) -> above = lines;
          case Part.Amounts _ -> {
            if (!above.isEmpty()) {
              over.add(above.getLast());
            }
          }
        }
      }
      return over;
    }

    void write(MarkdownPage page, Blocks blocks) {
      for (Part part : parts) {
        switch (part) {
          case Part.Text(var lines) -> lines.forEach(blocks::add);
          case Part.Amounts(var table) -> {
            blocks.end();
            table.write(page);
          }
        }
      }
    }
  }
}
