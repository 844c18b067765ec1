package lectern.parse.local.pdf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import lectern.parse.local.pdf.Rule.Way;
import lectern.parse.local.pdf.Table.Cell;

/// Finds tables by the lines drawn around all their cells, whatever the cells hold.
///
/// Lines mislead as often as they help: frames around prose, boxes with many rows in them, lines
/// that words cross. So only a whole grid counts, with every word inside one of its cells and no
/// cell with several rows of amounts; all else is {@link Tables}' to find.
final class RuledTables {

  /// In points, by which lines of one grid may miss each other.
  private static final float SLACK = 3;

  /// How much of the grid's extent each of its lines must cover.
  private static final float COVERED = 0.9f;

  /// Words in a cell; more are a page in a frame.
  private static final int CELL_WORDS = 120;

  private final List<Run> runs;
  private final List<Rule> rules;

  private RuledTables(List<Run> runs, List<Rule> rules) {
    this.runs = runs;
    this.rules = rules;
  }

  /// @param runs of the page, in the order of the file
  /// @param rules of the page as it is shown, where its text is not turned
  static List<Table> of(List<Run> runs, List<Rule> rules) {
    return new RuledTables(runs, rules).find();
  }

  private List<Table> find() {
    var tables = new ArrayList<Table>();
    var left = new ArrayList<>(rules);
    while (!left.isEmpty()) {
      List<Rule> grid = connected(left);
      left.removeAll(grid);
      Optional.of(grid)
          .filter(lines -> lines.size() >= 6)
          .flatMap(this::lattice)
          .flatMap(this::table)
          .ifPresent(tables::add);
    }
    return List.copyOf(tables);
  }

  /// The lines that hang together with the first one.
  private static List<Rule> connected(List<Rule> rules) {
    var found = new ArrayList<>(List.of(rules.getFirst()));
    var others = new ArrayList<>(rules.subList(1, rules.size()));
    for (int i = 0; i < found.size(); i++) {
      Rule rule = found.get(i);
      List<Rule> met =
          others.stream()
              .filter(other -> rule.meets(other, SLACK) || continues(rule, other))
              .toList();
      found.addAll(met);
      others.removeAll(met);
    }
    return found;
  }

  private static boolean continues(Rule rule, Rule other) {
    return rule.way() == other.way()
        && Math.abs(rule.at() - other.at()) <= SLACK
        && rule.span().shared(other.span()) >= -SLACK;
  }

  /// Where a grid's lines are.
  private record Lattice(List<Float> across, List<Float> down) {
    int columns() {
      return across.size() - 1;
    }

    int rows() {
      return down.size() - 1;
    }
  }

  private Optional<Lattice> lattice(List<Rule> grid) {
    List<Rule> levels = grid.stream().filter(rule -> rule.way() == Way.LEVEL).toList();
    List<Rule> uprights = grid.stream().filter(rule -> rule.way() == Way.UPRIGHT).toList();
    List<Float> down = places(levels);
    List<Float> across = places(uprights);
    boolean whole =
        down.size() >= 3
            && across.size() >= 3
            && across.size() <= Row.MAX_VALUES
            && areWhole(levels, down, new Span(across.getFirst(), across.getLast()))
            && areWhole(uprights, across, new Span(down.getFirst(), down.getLast()));
    return whole ? Optional.of(new Lattice(across, down)) : Optional.empty();
  }

  private static List<Float> places(List<Rule> rules) {
    var places = new ArrayList<Float>();
    rules.stream()
        .map(Rule::at)
        .sorted()
        .filter(at -> places.isEmpty() || at - places.getLast() > SLACK)
        .forEach(places::add);
    return places;
  }

  private static boolean areWhole(List<Rule> rules, List<Float> places, Span extent) {
    return places.stream()
        .allMatch(place -> {
          List<Span> spans =
              rules.stream()
                  .filter(rule -> Math.abs(rule.at() - place) <= SLACK)
                  .map(Rule::span)
                  .reduce(List.of(), Grid::with, (one, _) -> one);
          double covered = spans.stream().mapToDouble(span -> span.shared(extent)).sum();
          return covered >= COVERED * extent.width();
        });
  }

