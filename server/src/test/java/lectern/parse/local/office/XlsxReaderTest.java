package lectern.parse.local.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import lectern.parse.local.CollectedPages;
import lectern.parse.local.ReadLimits;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XlsxReaderTest {
  @TempDir Path folder;
  private final CollectedPages pages = new CollectedPages();

  @Test
  void cells_are_written_as_they_are_displayed() throws Exception {
    try (var workbook = new XSSFWorkbook()) {
      var sheet = workbook.createSheet("Prices & more");
      sheet.createRow(1).createCell(1).setCellValue("All prices in euros");
      Row head = sheet.createRow(3);
      head.createCell(1).setCellValue("Day");
      head.createCell(2).setCellValue("Price");
      head.createCell(3).setCellValue("Share");
      head.createCell(4).setCellValue("Paid");
      Row row = sheet.createRow(4);
      row.createCell(1).setCellValue(LocalDate.of(2024, 2, 29));
      row.getCell(1).setCellStyle(style(workbook, "m/d/yy"));
      row.createCell(2).setCellValue(1234.5);
      row.getCell(2).setCellStyle(style(workbook, "#,##0.00"));
      row.createCell(3).setCellValue(0.075);
      row.getCell(3).setCellStyle(style(workbook, "0.0%"));
      row.createCell(4).setCellValue(true);
      Row sum = sheet.createRow(5);
      sum.createCell(1).setCellValue("a|b\nc");
      sum.createCell(2).setCellFormula("C5*2");
      workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
      workbook.createSheet("Empty");
      workbook.createSheet("Second").createRow(0).createCell(0).setCellValue("alone");
      save(workbook);
    }

    read();

    assertThat(pages.markdown(1))
        .isEqualTo(
            """
            # Prices & more

            All prices in euros

            | Day | Price | Share | Paid |
            | --- | --- | --- | --- |
            | 2024-02-29 | 1,234.50 | 7.5% | TRUE |
            | a\\|b c | 2469 |  |  |\
            """);
    assertThat(pages.markdown(2)).isEqualTo("# Second\n\n| alone |\n| --- |");
  }

  @Test
  void a_long_sheet_goes_on_with_its_header_row_repeated() throws Exception {
    try (var workbook = new SXSSFWorkbook(10)) {
      var sheet = workbook.createSheet("Long");
      for (int i = 0; i <= 450; i++) {
        Row row = sheet.createRow(i);
        row.createCell(0).setCellValue(i == 0 ? "Item" : "item " + i);
        row.createCell(1).setCellValue(i == 0 ? "Stock" : "" + i * 3);
      }
      save(workbook);
    }

    read();

    assertThat(pages.pages).hasSize(3);
    assertThat(pages.markdown(1))
        .startsWith("# Long\n\n| Item | Stock |\n| --- | --- |\n| item 1 |");
    assertThat(pages.markdown(2)).startsWith("| Item | Stock |\n| --- | --- |\n| item 201 |");
    assertThat(pages.markdown(3)).endsWith("| item 450 | 1350 |");
  }

  @Test
  void a_cell_in_the_last_column_does_not_make_a_table_of_16384_columns() throws Exception {
    try (var workbook = new XSSFWorkbook()) {
      var sheet = workbook.createSheet("Wide");
      Row row = sheet.createRow(1_000_000);
      row.createCell(0).setCellValue("left");
      row.createCell(16_383).setCellValue("right");
      save(workbook);
    }

    read();

    assertThat(pages.all()).isEqualTo("# Wide\n\n| left | right |\n| --- | --- |");
  }

  private static org.apache.poi.ss.usermodel.CellStyle style(Workbook workbook, String format) {
    var style = workbook.createCellStyle();
    style.setDataFormat(workbook.createDataFormat().getFormat(format));
    return style;
  }

  private Path file() {
    return folder.resolve("book.xlsx");
  }

  private void save(Workbook workbook) throws Exception {
    try (OutputStream out = Files.newOutputStream(file())) {
      workbook.write(out);
    }
  }

  private void read() throws Exception {
    new XlsxReader().read(file(), ReadLimits.DEFAULT, 0, pages);
  }
}
