package lectern.parse.local.pdf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/// Deals the texts of a table's header rows out to its columns.
///
/// The lines of one head stand over each other, and not always in the same rows as those of the
/// next. So from the lowest row upwards, texts over each other are put into stacks; a text over
/// several stacks belongs to all of them. Then the stacks are matched with the columns: one to one
/// where there are as many, else by their places.
final class TableHeads {

  /// A head and all that stands over it; its lines from the lowest upwards.
  private record Stack(Span span, List<List<Word>> lines) {
    Stack with(Run line) {
      var higher = new ArrayList<>(lines);
      higher.add(line.words());
      return new Stack(span.with(line.span()), higher);
    }

    /// The same with a text that it shares with its neighbours.
    Stack under(Run line) {
      var higher = new ArrayList<>(lines);
      higher.add(line.words());
      return new Stack(span, higher);
    }

    List<Word> words() {
      return lines.reversed().stream().flatMap(List::stream).toList();
    }
  }

  /// How far from the middle of its group a head may stand, as a share of the distance of columns.
  private static final float MIDDLE = 0.25f;

  private static final Set<String> NOTES = Set.of("note", "notes", "ref", "ref.", "anhang");

  private final List<Span> columns;
  private final int firstOfAmounts;
  private final List<Stack> stacks = new ArrayList<>();
  private final List<Word> notes = new ArrayList<>();

  /// @param columns of the table, from left to right
  /// @param firstOfAmounts the first of them that holds amounts
  private TableHeads(List<Span> columns, int firstOfAmounts) {
    this.columns = columns;
    this.firstOfAmounts = firstOfAmounts;
  }

  /// The words over each column, from top to bottom.
  static List<List<Word>> of(List<Row> rows, List<Span> columns, int firstOfAmounts) {
    var heads = new TableHeads(columns, firstOfAmounts);
    rows.reversed().forEach(heads::add);
    return heads.dealt();
  }

  private void add(Row row) {
    if (firstOfAmounts > 0 && isNote(row)) {
      notes.addAll(0, row.cells().getFirst().words());
      return;
    }
    var wide = new ArrayList<Run>();
    List<Run> groups = groups(row);
    for (Run head : row.cells()) {
      if (groups.contains(head) || !isStacked(head)) {
        wide.add(head);
      }
    }
    stacks.sort(Comparator.comparingDouble(stack -> stack.span().left()));
    spread(wide);
  }

  /// "(In millions)", alone on its line, is said of the whole table.
  private static boolean isNote(Row row) {
    String text = row.cells().getFirst().text();
    return row.cells().size() == 1 && text.startsWith("(") && text.endsWith(")");
  }

  /// The heads of a row that stand over the middles of equal groups of stacks, as periods stand
  /// over their columns. Over an odd number, a head also stands over the middle one of them.
  private List<Run> groups(Row row) {
    float left = columns.get(firstOfAmounts).left();
    List<Span> below =
        stacks.stream().map(Stack::span).filter(span -> span.right() > left).toList();
    List<Run> heads = row.cells().stream().filter(head -> head.right() > left).toList();
    if (heads.isEmpty() || below.size() < 2 || below.size() % heads.size() != 0) {
      return List.of();
    }
    int each = below.size() / heads.size();
    float pitch = (below.getLast().centre() - below.getFirst().centre()) / (below.size() - 1);
    for (int i = 0; i < heads.size(); i++) {
      Span group = below.get(i * each).with(below.get((i + 1) * each - 1));
      if (Math.abs(group.centre() - heads.get(i).centre()) > MIDDLE * pitch) {
        return List.of();
      }
    }
    return each == 1 ? List.of() : heads;
  }

  private boolean isStacked(Run head) {
    Span span = head.span();
    List<Stack> below = stacks.stream().filter(stack -> stack.span().shared(span) > 0).toList();
    if (below.size() == 1 && isOver(span, below.getFirst().span(), head.size())) {
      stacks.set(stacks.indexOf(below.getFirst()), below.getFirst().with(head));
      return true;
    }
    if (below.isEmpty() && stacks.size() < columns.size() && !isColumnHeaded(span)) {
      stacks.add(new Stack(span, List.of(head.words())));
      return true;
    }
    return false;
  }

  /// Whether the column under a head has one already.
  private boolean isColumnHeaded(Span head) {
    return Grid.best(columns, head)
        .filter(column -> stacks.stream().anyMatch(stack -> stack.span().shared(column) > 0))
        .isPresent();
  }

  private static boolean isOver(Span head, Span stack, float em) {
    return Math.abs(head.centre() - stack.centre()) <= em
        || Math.abs(head.left() - stack.left()) <= em
        || Math.abs(head.right() - stack.right()) <= em;
  }

  private void spread(List<Run> wide) {
    List<Stack> below = stacks.stream().filter(stack -> !isOfNotes(stack)).toList();
    List<OptionalInt> over =
        Spread.of(wide.stream().map(Run::span).toList(), below.stream().map(Stack::span).toList());
    for (int i = 0; i < over.size(); i++) {
      if (over.get(i).isPresent()) {
        Stack stack = below.get(i);
        stacks.set(stacks.indexOf(stack), stack.under(wide.get(over.get(i).getAsInt())));
      }
    }
  }

  /// Whether a column refers to notes: no period stands over it.
  private static boolean isOfNotes(Stack stack) {
    List<Word> words = stack.words();
    return words.size() == 1 && NOTES.contains(words.getFirst().text().toLowerCase(Locale.ROOT));
  }

  private List<List<Word>> dealt() {
    var words = new ArrayList<List<Word>>();
    columns.forEach(_ -> words.add(new ArrayList<>()));
    int labels = columns.size() - stacks.size();
    if (labels == 0 || labels == firstOfAmounts) {
      for (int i = 0; i < stacks.size(); i++) {
        words.get(labels + i).addAll(stacks.get(i).words());
      }
    } else {
      byPlace(words);
    }
    words.getFirst().addAll(0, notes);
    return words;
  }

  private int textColumn(Span head) {
    List<Span> texts = columns.subList(0, Math.max(1, firstOfAmounts));
    return texts.indexOf(Grid.best(texts, head).orElseThrow());
  }

  private void byPlace(List<List<Word>> words) {
    float left = columns.get(firstOfAmounts).left();
    List<Stack> over = stacks.stream().filter(stack -> stack.span().right() > left).toList();
    stacks.stream()
        .filter(stack -> stack.span().right() <= left)
        .forEach(stack -> words.get(textColumn(stack.span())).addAll(stack.words()));
    List<OptionalInt> spread =
        Spread.of(
            over.stream().map(Stack::span).toList(),
            columns.subList(firstOfAmounts, columns.size()));
    for (int i = 0; i < spread.size(); i++) {
      if (spread.get(i).isPresent()) {
        words.get(firstOfAmounts + i).addAll(over.get(spread.get(i).getAsInt()).words());
      }
    }
  }
}
