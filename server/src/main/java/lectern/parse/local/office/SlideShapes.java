package lectern.parse.local.office;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lectern.parse.local.office.SlideShape.Paragraph;

/// Finds the shapes of a slide in its XML.
final class SlideShapes {
  /// What the layout puts on every slide.
  private static final Set<String> REPEATED = Set.of("dt", "ftr", "hdr", "sldNum", "sldImg");

  private final List<SlideShape> shapes = new ArrayList<>();

  private SlideShapes() {}

  /// @param slide at its root
  static List<SlideShape> of(Xml slide) throws IOException {
    var found = new SlideShapes();
    found.collect(slide);
    return found.shapes;
  }

  /// All paragraphs in the current element, wherever they are.
  static List<Paragraph> paragraphsIn(Xml xml) throws IOException {
    List<Paragraph> paragraphs = new ArrayList<>();
    while (xml.nextChild()) {
      switch (xml.name()) {
        case "p" -> paragraph(xml).ifPresent(paragraphs::add);
        case "Fallback" -> xml.skip();
        default -> paragraphs.addAll(paragraphsIn(xml));
      }
    }
    return paragraphs;
  }

  /// Goes through groups and frames down to the shapes.
  private void collect(Xml xml) throws IOException {
    while (xml.nextChild()) {
      switch (xml.name()) {
        case "sp" -> shape(xml);
        case "tbl" -> shapes.add(new SlideShape.Table(rows(xml)));
        case "Fallback", "nvGrpSpPr", "grpSpPr", "pic", "timing", "transition", "extLst" ->
            xml.skip();
        default -> collect(xml);
      }
    }
  }

  private void shape(Xml xml) throws IOException {
    Optional<String> place = Optional.empty();
    List<Paragraph> paragraphs = List.of();
    while (xml.nextChild()) {
      switch (xml.name()) {
        case "nvSpPr" -> place = placeholder(xml);
        case "txBody" -> paragraphs = paragraphsIn(xml);
        default -> xml.skip();
      }
    }
    String kind = place.orElse("none");
    if (paragraphs.isEmpty() || REPEATED.contains(kind)) {
      return;
    }
    switch (kind) {
      case "title", "ctrTitle" ->
          shapes.add(
              new SlideShape.Title(paragraphs.stream().map(Paragraph::text).collect(joining(" "))));
      case "none", "subTitle" -> shapes.add(new SlideShape.TextBox(paragraphs));
      default -> shapes.add(new SlideShape.Body(paragraphs));
    }
  }

  /// The kind of the place in the layout that a shape fills, if it fills one.
  private static Optional<String> placeholder(Xml xml) throws IOException {
    Optional<String> found = Optional.empty();
    while (xml.nextChild()) {
      if (xml.name().equals("ph")) {
        found = Optional.of(xml.attribute("type").orElse("obj"));
        xml.skip();
      } else {
        Optional<String> below = placeholder(xml);
        found = below.isPresent() ? below : found;
      }
    }
    return found;
  }

  private static List<List<String>> rows(Xml table) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    while (table.nextChild()) {
      if (!table.name().equals("tr")) {
        table.skip();
        continue;
      }
      List<String> cells = new ArrayList<>();
      while (table.nextChild()) {
        if (table.name().equals("tc")) {
          cells.add(paragraphsIn(table).stream().map(Paragraph::text).collect(joining(" ")));
        } else {
          table.skip();
        }
      }
      rows.add(cells);
    }
    return rows;
  }

  private static Optional<Paragraph> paragraph(Xml xml) throws IOException {
    int level = 0;
    var text = new StringBuilder();
    while (xml.nextChild()) {
      switch (xml.name()) {
        case "pPr" -> {
          level =
              xml.attribute("lvl")
                  .filter(lvl -> lvl.matches("[0-8]"))
                  .map(Integer::parseInt)
                  .orElse(0);
          xml.skip();
        }
        case "r", "fld" -> text.append(run(xml));
        case "br" -> {
          text.append('\n');
          xml.skip();
        }
        default -> xml.skip();
      }
    }
    return text.toString().isBlank()
        ? Optional.empty()
        : Optional.of(new Paragraph(level, text.toString().strip()));
  }

  private static String run(Xml xml) throws IOException {
    var text = new StringBuilder();
    while (xml.nextChild()) {
      if (xml.name().equals("t")) {
        text.append(xml.text());
      } else {
        xml.skip();
      }
    }
    return text.toString();
  }
}
