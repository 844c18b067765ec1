package lectern.simulator.mind;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import lectern.simulator.mind.Sentence.Place;

/// The sentences of passages of documents, with the labels that stand with them. A label is `[1]`,
/// `Page 4`, `Source: manual.pdf`, `<document id="1" page="4">` or a field of JSON; it holds until
/// another comes.
final class Passages {
  private static final Pattern JSON_LINE =
      Pattern.compile("(?:[^\\[{\"]{1,60}:)?\\s*([\\[{].*[]}])\\s*");

  private final List<Sentence> sentences = new ArrayList<>();
  private final StringBuilder block = new StringBuilder();
  private Place place = Place.UNKNOWN;

  private Passages() {}

  /// All sentences of the text.
  static List<Sentence> in(String text) {
    var passages = new Passages();
    var json = JsonPassages.in(text);
    if (json.isPresent()) {
      return json.get();
    }
    Labels.parted(text).lines().forEach(passages::line);
    passages.endBlock();
    return passages.sentences;
  }

  /// All sentences of the text, which stands at that place unless it says otherwise.
  static List<Sentence> in(String text, Place place) {
    return in(text).stream()
        .map(sentence ->
            sentence.place().isKnown() ? sentence : new Sentence(sentence.text(), place))
        .toList();
  }

  private void line(String line) {
    if (line.isBlank()) {
      endBlock();
      return;
    }
    var json = json(line);
    if (!json.isEmpty()) {
      endBlock();
      sentences.addAll(json);
      return;
    }
    var label = Labels.leading(line, place);
    if (label.isPresent()) {
      endBlock();
      place = label.get().place();
      append(label.get().rest());
    } else {
      if (beginsItem(line) || afterHeading()) {
        endBlock();
      }
      append(line);
    }
  }

  /// What JSON says that stands on a line of its own, or behind a heading such as `Context:`.
  private static List<Sentence> json(String line) {
    var json = JSON_LINE.matcher(line);
    return json.matches() ? JsonPassages.in(json.group(1)).orElse(List.of()) : List.of();
  }

  private static boolean beginsItem(String line) {
    var first = line.stripLeading().charAt(0);
    return first == '-' || first == '*' || first == '•' || first == '|' || first == '#';
  }

  private boolean afterHeading() {
    return !block.isEmpty() && block.charAt(0) == '#';
  }

  private void append(String line) {
    if (!line.isBlank()) {
      block.append(block.isEmpty() ? "" : "\n").append(line);
    }
  }

  private void endBlock() {
    var from = sentences.size();
    for (var sentence : Sentences.in(block.toString())) {
      var trailing = Labels.trailing(sentence, place);
      if (trailing.isPresent()) {
        relabel(from, trailing.get());
        from = sentences.size();
      } else {
        sentences.add(new Sentence(sentence, place));
      }
    }
    block.setLength(0);
  }

  /// A label behind sentences is about those of the block that no other label was behind.
  private void relabel(int from, Place trailing) {
    for (var i = from; i < sentences.size(); i++) {
      sentences.set(i, new Sentence(sentences.get(i).text(), trailing));
    }
  }
}
