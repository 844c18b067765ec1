package samples;

import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFAbstractNum;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFFootnote;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTable.XWPFBorderType;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTAbstractNum;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTLvl;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPPrGeneral;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTRPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblGrid;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STNumberFormat;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STStyleType;

/// The contract with the foundry: headings by style, clauses numbered by the list itself, a table
/// of deliveries and a footnote.
final class SupplyContract {
  private static final String TEAL = "0F4C5C";
  private static final String FONT = "Liberation Serif";

  /// Word counts lengths in twentieths of a point.
  private static final int POINT = 20;

  /// The widths of the table's columns in points: together what the margins leave.
  private static final List<Integer> WIDTHS = List.of(32, 108, 95, 54, 81, 81);

  private static final List<List<String>> DELIVERIES =
      List.of(
          List.of("No.", "Delivery date", "Item", "Pieces", "Unit price (£)", "Amount (£)"),
          List.of("1", "13 April 2026", "Housing WH-80", "600", "148.50", "89,100.00"),
          List.of("2", "15 June 2026", "Housing WH-125", "350", "236.00", "82,600.00"),
          List.of("3", "14 September 2026", "Impeller IM-80", "900", "94.20", "84,780.00"),
          List.of("4", "16 November 2026", "Housing WH-80", "650", "148.50", "96,525.00"),
          List.of("", "Total for 2026", "", "2,500", "", "353,005.00"));

  private final XWPFDocument document;

  private SupplyContract(XWPFDocument document) {
    this.document = document;
  }

  static byte[] bytes() throws IOException {
    try (XWPFDocument document = new XWPFDocument()) {
      SupplyContract contract = new SupplyContract(document);
      contract.page();
      contract.styles();
      contract.write();
      return OfficeFile.bytes(document, "Supply contract SC-2026-017");
    }
  }

  private void write() {
    BigInteger numbers = numbering();
    styled("Title").createRun().setText("Supply Contract");
    styled("Subtitle").createRun().setText("Contract number SC-2026-017");
    parties();
    for (ContractText.Article article : ContractText.ARTICLES) {
      XWPFParagraph heading = styled("Heading1");
      heading.setNumID(numbers);
      heading.setNumILvl(BigInteger.ZERO);
      heading.createRun().setText(article.title());
      for (String text : article.clauses()) {
        XWPFParagraph clause = styled("Clause");
        clause.setNumID(numbers);
        clause.setNumILvl(BigInteger.ONE);
        clause.createRun().setText(text);
        if (text.equals(ContractText.WITH_FOOTNOTE)) {
          footnote(clause);
        }
      }
      if (article.title().equals(ContractText.WITH_TABLE)) {
        deliveries();
      }
    }
    signatures();
  }

  private void parties() {
    XWPFParagraph supplier = styled("Normal");
    bold(supplier, Facts.FOUNDRY);
    supplier.createRun().setText(", 5 Furnace Lane, Tolvane ZZ7 1HK, “the Supplier”, and");
    XWPFParagraph buyer = styled("Normal");
    bold(buyer, Facts.COMPANY);
    buyer.createRun().setText(", " + Facts.ADDRESS + ", “the Buyer”,");
    styled("Normal").createRun().setText("agree as follows, on 16 February 2026.");
  }

  private void footnote(XWPFParagraph clause) {
    XWPFFootnote note = document.createFootnote();
    XWPFParagraph paragraph = note.createParagraph();
    paragraph.createRun().setText(" " + ContractText.FOOTNOTE);
    clause.addFootnoteReference(note);
  }

  private void deliveries() {
    XWPFParagraph caption = styled("Caption");
    caption.createRun().setText("Table 1: Deliveries in 2026");
    XWPFTable table = document.createTable(DELIVERIES.size(), DELIVERIES.getFirst().size());
    CTTblGrid grid = table.getCTTbl().addNewTblGrid();
    for (int width : WIDTHS) {
      grid.addNewGridCol().setW(BigInteger.valueOf((long) width * POINT));
    }
    table.setWidth("100%");
    table.setInsideVBorder(XWPFBorderType.NONE, 0, 0, "auto");
    table.setLeftBorder(XWPFBorderType.NONE, 0, 0, "auto");
    table.setRightBorder(XWPFBorderType.NONE, 0, 0, "auto");
    table.setInsideHBorder(XWPFBorderType.SINGLE, 4, 0, "C9D1D6");
    table.setCellMargins(2 * POINT, 4 * POINT, 2 * POINT, 4 * POINT);
    table.getRow(0).setRepeatHeader(true);
    for (int r = 0; r < DELIVERIES.size(); r++) {
      for (int c = 0; c < DELIVERIES.get(r).size(); c++) {
        cell(table.getRow(r).getCell(c), r, c);
      }
    }
    styled("Normal");
  }

