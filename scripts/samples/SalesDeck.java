package samples;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.io.IOException;
import java.util.List;
import org.apache.poi.sl.usermodel.TableCell.BorderEdge;
import org.apache.poi.sl.usermodel.TextParagraph.TextAlign;
import org.apache.poi.sl.usermodel.VerticalAlignment;
import org.apache.poi.xslf.usermodel.SlideLayout;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xslf.usermodel.XSLFTable;
import org.apache.poi.xslf.usermodel.XSLFTableCell;
import org.apache.poi.xslf.usermodel.XSLFTextParagraph;
import org.apache.poi.xslf.usermodel.XSLFTextRun;
import org.apache.poi.xslf.usermodel.XSLFTextShape;

/// Four slides for customers: who we are, the pumps in a table, an example, and how to reach us.
final class SalesDeck {
  private static final Color TEAL = new Color(0x0F4C5C);
  private static final Color PALE = new Color(0xE7F0F2);
  private static final Color TEXT = new Color(0x20262A);
  private static final Dimension SIZE = new Dimension(960, 540);
  private static final int MARGIN = 64;

  private static final List<List<String>> PUMPS =
      List.of(
          List.of("Pump", "Flow (m³/h)", "Head (m)", "Motor (kW)", "List price (£)"),
          List.of("Brook 80", "80", "32", "11", "9,850"),
          List.of("Brook 125", "180", "38", "30", "17,400"),
          List.of("Spring S-40", "40", "24", "5.5", "4,260"));

  private final XMLSlideShow show;

  private SalesDeck(XMLSlideShow show) {
    this.show = show;
  }

  static byte[] bytes() throws IOException {
    try (XMLSlideShow show = new XMLSlideShow()) {
      show.setPageSize(SIZE);
      SalesDeck deck = new SalesDeck(show);
      deck.opening();
      deck.pumps();
      deck.points(
          "What a new pump saves",
          "The Brook 125 uses 11% less electricity than the pump that it replaces.",
          "In a waterworks it pays for itself in four to six years.",
          "Every pump of more than 30 kW runs for two hours under load before delivery.",
          "Our vans reach you within 24 hours of a call, 94 times out of 100.");
      deck.points(
          "Ask us",
          "Corwin Ashlake, Head of Sales, answers on 01632 960 210.",
          "A loan pump stands ready for urgent cases, free for the first ten days.",
          "We visit your site and measure the old pump at no charge.",
          "Delivery takes about eleven days from assembly.");
      return OfficeFile.bytes(show, "Pumps for clean water");
    }
  }

  private void opening() {
    XSLFSlide slide = show.createSlide(layout(SlideLayout.TITLE));
    background(slide);
    XSLFTextShape title = slide.getPlaceholder(0);
    title.setAnchor(new Rectangle(MARGIN, 170, SIZE.width - 2 * MARGIN, 90));
    text(title, "Pumps for clean water", 48, Color.WHITE);
    XSLFTextShape below = slide.getPlaceholder(1);
    below.setAnchor(new Rectangle(MARGIN, 262, SIZE.width - 2 * MARGIN, 70));
    text(below, Facts.COMPANY + ", since 1987", 22, new Color(0xBFD8DE));
  }

  /// Colours this slide only: the background that POI hands out belongs to all of them.
  private static void background(XSLFSlide slide) {
    var fill = slide.getXmlObject().getCSld().addNewBg().addNewBgPr();
    fill.addNewSolidFill().addNewSrgbClr().setVal(new byte[] {0x0F, 0x4C, 0x5C});
    fill.addNewEffectLst();
  }

  private void pumps() {
    XSLFSlide slide = titled(SlideLayout.TITLE_ONLY, "Three pumps for most tasks");
    XSLFTable table = slide.createTable(PUMPS.size(), PUMPS.getFirst().size());
    table.setAnchor(new Rectangle(MARGIN, 150, SIZE.width - 2 * MARGIN, 200));
    for (int c = 0; c < PUMPS.getFirst().size(); c++) {
      table.setColumnWidth(c, (SIZE.width - 2 * MARGIN) / (double) PUMPS.getFirst().size());
    }
    for (int r = 0; r < PUMPS.size(); r++) {
      table.setRowHeight(r, 46);
      for (int c = 0; c < PUMPS.get(r).size(); c++) {
        cell(table.getCell(r, c), r, c);
      }
    }
  }

  private static void cell(XSLFTableCell cell, int r, int c) {
    XSLFTextParagraph paragraph = cell.addNewTextParagraph();
    paragraph.setTextAlign(c == 0 ? TextAlign.LEFT : TextAlign.RIGHT);
    XSLFTextRun run = paragraph.addNewTextRun();
    run.setText(PUMPS.get(r).get(c));
    run.setFontSize(18.0);
    run.setBold(r == 0);
    run.setFontColor(r == 0 ? Color.WHITE : TEXT);
    cell.setVerticalAlignment(VerticalAlignment.MIDDLE);
    cell.setFillColor(r == 0 ? TEAL : r % 2 == 0 ? PALE : Color.WHITE);
    cell.setBorderColor(BorderEdge.bottom, new Color(0xC7D6DA));
  }

  private void points(String title, String... points) {
    XSLFSlide slide = titled(SlideLayout.TITLE_AND_CONTENT, title);
    XSLFTextShape body = slide.getPlaceholder(1);
    body.setAnchor(new Rectangle(MARGIN, 150, SIZE.width - 2 * MARGIN, 330));
    body.clearText();
    for (String point : points) {
      XSLFTextParagraph paragraph = body.addNewTextParagraph();
      paragraph.setBullet(true);
      paragraph.setSpaceAfter(40.0);
      XSLFTextRun run = paragraph.addNewTextRun();
      run.setText(point);
      run.setFontSize(22.0);
      run.setFontColor(TEXT);
    }
  }

  private XSLFSlide titled(SlideLayout layout, String title) {
    XSLFSlide slide = show.createSlide(layout(layout));
    XSLFTextShape shape = slide.getPlaceholder(0);
    shape.setAnchor(new Rectangle(MARGIN, 48, SIZE.width - 2 * MARGIN, 70));
    text(shape, title, 34, TEAL);
    return slide;
  }

  private static void text(XSLFTextShape shape, String text, double size, Color colour) {
    shape.clearText();
    XSLFTextParagraph paragraph = shape.addNewTextParagraph();
    paragraph.setTextAlign(TextAlign.LEFT);
    XSLFTextRun run = paragraph.addNewTextRun();
    run.setText(text);
    run.setFontSize(size);
    run.setBold(true);
    run.setFontColor(colour);
  }

  private org.apache.poi.xslf.usermodel.XSLFSlideLayout layout(SlideLayout layout) {
    return show.getSlideMasters().getFirst().getLayout(layout);
  }
}
