package lectern.chunk;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lectern.document.TextRange;

/// The last resort: cuts what has no better place to be cut, a sentence or a table row longer than
/// a chunk.
///
/// Takes pieces as long as the tokens per character so far suggest, measures each, and takes a
/// shorter one when it was too long: a measurement or two per piece, whatever the text. Each piece
/// ends, in its second half, at the last line end, else the last cell border (`|`), else after the
/// last mark that ends a clause, else at the last blank, else between two characters as the reader
/// sees them; a single such character longer than the room is cut between code points.
final class WordCut {

  /// Where no piece has been measured yet. Too low costs nothing, too high one measurement.
  private static final double FIRST_CHARS_PER_TOKEN = 4;

  /// Aims a little below the room, since the next piece may be denser than the last.
  private static final double CAUTION = 0.9;

  /// How far a visible character (letter and accents, joined emoji) is looked at beyond a cut.
  private static final int LOOK_AHEAD_CHARS = 32;

  private final String text;
  private final Measure measure;

  WordCut(String text, Measure measure) {
    this.text = text;
    this.measure = measure;
  }

  /// Pieces of at most `room` tokens each (one code point is a piece even if it has more), without
  /// white space at their ends.
  ///
  /// @param range not blank, and without white space at its ends
  List<Part> cut(TextRange range, int room, Context context) {
    var pieces = new ArrayList<Part>();
    double charsPerToken = FIRST_CHARS_PER_TOKEN;
    int start = range.start();
    while (start < range.end()) {
      var rest = new TextRange(start, range.end());
      TextRange piece = piece(rest, (int) (room * charsPerToken * CAUTION));
      int tokens = measure.tokens(text, piece);
      while (tokens > room && !isCodePoint(piece)) {
        double fitting = CAUTION * piece.length() * room / tokens;
        piece = piece(rest, Math.min((int) fitting, piece.length() - 1));
        tokens = measure.tokens(text, piece);
      }
      pieces.add(new Part(piece, tokens, context));
      charsPerToken =
          Math.min((double) piece.length() / Math.max(1, tokens), Measure.MAX_CHARS_PER_TOKEN);
      start = Lines.skipBlanks(text, new TextRange(piece.end(), range.end()));
    }
    return pieces;
  }

  /// The beginning of the rest, of about `length` characters; one code point at least.
  private TextRange piece(TextRange rest, int length) {
    if (length >= rest.length()) {
      return rest;
    }
    int end = borderBefore(rest, rest.start() + Math.max(1, length));
    return Lines.trimmed(text, new TextRange(rest.start(), end));
  }

  private int borderBefore(TextRange rest, int end) {
    int half = rest.start() + (end - rest.start()) / 2;
    return Stream.<IntPredicate>of(
            this::isLineEnd, this::isCellBorder, this::isClauseEnd, this::isBlank)
        .map(border -> IntStream.iterate(end, at -> at > half, at -> at - 1).filter(border))
        .flatMapToInt(places -> places.limit(1))
        .findFirst()
        .orElseGet(() -> characterBorderBefore(rest, end));
  }

  private boolean isLineEnd(int at) {
    return text.charAt(at) == '\n';
  }

  private boolean isCellBorder(int at) {
    return text.charAt(at) == '|' && text.charAt(at - 1) != '\\';
  }

  private boolean isClauseEnd(int at) {
    return isBlank(at) && ".;:!?".indexOf(text.charAt(at - 1)) >= 0;
  }

  private boolean isBlank(int at) {
    return Character.isWhitespace(text.charAt(at));
  }

  private int characterBorderBefore(TextRange rest, int end) {
    int seen = Math.min(rest.end(), end + LOOK_AHEAD_CHARS);
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text.substring(rest.start(), seen));
    int offset = end - rest.start();
    int border = characters.isBoundary(offset) ? offset : characters.preceding(offset);
    if (border > 0) {
      return rest.start() + border;
    }
    boolean insidePair =
        Character.isHighSurrogate(text.charAt(end - 1))
            && Character.isLowSurrogate(text.charAt(end));
    if (!insidePair) {
      return end;
    }
    return end - 1 > rest.start() ? end - 1 : end + 1;
  }

  private boolean isCodePoint(TextRange piece) {
    return text.codePointCount(piece.start(), piece.end()) == 1;
  }
}
