package lectern.parse.local.pdf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes the text of a page: the way most of it runs first, then what is turned otherwise.
final class PageLayout {
  private final Sheet sheet;
  private final MarkdownPage page;

  PageLayout(Sheet sheet, MarkdownPage page) {
    this.sheet = sheet;
    this.page = page;
  }

  void write(List<Glyph> glyphs) {
    var byTurn = new EnumMap<Turn, List<Glyph>>(Turn.class);
    glyphs.forEach(
        glyph -> byTurn.computeIfAbsent(glyph.turn(), _ -> new ArrayList<>()).add(glyph));
    byTurn.entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> -entry.getValue().size()))
        .forEach(entry -> write(entry.getKey(), entry.getValue()));
  }

  private void write(Turn turn, List<Glyph> glyphs) {
    List<Run> runs = Runs.of(glyphs, sheet);
    if (runs.isEmpty()) {
      return;
    }
    var stretches = Columns.of(runs).stream().map(Stretch::of).toList();
    List<Line> lines = stretches.stream().flatMap(stretch -> stretch.lines().stream()).toList();
    float body = body(lines, runs);
    var blocks = new Blocks(page, new Headings(lines, body, turn.depth(sheet)), new Hyphens(runs));
    stretches.forEach(stretch -> stretch.write(page, blocks));
    blocks.end();
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

    static Stretch of(List<Run> runs) {
      List<Table> tables = Tables.of(runs);
      Set<Integer> taken = new HashSet<>();
      Map<Integer, Table> byOrder = new HashMap<>();
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
