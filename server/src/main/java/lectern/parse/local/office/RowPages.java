package lectern.parse.local.office;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Cuts a sheet of any length into pages, each a table that begins with the sheet's header row.
/// Only the rows of one page are held in memory.
///
/// The header is the first row with two cells or more; titles and remarks above it, of one cell
/// each, become paragraphs. Columns and rows that are empty throughout a page are left out, for
/// sheets often begin somewhere in the middle or reach to the last column there is.
final class RowPages {
  /// About five printed pages: few enough to find a row by eye, while tables of a few columns still
  /// come to the full number of rows.
  static final int CHARS = 20_000;

  private static final int ROWS = 200;

  /// A table has at most so many lines of title.
  private static final int MAX_TITLES = 10;

  private final PageWriter out;
  private final String sheet;
  private final List<List<String>> titles = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();
  private List<String> header = List.of();
  private int chars;
  private boolean isWritten;

  /// @param sheet its name, which becomes a heading unless the sheet is empty; may be empty itself
  RowPages(PageWriter out, String sheet) {
    this.out = out;
    this.sheet = sheet;
  }

  /// @param cells from the first column on
  void add(List<String> cells) {
    long filled = cells.stream().filter(cell -> !cell.isBlank()).count();
    if (filled == 0) {
      return;
    }
    if (header.isEmpty() && titles.isEmpty()) {
      out.heading(1, sheet);
    }
    if (!header.isEmpty()) {
      addBelowHeader(cells);
    } else if (filled > 1 || titles.size() == MAX_TITLES) {
      header = filled > 1 ? cells : titles.removeFirst();
      List<List<String>> above = List.copyOf(titles);
      titles.clear();
      if (filled > 1) {
        above.forEach(title -> out.paragraph(String.join("", title)));
      } else {
        above.forEach(this::addBelowHeader);
        addBelowHeader(cells);
      }
    } else {
      titles.add(cells);
    }
  }

  /// Ends the sheet and its last page. Nothing can be added any more.
  void end() {
    if (header.isEmpty() && !titles.isEmpty()) {
      header = titles.removeFirst();
      titles.forEach(this::addBelowHeader);
    }
    if (!header.isEmpty() && (!rows.isEmpty() || !isWritten)) {
      writeTable();
    }
    out.breakPage();
  }

  private void addBelowHeader(List<String> cells) {
    int length = cells.stream().mapToInt(cell -> cell.isBlank() ? 0 : cell.length() + 3).sum();
    if (rows.size() == ROWS || (chars + length > CHARS && !rows.isEmpty())) {
      writeTable();
      out.breakPage();
    }
    rows.add(cells);
    chars += length;
  }

  private void writeTable() {
    List<List<String>> table = new ArrayList<>();
    table.add(header);
    table.addAll(rows);
    var used = new BitSet();
    for (List<String> row : table) {
      for (int i = 0; i < row.size(); i++) {
        if (!row.get(i).isBlank()) {
          used.set(i);
        }
      }
    }
    out.table(table.stream().map(row -> only(used, row)).toList());
    rows.clear();
    chars = 0;
    isWritten = true;
  }

  private static List<String> only(BitSet used, List<String> row) {
    return used.stream().mapToObj(i -> i < row.size() ? row.get(i) : "").toList();
  }
}
