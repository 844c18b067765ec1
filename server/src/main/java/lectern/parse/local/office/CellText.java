package lectern.parse.local.office;

import java.io.IOException;
import java.util.Locale;
import lectern.parse.local.office.CellFormats.CellFormat;
import org.apache.poi.ss.usermodel.DataFormatter;

/// What a cell displays. Figures are written as in English, since a workbook does not say for which
/// country it was made.
final class CellText {
  private final SharedTexts texts;
  private final CellFormats formats;
  private final boolean dates1904;
  private final DataFormatter formatter = new DataFormatter(Locale.US);

  /// @param dates1904 whether days count from 1904, as in workbooks of old Macintoshes
  CellText(SharedTexts texts, CellFormats formats, boolean dates1904) {
    this.texts = texts;
    this.formats = formats;
    this.dates1904 = dates1904;
    formatter.setUseCachedValuesForFormulaCells(true);
  }

  /// Uses up the current cell and tells what it displays.
  String read(Xml cell) throws IOException {
    String type = cell.attribute("t").orElse("n");
    String style = cell.attribute("s").orElse("");
    String value = "";
    String inline = "";
    while (cell.nextChild()) {
      switch (cell.name()) {
        case "v" -> value = cell.text();
        case "is" -> inline = SharedTexts.rich(cell);
        default -> cell.skip();
      }
    }
    return switch (type) {
      case "s" -> texts.text(value);
      case "inlineStr" -> inline;
      case "b" -> value.equals("1") ? "TRUE" : value.isEmpty() ? "" : "FALSE";
      case "n" -> style.isEmpty() ? general(value) : number(value, formats.format(style));
      default -> value;
    };
  }

  private String general(String value) {
    return number(value, CellFormats.GENERAL);
  }

  private String number(String value, CellFormat format) {
    if (value.isBlank()) {
      return "";
    }
    try {
      double number = Double.parseDouble(value);
      return formatter
          .formatRawCellContents(number, format.index(), format.pattern(), dates1904)
          .strip();
    } catch (IllegalArgumentException e) {
      // Neither a number nor a pattern that makes sense: the value itself says most.
      return value;
    }
  }
}
