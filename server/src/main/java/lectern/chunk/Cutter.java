package lectern.chunk;

import java.text.BreakIterator;
import java.text.StringCharacterIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lectern.document.TextRange;

/// Cuts a block that is too long for one chunk where it hurts least: prose at sentence ends, a
/// table between rows, code between lines. Only what is still too long alone is cut inside, by
/// {@link WordCut}; a table row then at its cell borders.
final class Cutter {

  private final String text;
  private final Measure measure;

  Cutter(String text, Measure measure) {
    this.text = text;
    this.measure = measure;
  }

  /// The block as one part if it has at most `room` tokens, else its sentences, rows or lines. Each
  /// part fits into a chunk together with its context.
  ///
  /// @param context of the block, as if it stood at the beginning of a chunk
  List<Part> parts(Block block, Context context, int room) {
    int tokens = measure.tokens(text, block.range());
    if (tokens <= room) {
      return List.of(new Part(block.range(), tokens, context));
    }
    return switch (block) {
      case Block.Heading(TextRange range, _, _) -> parts(sentences(range), context);
      case Block.Prose(TextRange range) -> parts(sentences(range), context);
      case Block.Code(TextRange range) -> parts(Lines.of(text, range), context);
      case Block.Table table -> rows(table, context);
    };
  }

  private List<TextRange> sentences(TextRange range) {
    BreakIterator borders = BreakIterator.getSentenceInstance(Locale.ROOT);
    borders.setText(new StringCharacterIterator(text, range.start(), range.end(), range.start()));
    var sentences = new ArrayList<TextRange>();
    int start = borders.first();
    for (int end = borders.next(); end != BreakIterator.DONE; end = borders.next()) {
      TextRange sentence = Lines.trimmed(text, new TextRange(start, end));
      if (sentence.length() > 0) {
        sentences.add(sentence);
      }
      start = end;
    }
    return sentences;
  }

  private List<Part> parts(List<TextRange> ranges, Context context) {
    var parts = new ArrayList<Part>();
    for (TextRange range : ranges) {
      parts.addAll(fitting(range, context));
    }
    return parts;
  }

  private List<Part> fitting(TextRange range, Context context) {
    int room = measure.max() - context.tokens();
    int tokens = measure.tokens(text, range);
    if (tokens <= room) {
      return List.of(new Part(range, tokens, context));
    }
    return new WordCut(text, measure).cut(range, room, context);
  }

  private List<Part> rows(Block.Table table, Context context) {
    if (table.head().isEmpty()) {
      return parts(table.rows(), context);
    }
    Block.Head head = table.head().get();
    Context inTable =
        isTelling(head.names()) ? context.inTable(head.names().of(text), measure) : context;
    var parts = new ArrayList<Part>();
    List<TextRange> rest = table.rows();
    TextRange beginning = withFirstRow(table, head);
    if (measure.tokens(text, beginning) <= measure.max() - context.tokens()) {
      parts.addAll(fitting(beginning, context));
      rest = rest.subList(Math.min(1, rest.size()), rest.size());
    } else {
      parts.addAll(fitting(head.withRule(), context));
    }
    for (TextRange row : rest) {
      parts.addAll(row(row, context, inTable));
    }
    return parts;
  }

  /// A header is kept with its first row: alone it says nothing.
  private TextRange withFirstRow(Block.Table table, Block.Head head) {
    TextRange last = table.rows().isEmpty() ? head.withRule() : table.rows().getFirst();
    return new TextRange(table.range().start(), last.end());
  }

  /// Converters put an empty header above tables that have none.
  private boolean isTelling(TextRange header) {
    return header.of(text).chars().anyMatch(Character::isLetterOrDigit);
  }

  /// A row that fits only without the repeated header goes without it rather than be cut.
  private List<Part> row(TextRange row, Context context, Context inTable) {
    int tokens = measure.tokens(text, row);
    boolean fitsOnlyAlone =
        tokens > measure.max() - inTable.tokens() && tokens <= measure.max() - context.tokens();
    return fitting(row, fitsOnlyAlone ? context : inTable);
  }
}
