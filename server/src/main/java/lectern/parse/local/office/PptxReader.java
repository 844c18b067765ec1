package lectern.parse.local.office;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import lectern.document.Format;
import lectern.parse.PageSink;
import lectern.parse.local.FormatReader;
import lectern.parse.local.ReadLimits;
import lectern.parse.local.office.ZipParts.Relationship;

/// Reads a presentation. A slide is a page: its title as heading, its bullets, texts and tables in
/// the order they are drawn, and what the speaker noted.
public final class PptxReader implements FormatReader {

  @Override
  public void read(Path file, ReadLimits limits, int afterPage, PageSink pages) throws IOException {
    try (ZipParts parts = ZipParts.open(file, limits)) {
      List<String> slides = slides(parts, OfficeParts.main(parts, "ppt/presentation.xml"));
      pages.opened(Format.PPTX, OptionalInt.of(slides.size()));
      var out = PageWriter.uncut(pages, afterPage, limits);
      for (String slide : slides) {
        slide(parts, slide, out);
        out.endPage();
      }
    }
  }

  private static List<String> slides(ZipParts parts, String main) throws IOException {
    Map<String, Relationship> relationships = parts.relationships(main);
    List<String> slides = new ArrayList<>();
    try (Xml xml = parts.xml(main)) {
      while (xml.nextChild()) {
        if (!xml.name().equals("sldIdLst")) {
          xml.skip();
          continue;
        }
        while (xml.nextChild()) {
          Relationship slide = relationships.get(xml.reference("id").orElse(""));
          if (slide != null) {
            slides.add(slide.target());
          }
          xml.skip();
        }
      }
    }
    return slides;
  }

  private static void slide(ZipParts parts, String slide, PageWriter out) throws IOException {
    try (Xml xml = parts.xml(slide)) {
      List<SlideShape> shapes = SlideShapes.of(xml);
      for (SlideShape shape : shapes) {
        if (shape instanceof SlideShape.Title(String text)) {
          out.heading(1, text);
        }
      }
      shapes.forEach(shape -> shape.write(out));
    }
    for (String diagram : OfficeParts.allOf(parts, slide, "diagramData")) {
      diagram(parts, diagram, out);
    }
    for (String notes : OfficeParts.allOf(parts, slide, "notesSlide")) {
      notes(parts, notes, out);
    }
  }

  /// The texts of a diagram, which PowerPoint keeps apart from the slide.
  private static void diagram(ZipParts parts, String diagram, PageWriter out) throws IOException {
    try (Xml xml = parts.xml(diagram)) {
      for (SlideShape.Paragraph paragraph : SlideShapes.paragraphsIn(xml)) {
        out.item(0, "-", paragraph.text());
      }
    }
  }

  private static void notes(ZipParts parts, String notes, PageWriter out) throws IOException {
    try (Xml xml = parts.xml(notes)) {
      List<SlideShape> bodies =
          SlideShapes.of(xml).stream().filter(shape -> shape instanceof SlideShape.Body).toList();
      if (!bodies.isEmpty()) {
        out.paragraph("**Notes**");
      }
      for (SlideShape body : bodies) {
        ((SlideShape.Body) body).paragraphs().forEach(part -> out.paragraph(part.text()));
      }
    }
  }
}
