package lectern.agent;

import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads a model's text as it comes, and puts what its markers really stand for in their place. For
/// one answer and one thread.
///
/// A marker may be split over pieces, so what may yet become one is held back: some characters at
/// most.
final class Markers {
  /// A marker with the blanks before it: `[2]`, and `[2, 3]` although only one was asked for.
  private static final Pattern MARKER =
      Pattern.compile("\\s*\\[\\s*\\d{1,3}(?:\\s*,\\s*\\d{1,3})*\\s*]");

  /// What may become one.
  private static final Pattern BEGIN = Pattern.compile("\\s*(?:\\[[\\d,\\s]{0,40})?$");

  /// Where the sentence that a marker stands behind began.
  private static final Pattern SENTENCE_END = Pattern.compile("[.!?:][\"”’)]*\\s+|\\n");

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private final Citing citing;
  private final StringBuilder held = new StringBuilder();
  private final StringBuilder sentence = new StringBuilder();

  /// What is done with the text.
  interface Citing {
    /// @return the marker to put there, such as `[1]`; empty when there is nothing behind it
    String cite(int passage, String sentence) throws IOException;

    /// Text to be shown.
    void show(String text) throws IOException;

    /// Everything shown so far is shown; citations may be told.
    void settled() throws IOException;
  }

  Markers(Citing citing) {
    this.citing = citing;
  }

  /// Takes the next piece.
  void take(String piece) throws IOException {
    held.append(piece);
    var begin = BEGIN.matcher(held);
    pass(begin.find() ? begin.start() : held.length());
  }

  /// There is no more.
  void end() throws IOException {
    pass(held.length());
  }

  private void pass(int length) throws IOException {
    var text = held.substring(0, length);
    held.delete(0, length);
    var marker = MARKER.matcher(text);
    int shown = 0;
    while (marker.find()) {
      show(text.substring(shown, marker.start()));
      mark(marker.group());
      shown = marker.end();
    }
    show(text.substring(shown));
  }

  private void show(String text) throws IOException {
    if (!text.isEmpty()) {
      sentence.append(text);
      citing.show(text);
    }
  }

  /// The blanks before a marker stay when it does.
  private void mark(String marker) throws IOException {
    var numbers = NUMBER.matcher(marker).results().map(it -> Integer.parseInt(it.group())).toList();
    var kept = new StringBuilder();
    for (int number : numbers) {
      kept.append(citing.cite(number, lastSentence()));
    }
    if (!kept.isEmpty()) {
      var blanks = marker.chars().takeWhile(Character::isWhitespace);
      citing.show(blanks.mapToObj(Character::toString).collect(Collectors.joining()) + kept);
      citing.settled();
    }
  }

  /// What stands before the marker, from the end of the sentence before.
  private String lastSentence() {
    var text = sentence.toString().strip();
    var ends = SENTENCE_END.matcher(text);
    int from = 0;
    while (ends.find()) {
      from = ends.end();
    }
    return text.substring(from);
  }
}
