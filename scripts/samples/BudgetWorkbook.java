package samples;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/// The budget for 2026: departments by quarter, head count, and what was assumed. Sums, changes and
/// shares are formulas with their values kept in the file.
final class BudgetWorkbook {
  private static final byte[] TEAL = {0x0F, 0x4C, 0x5C};

  /// Excel counts column widths in 256ths of a character.
  private static final int CHARACTER = 256;

  private static final int FIRST_ROW = 3;

  private record Department(
      String name, int lastYear, List<Integer> quarters, List<Integer> heads) {}

  private static final List<Department> DEPARTMENTS =
      List.of(
          new Department(
              "Production",
              5_310_000,
              List.of(1_380_000, 1_410_000, 1_395_000, 1_455_000),
              List.of(74, 75, 76, 76, 77)),
          new Department(
              "Purchasing and logistics",
              1_105_000,
              List.of(285_000, 295_000, 290_000, 310_000),
              List.of(16, 16, 16, 17, 17)),
          new Department(
              "Sales and service",
              2_560_000,
              List.of(640_000, 690_000, 705_000, 685_000),
              List.of(21, 22, 23, 23, 23)),
          new Department(
              "Research and development",
              1_370_000,
              List.of(350_000, 365_000, 380_000, 385_000),
              List.of(15, 16, 16, 17, 17)),
          new Department(
              "Administration",
              1_385_000,
              List.of(355_000, 360_000, 365_000, 380_000),
              List.of(9, 9, 9, 9, 9)),
          new Department(
              "IT", 470_000, List.of(125_000, 145_000, 130_000, 120_000), List.of(5, 5, 5, 5, 5)),
          new Department(
              "HR and training",
              295_000,
              List.of(70_000, 75_000, 85_000, 70_000),
              List.of(3, 3, 3, 3, 3)));

  private record Assumption(
      String name, double value, String format, LocalDate from, String source) {}

  private static final List<Assumption> ASSUMPTIONS =
      List.of(
          new Assumption("Revenue for the year", 24_600_000, "£#,##0", at(1, 1), "Sales plan"),
          new Assumption("Pay rise", 0.032, "0.0%", at(4, 1), "Agreement with the staff council"),
          new Assumption("General inflation", 0.024, "0.0%", at(1, 1), "Own estimate"),
          new Assumption(
              "Electricity, per kWh", 0.214, "£0.000", at(1, 1), "Supply agreement to 2027"),
          new Assumption("Interest on the bank loan", 0.051, "0.0%", at(1, 1), "Ardlow Bank"),
          new Assumption(
              "Castings bought", Facts.CASTINGS_2026, "£#,##0.00", at(3, 1), Facts.FOUNDRY),
          new Assumption(
              "Property insurance premium",
              Facts.INSURANCE_PREMIUM,
              "£#,##0.00",
              at(4, 1),
              Facts.POLICY_NUMBER),
          new Assumption(
              "Five-axis milling machine", 685_000, "£#,##0", at(9, 14), "Board, 24 March 2026"),
          new Assumption("Working days in the year", 253, "0", at(1, 1), "Calendar"));

  private final XSSFWorkbook workbook = new XSSFWorkbook();
  private final CellStyle title = title();
  private final CellStyle head = head();

  private BudgetWorkbook() {}

  static byte[] bytes() throws IOException {
    BudgetWorkbook budget = new BudgetWorkbook();
    try (XSSFWorkbook workbook = budget.workbook) {
      budget.departments();
      budget.headCount();
      budget.assumptions();
      workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
      return OfficeFile.bytes(workbook, "Budget 2026");
    }
  }

  private void departments() {
    Sheet sheet =
        sheet(
            "Budget 2026",
            "Operating budget 2026 by department and quarter (£)",
            "Department",
            "Actual 2025",
            "Q1 2026",
            "Q2 2026",
            "Q3 2026",
            "Q4 2026",
            "Total 2026",
            "Change",
            "Share");
    CellStyle money = number("#,##0");
    CellStyle percent = number("0.0%");
    int last = FIRST_ROW + DEPARTMENTS.size();
    for (int i = 0; i < DEPARTMENTS.size(); i++) {
      Department department = DEPARTMENTS.get(i);
      Row row = sheet.createRow(FIRST_ROW + i);
      int n = row.getRowNum() + 1;
      row.createCell(0).setCellValue(department.name());
      value(row, 1, department.lastYear(), money);
      for (int q = 0; q < department.quarters().size(); q++) {
        value(row, 2 + q, department.quarters().get(q), money);
      }
      formula(row, 6, "SUM(C%d:F%d)".formatted(n, n), money);
      formula(row, 7, "G%d/B%d-1".formatted(n, n), percent);
      formula(row, 8, "G%d/G$%d".formatted(n, last + 1), percent);
    }
    Row sum = sumRow(sheet, last, 6, "#,##0");
    int n = last + 1;
    formula(sum, 7, "G%d/B%d-1".formatted(n, n), sum("0.0%"));
    formula(sum, 8, "SUM(I%d:I%d)".formatted(FIRST_ROW + 1, last), sum("0.0%"));
  }

