package lectern.parse.local.office;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the styles of a Word document say about a paragraph's place in its structure.
final class DocxStyles {
  private static final Pattern HEADING = Pattern.compile("heading ([1-9])");
  private static final Pattern CONTENTS = Pattern.compile("toc [1-9]");

  /// Styles are based on styles; honest files come to five or so.
  private static final int MAX_BASES = 20;

  private final Map<String, Style> byId = new HashMap<>();

  /// @param outline the level of the heading, counted from 0; 9 is body text
  record Style(
      String name, Optional<String> base, Optional<Integer> outline, Optional<DocxNumber> number) {}

  private DocxStyles() {}

  static DocxStyles of(ZipParts parts, String part) throws IOException {
    var styles = new DocxStyles();
    try (Xml xml = parts.xml(part)) {
      while (xml.nextChild()) {
        if (xml.name().equals("style")) {
          styles.byId.put(xml.attribute("styleId").orElse(""), style(xml));
        } else {
          xml.skip();
        }
      }
    }
    return styles;
  }

  /// The level of the heading, from 1, that paragraphs of a style are; nothing for other text.
  Optional<Integer> headingLevel(String id) {
    Optional<Style> style = Optional.ofNullable(byId.get(id));
    for (int i = 0; i < MAX_BASES && style.isPresent(); i++) {
      Matcher heading = HEADING.matcher(style.get().name());
      if (style.get().name().equals("title")) {
        return Optional.of(1);
      }
      if (heading.matches()) {
        return Optional.of(Integer.parseInt(heading.group(1)));
      }
      if (style.get().outline().isPresent()) {
        return style.get().outline().filter(level -> level < 9).map(level -> level + 1);
      }
      style = style.get().base().map(byId::get);
    }
    return Optional.empty();
  }

  /// How paragraphs of a style are numbered, if they are.
  Optional<DocxNumber> number(String id) {
    Optional<Style> style = Optional.ofNullable(byId.get(id));
    for (int i = 0; i < MAX_BASES && style.isPresent(); i++) {
      if (style.get().number().isPresent()) {
        return style.get().number();
      }
      style = style.get().base().map(byId::get);
    }
    return Optional.empty();
  }

  /// Whether a style is for the lines of a table of contents, which say nothing that the headings
  /// do not.
  boolean isContents(String id) {
    Style style = byId.get(id);
    return style != null && CONTENTS.matcher(style.name()).matches();
  }

  private static Style style(Xml xml) throws IOException {
    String name = "";
    Optional<String> base = Optional.empty();
    var paragraph = new DocxParagraphProperties();
    while (xml.nextChild()) {
      switch (xml.name()) {
        case "name" -> {
          name = xml.attribute("val").orElse("").toLowerCase(Locale.ROOT);
          xml.skip();
        }
        case "basedOn" -> {
          base = xml.attribute("val");
          xml.skip();
        }
        case "pPr" -> paragraph.read(xml);
        default -> xml.skip();
      }
    }
    return new Style(name, base, paragraph.outline(), paragraph.number());
  }
}