  private static void cell(XWPFTableCell cell, int r, int c) {
    cell.setWidth(Integer.toString(WIDTHS.get(c) * POINT));
    XWPFParagraph paragraph = cell.getParagraphs().getFirst();
    paragraph.setAlignment(c >= 3 ? ParagraphAlignment.RIGHT : ParagraphAlignment.LEFT);
    paragraph.setSpacingAfter(0);
    XWPFRun run = paragraph.createRun();
    run.setText(DELIVERIES.get(r).get(c));
    run.setFontSize(10);
    if (r == 0) {
      cell.setColor(TEAL);
      run.setColor("FFFFFF");
    }
    run.setBold(r == 0 || r == DELIVERIES.size() - 1);
  }

  private void signatures() {
    XWPFParagraph place = styled("Normal");
    place.setSpacingBefore(24 * POINT);
    place.setKeepNext(true);
    place.createRun().setText("Ostleford and Tolvane, 16 February 2026");
    XWPFParagraph names = styled("Normal");
    names.setSpacingBefore(36 * POINT);
    XWPFRun supplier = names.createRun();
    supplier.setText("For the Supplier: Gerren Holloway-Pask, Director");
    supplier.addBreak();
    supplier.setText("For the Buyer: " + Facts.MANAGING_DIRECTOR + ", Managing Director");
  }

  private static void bold(XWPFParagraph paragraph, String text) {
    XWPFRun run = paragraph.createRun();
    run.setBold(true);
    run.setText(text);
  }

  private XWPFParagraph styled(String style) {
    XWPFParagraph paragraph = document.createParagraph();
    paragraph.setStyle(style);
    return paragraph;
  }

  private void page() {
    CTSectPr section = document.getDocument().getBody().addNewSectPr();
    section.addNewPgSz().setW(BigInteger.valueOf(595 * POINT));
    section.getPgSz().setH(BigInteger.valueOf(842 * POINT));
    CTPageMar margin = section.addNewPgMar();
    margin.setLeft(BigInteger.valueOf(72 * POINT));
    margin.setRight(BigInteger.valueOf(72 * POINT));
    margin.setTop(BigInteger.valueOf(72 * POINT));
    margin.setBottom(BigInteger.valueOf(64 * POINT));
  }

  /// @param size in points
  private record Style(String id, String name, int size, String colour, int before, int after) {}

  private void styles() {
    document.createStyles();
    for (Style style :
        List.of(
            new Style("Normal", "Normal", 11, "202020", 0, 6),
            new Style("Title", "Title", 24, TEAL, 0, 2),
            new Style("Subtitle", "Subtitle", 12, "68737A", 0, 16),
            new Style("Heading1", "heading 1", 13, TEAL, 14, 4),
            new Style("Clause", "Clause", 11, "202020", 0, 5),
            new Style("Caption", "caption", 10, "68737A", 8, 4))) {
      document.getStyles().addStyle(new XWPFStyle(style(style)));
    }
  }

  private static CTStyle style(Style style) {
    CTStyle ct = CTStyle.Factory.newInstance();
    ct.setStyleId(style.id());
    ct.addNewName().setVal(style.name());
    ct.setType(STStyleType.PARAGRAPH);
    ct.addNewQFormat();
    CTPPrGeneral paragraph = ct.addNewPPr();
    paragraph.addNewSpacing().setBefore(BigInteger.valueOf((long) style.before() * POINT));
    paragraph.getSpacing().setAfter(BigInteger.valueOf((long) style.after() * POINT));
    CTRPr run = ct.addNewRPr();
    run.addNewRFonts().setAscii(FONT);
    run.getRFontsArray(0).setHAnsi(FONT);
    run.addNewColor().setVal(style.colour());
    run.addNewSz().setVal(BigInteger.valueOf(2L * style.size()));
    switch (style.id()) {
      case "Normal" -> ct.setDefault(true);
      case "Heading1" -> {
        run.addNewB();
        paragraph.addNewKeepNext();
        paragraph.addNewOutlineLvl().setVal(BigInteger.ZERO);
      }
      case "Title" -> run.addNewB();
      case "Clause" -> paragraph.addNewKeepLines();
      default -> {}
    }
    return ct;
  }

  private BigInteger numbering() {
    CTAbstractNum list = CTAbstractNum.Factory.newInstance();
    list.setAbstractNumId(BigInteger.ZERO);
    level(list, 0, "%1");
    level(list, 1, "%1.%2");
    var numbering = document.createNumbering();
    return numbering.addNum(numbering.addAbstractNum(new XWPFAbstractNum(list)));
  }

  private static void level(CTAbstractNum list, int depth, String pattern) {
    CTLvl level = list.addNewLvl();
    level.setIlvl(BigInteger.valueOf(depth));
    level.addNewStart().setVal(BigInteger.ONE);
    level.addNewNumFmt().setVal(STNumberFormat.DECIMAL);
    level.addNewLvlText().setVal(pattern);
    var indent = level.addNewPPr().addNewInd();
    indent.setLeft(BigInteger.valueOf(32L * POINT));
    indent.setHanging(BigInteger.valueOf(32L * POINT));
  }
}
