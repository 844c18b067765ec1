package lectern.parse.local.pdf;

import java.util.List;
import java.util.Set;

/// A table as it will be written.
///
/// @param header the cells of the header row; all empty where the page shows none
/// @param rows each with as many cells as the header
/// @param orders the runs that it takes up, by their places in the order of the file
record Table(List<Cell> header, List<List<Cell>> rows, Set<Integer> orders) {

  /// @param words may be empty
  record Cell(List<Word> words) {
    Cell {
      words = List.copyOf(words);
    }
  }

  Table {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    orders = Set.copyOf(orders);
  }

  int firstOrder() {
    return orders.stream().mapToInt(Integer::intValue).min().orElse(0);
  }

  /// Whether it is all figures with short labels; columns of prose with numbers between are not.
  boolean isOfFigures() {
    List<Cell> filled =
        rows.stream().flatMap(List::stream).filter(cell -> !cell.words().isEmpty()).toList();
    int words = filled.stream().mapToInt(cell -> cell.words().size()).sum();
    return header.size() >= 3 && words <= 2 * filled.size();
  }

  void write(MarkdownPage page) {
    write(page.block(), header);
    page.line().marks("|").marks(" --- |".repeat(header.size()));
    for (List<Cell> row : rows) {
      write(page.line(), row);
    }
  }

  private static void write(MarkdownPage page, List<Cell> cells) {
    page.marks("|");
    for (Cell cell : cells) {
      write(page, cell);
      page.marks(" |");
    }
  }

  private static boolean isAttached(Word before, Word word) {
    return Values.areOne(before, word) || word.clingsTo(before);
  }

  private static void write(MarkdownPage page, Cell cell) {
    for (int i = 0; i < cell.words().size(); i++) {
      Word word = cell.words().get(i);
      if (i == 0 || !isAttached(cell.words().get(i - 1), word)) {
        page.marks(" ");
      }
      page.word(word.shown().replace("|", "\\|"), word.box());
    }
  }
}