  private Optional<Table> table(Lattice lattice) {
    List<List<Run>> cells = new ArrayList<>();
    for (int i = 0; i < lattice.rows() * lattice.columns(); i++) {
      cells.add(new ArrayList<>());
    }
    for (Run run : runs) {
      OptionalInt row = between(lattice.down(), run.baseline() - 0.3f * run.size());
      OptionalInt column = between(lattice.across(), run.centre());
      if (row.isPresent() && column.isPresent()) {
        if (!isWithin(run, lattice, column.getAsInt())) {
          return Optional.empty();
        }
        cells.get(row.getAsInt() * lattice.columns() + column.getAsInt()).add(run);
      }
    }
    var rows = new ArrayList<List<List<Run>>>();
    for (int i = 0; i < lattice.rows(); i++) {
      List<List<Run>> row = cells.subList(i * lattice.columns(), (i + 1) * lattice.columns());
      if (row.stream().anyMatch(cell -> !cell.isEmpty())) {
        rows.add(row);
      }
    }
    return isTable(rows) ? Optional.of(table(rows)) : Optional.empty();
  }

  /// Which of the stretches between two lines a place is in; none outside of the grid.
  private static OptionalInt between(List<Float> lines, float place) {
    int before = (int) lines.stream().filter(line -> line <= place).count();
    return before == 0 || before == lines.size() ? OptionalInt.empty() : OptionalInt.of(before - 1);
  }

  private static boolean isWithin(Run run, Lattice lattice, int column) {
    return run.left() >= lattice.across().get(column) - SLACK
        && run.right() <= lattice.across().get(column + 1) + SLACK;
  }

  private static boolean isTable(List<List<List<Run>>> rows) {
    Set<Integer> columns = new TreeSet<>();
    for (List<List<Run>> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        if (!row.get(i).isEmpty()) {
          columns.add(i);
        }
      }
      int words = row.stream().flatMap(List::stream).mapToInt(run -> run.words().size()).sum();
      if (holdsRows(row) || words > CELL_WORDS * row.size()) {
        return false;
      }
    }
    return rows.size() >= 2 && columns.size() >= 2;
  }

  /// Whether one row of the grid has several rows of amounts in it.
  private static boolean holdsRows(List<List<Run>> row) {
    List<Run> all = row.stream().flatMap(List::stream).toList();
    return Row.of(all).stream().filter(Row::isData).count() > 1;
  }

  private static Table table(List<List<List<Run>>> rows) {
    Set<Integer> orders =
        rows.stream()
            .flatMap(List::stream)
            .flatMap(List::stream)
            .map(Run::order)
            .collect(Collectors.toSet());
    List<List<Cell>> cells =
        rows.stream().map(row -> row.stream().map(RuledTables::cell).toList()).toList();
    if (isHeader(rows.getFirst())) {
      return new Table(cells.getFirst(), cells.subList(1, cells.size()), orders);
    }
    List<Cell> bare = cells.getFirst().stream().map(_ -> new Cell(List.of())).toList();
    return new Table(bare, cells, orders);
  }

  /// Two columns are mostly names and what they stand for, without a header unless it is bold.
  private static boolean isHeader(List<List<Run>> row) {
    List<Run> runs = row.stream().flatMap(List::stream).toList();
    boolean bold = runs.stream().allMatch(Run::isBold);
    boolean texts =
        row.stream().noneMatch(List::isEmpty) && runs.stream().noneMatch(Values::isValue);
    return bold || (texts && row.size() > 2);
  }

  private static Cell cell(List<Run> runs) {
    var words = new ArrayList<Word>();
    for (List<Run> line : Stitch.lines(runs)) {
      line.stream()
          .sorted(Comparator.comparingDouble(Run::left))
          .forEach(run -> words.addAll(run.words()));
    }
    return new Cell(words);
  }
}
