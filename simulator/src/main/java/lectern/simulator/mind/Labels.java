package lectern.simulator.mind;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.simulator.mind.Sentence.Place;

/// Reads the labels that say where a passage stands.
final class Labels {
  private static final Pattern MARKER =
      Pattern.compile("^\\s*(\\[\\^?[^\\[\\]\\n]{1,40}])(?!\\()\\s*:?\\s*(.*)$");
  private static final Pattern PAGE =
      Pattern.compile(
          "^[\\s#=<*_(\\[–—-]*(?:page|seite|p\\.)\\s*(?:no\\.?|number|n|[:=])*\\s*\"?(\\d{1,6})\"?"
              + "[\\s*_)\\]=>/–—-]*(?:[:.]\\s*(.*))?$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SOURCE =
      Pattern.compile(
          "^[\\s#(*_-]*(?:source|document|file|title|quelle)\\**\\s*:\\**\\s*(.{1,160}?)\\s*\\)?$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern PAGE_INSIDE =
      Pattern.compile(
          "(?:\\bpage|\\bseite|\\bp\\.)\\s*[:=]?\\s*(\\d{1,6})", Pattern.CASE_INSENSITIVE);
  private static final Pattern ELEMENT =
      Pattern.compile("^\\s*<(/?[a-zA-Z][\\w-]*)((?:\\s+[\\w-]+\\s*=\\s*\"[^\"]*\")*)\\s*>(.*)$");
  private static final Pattern ATTRIBUTE = Pattern.compile("([\\w-]+)\\s*=\\s*\"([^\"]*)\"");

  /// The tags that people put around passages.
  private static final Pattern BRACKET =
      Pattern.compile(
          "</?(?:documents?|passages?|contexts?|chunks?|excerpts?)(?:\\s[^<>]*)?>",
          Pattern.CASE_INSENSITIVE);

  /// What a label says, and what stands behind it on its line.
  record Label(Place place, String rest) {}

  private Labels() {}

  /// The text with each tag around a passage in a paragraph of its own, wherever it stood.
  static String parted(String text) {
    return text.indexOf('<') < 0 ? text : BRACKET.matcher(text).replaceAll("\n\n$0\n\n");
  }

  /// The label that the line begins with or is.
  static Optional<Label> leading(String line, Place before) {
    return switch (line.stripLeading().charAt(0)) {
      case '<' -> element(line, before).or(() -> page(line, before));
      case '[' -> marked(line).or(() -> page(line, before));
      default -> page(line, before).or(() -> source(line, before));
    };
  }

  /// The label that a fragment behind a sentence is: `[1]`, `(page 4)`, `(source: manual.pdf)`.
  static Optional<Place> trailing(String fragment, Place before) {
    var last = fragment.charAt(fragment.length() - 1);
    if (fragment.charAt(0) == '[' && last == ']') {
      return Optional.of(new Place(Optional.of(fragment), before.source(), before.page()));
    }
    if (fragment.charAt(0) == '(' && last == ')') {
      return page(fragment, before).or(() -> source(fragment, before)).map(Label::place);
    }
    return Optional.empty();
  }

  private static Optional<Label> marked(String line) {
    var marker = MARKER.matcher(line);
    if (!marker.matches()) {
      return Optional.empty();
    }
    var place = Place.marked(marker.group(1));
    var rest = marker.group(2);
    var page = PAGE_INSIDE.matcher(rest);
    var isHeader = rest.length() < 120 && !rest.endsWith(".") && page.find();
    return Optional.of(
        isHeader
            ? new Label(place.on(Integer.parseInt(page.group(1))), "")
            : new Label(place, rest));
  }

  private static Optional<Label> page(String line, Place before) {
    var page = PAGE.matcher(line);
    if (!page.matches()) {
      return Optional.empty();
    }
    var place = new Place(Optional.empty(), before.source(), number(page));
    return Optional.of(new Label(place, page.group(2) == null ? "" : page.group(2)));
  }

  private static Optional<Integer> number(Matcher page) {
    return Optional.of(Integer.valueOf(page.group(1)));
  }

  private static Optional<Label> source(String line, Place before) {
    var source = SOURCE.matcher(line);
    if (!source.matches()) {
      return Optional.empty();
    }
    var name = source.group(1);
    var page = PAGE_INSIDE.matcher(name);
    var place = new Place(before.marker(), Optional.empty(), Optional.empty());
    if (!page.find()) {
      return Optional.of(new Label(place.of(name), ""));
    }
    var title = name.substring(0, page.start()).replaceAll("[\\s,;(–—-]+$", "");
    return Optional.of(new Label(place.of(title).on(Integer.parseInt(page.group(1))), ""));
  }

  private static Optional<Label> element(String line, Place before) {
    var element = ELEMENT.matcher(line);
    if (!element.matches()) {
      return Optional.empty();
    }
    var closes = element.group(1).startsWith("/");
    var place = attributes(element.group(2), closes ? Place.UNKNOWN : before);
    var end = "</" + element.group(1) + ">";
    var rest = element.group(3);
    return Optional.of(
        new Label(
            place, rest.endsWith(end) ? rest.substring(0, rest.length() - end.length()) : rest));
  }

  private static Place attributes(String text, Place before) {
    var place = text.isBlank() ? before : Place.UNKNOWN;
    var attribute = ATTRIBUTE.matcher(text);
    while (attribute.find()) {
      place = with(place, attribute.group(1), attribute.group(2));
    }
    return place;
  }

  /// The place with what a named value adds to it; names that say nothing of places add nothing.
  static Place with(Place place, String name, String value) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "page", "page_number", "pagenumber", "n" ->
          isNumber(value) ? place.on(Integer.parseInt(value)) : place;
      case "source", "file", "filename", "file_name", "title", "document", "url" -> place.of(value);
      case "citation", "marker", "label", "ref", "cite" ->
          new Place(Optional.of(value), place.source(), place.page());
      case "id", "index", "number", "passage_id" ->
          place.marker().isPresent()
              ? place
              : new Place(Optional.of("[" + value + "]"), place.source(), place.page());
      default -> place;
    };
  }

  private static boolean isNumber(String value) {
    return !value.isEmpty() && value.length() < 7 && value.chars().allMatch(Character::isDigit);
  }
}
