package lectern.parse.local.office;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.BuiltinFormats;

/// How the cells of a workbook display their numbers, by the number of the cell's style.
final class CellFormats {
  /// @param index the number of the format, which tells the built-in ones
  record CellFormat(int index, String pattern) {}

  static final CellFormat GENERAL = new CellFormat(0, "General");

  private final Map<Integer, String> ownPatterns = new HashMap<>();
  private final List<CellFormat> styles = new ArrayList<>();

  private CellFormats() {}

  static CellFormats of(ZipParts parts, String part) throws IOException {
    var formats = new CellFormats();
    try (Xml xml = parts.xml(part)) {
      while (xml.nextChild()) {
        switch (xml.name()) {
          case "numFmts" -> formats.patterns(xml);
          case "cellXfs" -> formats.styles(xml);
          default -> xml.skip();
        }
      }
    }
    return formats;
  }

  /// @param style as a cell writes it
  CellFormat format(String style) {
    int index = number(style);
    return index < styles.size() ? styles.get(index) : GENERAL;
  }

  private void patterns(Xml xml) throws IOException {
    while (xml.nextChild()) {
      ownPatterns.put(
          number(xml.attribute("numFmtId").orElse("0")),
          xml.attribute("formatCode").orElse("General"));
      xml.skip();
    }
  }

  private void styles(Xml xml) throws IOException {
    while (xml.nextChild()) {
      int index = number(xml.attribute("numFmtId").orElse("0"));
      styles.add(new CellFormat(index, pattern(index)));
      xml.skip();
    }
  }

  /// The built-in formats 14 and 22 are a short date, and one with the time, in the fashion of the
  /// reader's country. We do not know the country, so they are written in the one fashion that is
  /// understood in all.
  private String pattern(int index) {
    String own = ownPatterns.get(index);
    if (own != null) {
      return own;
    }
    return switch (index) {
      case 14 -> "yyyy-mm-dd";
      case 22 -> "yyyy-mm-dd hh:mm";
      default -> {
        String builtIn =
            index < BuiltinFormats.FIRST_USER_DEFINED_FORMAT_INDEX
                ? BuiltinFormats.getBuiltinFormat(index)
                : null;
        yield builtIn == null ? GENERAL.pattern() : builtIn;
      }
    };
  }

  private static int number(String text) {
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
  }
}
