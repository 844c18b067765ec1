package lectern.chunk;

import java.util.ArrayList;
import java.util.List;
import lectern.document.TextRange;

/// What a part needs around it to be understood, should it begin a chunk.
///
/// @param headings outermost first; the outer ones are missing where the path was too long
/// @param tableHeader empty outside of tables and where it was too long to repeat
/// @param tokens what both cost together
record Context(List<String> headings, String tableHeader, int tokens) {

  static final Context NONE = new Context(List.of(), "", 0);

  Context {
    headings = List.copyOf(headings);
  }

  /// The path of the outline, as much of it as fits, the innermost first of all; of an innermost
  /// heading that is too long alone, the beginning.
  static Context under(Outline outline, Measure measure) {
    List<Outline.Heading> path = outline.path();
    var titles = new ArrayList<String>();
    int tokens = 1;
    for (Outline.Heading heading : path.reversed()) {
      int cost = measure.tokens(heading.title()) + 1;
      if (tokens + cost > measure.maxForHeadings()) {
        break;
      }
      titles.addFirst(heading.title());
      tokens += cost;
    }
    if (path.isEmpty()) {
      return NONE;
    }
    return titles.isEmpty()
        ? ofBeginning(path.getLast().title(), measure)
        : new Context(titles, "", tokens);
  }

  private static Context ofBeginning(String title, Measure measure) {
    int room = measure.maxForHeadings() - 2;
    TextRange all = new TextRange(0, title.length());
    Part beginning = new WordCut(title, measure).cut(all, room, NONE).getFirst();
    return new Context(List.of(beginning.range().of(title)), "", beginning.tokens() + 2);
  }

  /// The same below a table's header, unless that is too long to be repeated.
  Context inTable(String header, Measure measure) {
    int cost = measure.tokens(header) + 1;
    return cost > measure.maxForTableHeader() ? this : new Context(headings, header, tokens + cost);
  }

  boolean isEmpty() {
    return headings.isEmpty() && tableHeader.isEmpty();
  }

  /// The same with the least needed piece left out: the table header, then the outermost heading.
  Context weaker() {
    return tableHeader.isEmpty()
        ? new Context(headings.subList(1, headings.size()), "", tokens)
        : new Context(headings, "", tokens);
  }
}
