package lectern.parse.local.pdf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/// Writes what stands on a page without being part of its drawing: the values of form fields, and
/// the notes that readers left. Everything is read from the page's own list of annotations, so that
/// a damaged form does no harm.
final class PageExtras {

  /// Annotations on one page, and characters in one of their texts.
  private static final int MAX_ANNOTATIONS = 10_000;

  private static final int MAX_CHARS = 100_000;

  /// Levels of a form's fields.
  private static final int MAX_DEPTH = 32;

  private static final COSName CONTENTS = COSName.CONTENTS;

  /// Annotations whose text is a reader's; links, pop-ups and fields have none of their own.
  private static final Set<String> NOTES =
      Set.of(
          "Text",
          "FreeText",
          "Highlight",
          "Underline",
          "Squiggly",
          "StrikeOut",
          "Stamp",
          "Caret",
          "Line",
          "Square",
          "Circle",
          "Polygon",
          "PolyLine",
          "Ink",
          "FileAttachment",
          "Redact");

  private final Sheet sheet;
  private final MarkdownPage page;

  PageExtras(Sheet sheet, MarkdownPage page) {
    this.sheet = sheet;
    this.page = page;
  }

  private record Extra(String text, Box box) {}

  void write(COSDictionary pageDictionary) {
    COSArray annotations = pageDictionary.getCOSArray(COSName.ANNOTS);
    if (annotations == null) {
      return;
    }
    var fields = new ArrayList<Extra>();
    var notes = new ArrayList<Extra>();
    Set<COSDictionary> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < Math.min(annotations.size(), MAX_ANNOTATIONS); i++) {
      if (annotations.getObject(i) instanceof COSDictionary annotation) {
        String kind = annotation.getNameAsString(COSName.SUBTYPE, "");
        if (kind.equals("Widget")) {
          field(annotation, seen).ifPresent(text -> fields.add(extra(text, annotation)));
        } else if (NOTES.contains(kind)) {
          note(annotation).ifPresent(text -> notes.add(extra(text, annotation)));
        }
      }
    }
    write("Form fields", fields);
    write("Annotations", notes);
  }

  private Extra extra(String text, COSDictionary annotation) {
    COSArray rectangle = annotation.getCOSArray(COSName.RECT);
    boolean whole = rectangle != null && rectangle.size() >= 4;
    Box box = whole ? sheet.box(new PDRectangle(rectangle)) : new Box(0, 0, 0, 0);
    return new Extra(text, box);
  }

  private void write(String label, List<Extra> extras) {
    if (extras.isEmpty()) {
      return;
    }
    page.block().marks("**" + label + "**").block();
    boolean first = true;
    for (Extra extra : extras) {
      if (!first) {
        page.line();
      }
      first = false;
      page.marks("-");
      for (String word : extra.text().split(" ", -1)) {
        page.marks(" ").word(word, extra.box());
      }
    }
  }

  private static Optional<String> note(COSDictionary annotation) {
    return text(annotation.getDictionaryObject(CONTENTS));
  }

  /// `name: value`, once for the first of a field's widgets on the page.
  private static Optional<String> field(COSDictionary widget, Set<COSDictionary> seen) {
    var names = new ArrayList<String>();
    Optional<String> value = Optional.empty();
    Optional<COSDictionary> node = Optional.of(widget);
    for (int depth = 0; depth < MAX_DEPTH && node.isPresent(); depth++) {
      COSDictionary field = node.get();
      if (value.isEmpty() && field.containsKey(COSName.V)) {
        value = seen.add(field) ? text(field.getDictionaryObject(COSName.V)) : Optional.empty();
      }
      text(field.getDictionaryObject(COSName.T)).ifPresent(names::addFirst);
      node = Optional.ofNullable(field.getCOSDictionary(COSName.PARENT));
    }
    String name = names.isEmpty() ? "" : String.join(".", names) + ": ";
    return value.map(text -> name + text);
  }

  /// The text of a value in one line; nothing for values that are not text, such as signatures.
  private static Optional<String> text(COSBase value) {
    String text =
        switch (value) {
          case COSString string -> string.getString();
          case COSName name -> name.equals(COSName.OFF) ? "" : name.getName();
          case COSStream stream -> decoded(stream);
          case COSArray array ->
              StreamSupport.stream(array.spliterator(), false)
                  .filter(COSString.class::isInstance)
                  .map(string -> ((COSString) string).getString())
                  .collect(Collectors.joining(", "));
          case null, default -> "";
        };
    String cut = text.substring(0, Math.min(text.length(), MAX_CHARS));
    String line = Letters.clean(cut.replaceAll("\\s+", " ")).replaceAll(" +", " ").strip();
    return line.isEmpty() ? Optional.empty() : Optional.of(line);
  }

  private static String decoded(COSStream stream) {
    try {
      return stream.toTextString();
    } catch (RuntimeException _) {
      return "";
    }
  }
}