  private void headCount() {
    Sheet sheet =
        sheet(
            "Head count",
            "Employees on the last day of the period",
            "Department",
            "31 Dec 2025",
            "31 Mar 2026",
            "30 Jun 2026",
            "30 Sep 2026",
            "31 Dec 2026",
            "New posts");
    CellStyle count = number("0");
    for (int i = 0; i < DEPARTMENTS.size(); i++) {
      Department department = DEPARTMENTS.get(i);
      Row row = sheet.createRow(FIRST_ROW + i);
      int n = row.getRowNum() + 1;
      row.createCell(0).setCellValue(department.name());
      for (int day = 0; day < department.heads().size(); day++) {
        value(row, 1 + day, department.heads().get(day), count);
      }
      formula(row, 6, "F%d-B%d".formatted(n, n), count);
    }
    sumRow(sheet, FIRST_ROW + DEPARTMENTS.size(), 6, "0");
  }

  private void assumptions() {
    Sheet sheet =
        sheet(
            "Assumptions",
            "What the budget assumes, as revised on 31 March 2026",
            "Assumption",
            "Value",
            "Valid from",
            "Source");
    CellStyle date = number("d mmm yyyy");
    CellStyle indented = workbook.createCellStyle();
    indented.setAlignment(HorizontalAlignment.LEFT);
    indented.setIndention((short) 1);
    for (int i = 0; i < ASSUMPTIONS.size(); i++) {
      Assumption assumption = ASSUMPTIONS.get(i);
      Row row = sheet.createRow(FIRST_ROW + i);
      row.createCell(0).setCellValue(assumption.name());
      value(row, 1, assumption.value(), number(assumption.format()));
      Cell from = row.createCell(2);
      from.setCellValue(assumption.from());
      from.setCellStyle(date);
      Cell source = row.createCell(3);
      source.setCellValue(assumption.source());
      source.setCellStyle(indented);
    }
    sheet.setColumnWidth(3, 34 * CHARACTER);
  }

  private Sheet sheet(String name, String heading, String... columns) {
    Sheet sheet = workbook.createSheet(name);
    Cell cell = sheet.createRow(0).createCell(0);
    cell.setCellValue(heading);
    cell.setCellStyle(title);
    Row row = sheet.createRow(FIRST_ROW - 1);
    for (int i = 0; i < columns.length; i++) {
      Cell column = row.createCell(i);
      column.setCellValue(columns[i]);
      column.setCellStyle(head);
      sheet.setColumnWidth(i, (i == 0 ? 30 : 14) * CHARACTER);
    }
    sheet.createFreezePane(1, FIRST_ROW);
    sheet.getPrintSetup().setLandscape(true);
    sheet.setFitToPage(true);
    return sheet;
  }

  /// Adds up every column from the second to `lastColumn`.
  private Row sumRow(Sheet sheet, int at, int lastColumn, String format) {
    Row row = sheet.createRow(at);
    Cell name = row.createCell(0);
    name.setCellValue("Total");
    name.setCellStyle(sum("General"));
    CellStyle style = sum(format);
    for (int column = 1; column <= lastColumn; column++) {
      char letter = (char) ('A' + column);
      formula(row, column, "SUM(%c%d:%c%d)".formatted(letter, FIRST_ROW + 1, letter, at), style);
    }
    return row;
  }

  private static void value(Row row, int column, double value, CellStyle style) {
    Cell cell = row.createCell(column);
    cell.setCellValue(value);
    cell.setCellStyle(style);
  }

  private static void formula(Row row, int column, String formula, CellStyle style) {
    Cell cell = row.createCell(column);
    cell.setCellFormula(formula);
    cell.setCellStyle(style);
  }

  private CellStyle title() {
    XSSFFont font = workbook.createFont();
    font.setBold(true);
    font.setFontHeightInPoints((short) 14);
    font.setColor(new XSSFColor(TEAL));
    CellStyle style = workbook.createCellStyle();
    style.setFont(font);
    return style;
  }

  private CellStyle head() {
    XSSFFont font = workbook.createFont();
    font.setBold(true);
    font.setColor(IndexedColors.WHITE.getIndex());
    XSSFCellStyle style = workbook.createCellStyle();
    style.setFont(font);
    style.setFillForegroundColor(new XSSFColor(TEAL));
    style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
    style.setAlignment(HorizontalAlignment.CENTER);
    return style;
  }

  private CellStyle number(String format) {
    CellStyle style = workbook.createCellStyle();
    style.setDataFormat(workbook.createDataFormat().getFormat(format));
    return style;
  }

  private CellStyle sum(String format) {
    XSSFFont font = workbook.createFont();
    font.setBold(true);
    CellStyle style = number(format);
    style.setFont(font);
    style.setBorderTop(BorderStyle.THIN);
    return style;
  }

  private static LocalDate at(int month, int day) {
    return LocalDate.of(2026, month, day);
  }
}
