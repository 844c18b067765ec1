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

/// Reads a workbook: each sheet begins a page with its name as heading, and is a table with its
/// first row as header. Cells are written as they are displayed, formulas by the value they last
/// had. A sheet is read row by row, so its length is not limited by memory.
public final class XlsxReader implements FormatReader {

  private record Sheet(String name, String part) {}

  private record Workbook(List<Sheet> sheets, boolean dates1904) {}

  @Override
  public void read(Path file, ReadLimits limits, int afterPage, PageSink pages) throws IOException {
    try (ZipParts parts = ZipParts.open(file, limits)) {
      String main = OfficeParts.main(parts, "xl/workbook.xml");
      Workbook workbook = workbook(parts, main);
      pages.opened(Format.XLSX, OptionalInt.empty());
      var texts = SharedTexts.of(parts, OfficeParts.of(parts, main, "sharedStrings"), limits);
      var cells =
          new CellText(
              texts,
              CellFormats.of(parts, OfficeParts.of(parts, main, "styles")),
              workbook.dates1904());
      PageWriter out = PageWriter.cutting(pages, afterPage, RowPages.CHARS);
      for (Sheet sheet : workbook.sheets()) {
        var rows = new RowPages(out, sheet.name());
        try (Xml xml = parts.xml(sheet.part())) {
          sheet(xml, cells, rows);
        }
        rows.end();
      }
    }
  }

  private static Workbook workbook(ZipParts parts, String main) throws IOException {
    Map<String, Relationship> relationships = parts.relationships(main);
    List<Sheet> sheets = new ArrayList<>();
    boolean dates1904 = false;
    try (Xml xml = parts.xml(main)) {
      while (xml.nextChild()) {
        switch (xml.name()) {
          case "workbookPr" -> {
            dates1904 = xml.attribute("date1904").orElse("0").matches("1|true");
            xml.skip();
          }
          case "sheets" -> {
            while (xml.nextChild()) {
              Relationship part = relationships.get(xml.reference("id").orElse(""));
              if (part != null && part.type().equals("worksheet")) {
                sheets.add(new Sheet(xml.attribute("name").orElse(""), part.target()));
              }
              xml.skip();
            }
          }
          default -> xml.skip();
        }
      }
    }
    return new Workbook(sheets, dates1904);
  }

  private static void sheet(Xml xml, CellText cells, RowPages rows) throws IOException {
    while (xml.nextChild()) {
      if (xml.name().equals("sheetData")) {
        while (xml.nextChild()) {
          rows.add(row(xml, cells));
        }
      } else {
        xml.skip();
      }
    }
  }

  private static List<String> row(Xml xml, CellText cells) throws IOException {
    List<String> row = new ArrayList<>();
    while (xml.nextChild()) {
      int column = xml.attribute("r").map(XlsxReader::column).orElse(row.size());
      String text = cells.read(xml);
      while (row.size() < column) {
        row.add("");
      }
      row.add(text);
    }
    return row;
  }

  /// The column, counted from 0, of a reference such as `AB12`. There are 16,384.
  private static int column(String reference) {
    int column = 0;
    for (int i = 0; i < reference.length() && column <= 16_384; i++) {
      char c = reference.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        column = column * 26 + (c - 'A' + 1);
      }
    }
    return Math.clamp(column - 1, 0, 16_383);
  }
}
