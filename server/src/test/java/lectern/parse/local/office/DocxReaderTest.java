package lectern.parse.local.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import lectern.document.Failure.Reason;
import lectern.document.Page;
import lectern.parse.local.CollectedPages;
import lectern.parse.local.ReadLimits;
import lectern.parse.local.UnreadableFile;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.XWPFAbstractNum;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTAbstractNum;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTLvl;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STNumberFormat;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STStyleType;

class DocxReaderTest {
  private static final String WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

  @TempDir Path folder;
  private final CollectedPages pages = new CollectedPages();

  @Test
  void headings_lists_tables_and_notes_become_markdown() throws Exception {
    try (var document = new XWPFDocument()) {
      heading(document, "Heading1", "heading 1");
      paragraph(document, "Terms of Carriage").setStyle("Heading1");
      paragraph(document, "The carrier\tbears the risk | always.");
      item(document, numbering(document, "decimal", "%1."), 0, "Loading");
      item(document, BigInteger.ONE, 1, "by crane");
      item(document, BigInteger.ONE, 0, "Unloading");
      table(document);
      paragraph(document, "After the table");
      var note = document.createFootnote();
      note.createParagraph().createRun().setText("See annex B.");
      document.getLastParagraph().addFootnoteReference(note);
      document.createHeader(HeaderFooterType.DEFAULT).createParagraph().createRun().setText("ACME");
      document.createFooter(HeaderFooterType.DEFAULT).createParagraph().createRun().setText("17");
      save(document);
    }

    read();

    assertThat(pages.all())
        .isEqualTo(
            """
            ACME

            # Terms of Carriage

            The carrier\tbears the risk | always.

            1. Loading
               - 1.a by crane
            2. Unloading

            | Goods | Price |
            | --- | --- |
            | Iron \\| ore | 12 |
            | Two lines |  |

            After the table[^1]

            [^1]: See annex B.\
            """);
  }

  @Test
  void numbered_headings_keep_their_numbers() throws Exception {
    try (var document = new XWPFDocument()) {
      heading(document, "Heading2", "heading 2");
      BigInteger list = numbering(document, "decimal", "§ %1");
      for (String title : new String[] {"Scope", "Liability"}) {
        XWPFParagraph paragraph = paragraph(document, title);
        paragraph.setStyle("Heading2");
        paragraph.setNumID(list);
      }
      save(document);
    }

    read();

    assertThat(pages.all()).isEqualTo("## § 1 Scope\n\n## § 2 Liability");
  }

  @Test
  void tracked_changes_are_read_as_accepted() throws Exception {
    body(
        """
        <w:p><w:r><w:t xml:space="preserve">The fee is </w:t></w:r>\
        <w:del><w:r><w:delText>10</w:delText></w:r></w:del>\
        <w:ins><w:r><w:t>20</w:t></w:r></w:ins><w:r><w:t> euros.</w:t></w:r></w:p>\
        """);

    read();

    assertThat(pages.all()).isEqualTo("The fee is 20 euros.");
  }

  @Test
  void text_boxes_content_controls_and_nested_tables_are_not_lost() throws Exception {
    body(
        """
        <w:sdt><w:sdtContent><w:p><w:r><w:t>Controlled</w:t></w:r></w:p></w:sdtContent></w:sdt>
        <w:p><w:r><w:t>Anchor</w:t></w:r><w:r><w:pict><w:txbxContent>\
        <w:p><w:r><w:t>Boxed</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc><w:tc>\
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>inner</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
        </w:tc></w:tr></w:tbl>\
        """);

    read();

    assertThat(pages.all())
        .isEqualTo("Controlled\n\nAnchor\n\nBoxed\n\n| A | inner |\n| --- | --- |");
  }

  @Test
  void a_long_document_is_cut_where_paragraphs_end() throws Exception {
    try (var document = new XWPFDocument()) {
      IntStream.range(0, 60).forEach(i -> paragraph(document, i + " " + "word ".repeat(60)));
      save(document);
    }

    read();

    assertThat(pages.pages).hasSizeBetween(4, 6);
    assertThat(pages.pages).allMatch(page -> page.markdown().length() <= 4_000);
    assertThat(pages.pages).allMatch(page -> Character.isDigit(page.markdown().charAt(0)));
    assertThat(pages.pages).extracting(Page::number).startsWith(1, 2, 3, 4);
  }

  @Test
  void a_long_table_goes_on_with_its_header_repeated() throws Exception {
    try (var document = new XWPFDocument()) {
      XWPFTable table = document.createTable(300, 2);
      table.getRow(0).getCell(0).setText("Number");
      table.getRow(0).getCell(1).setText("Square");
      for (int i = 1; i < 300; i++) {
        table.getRow(i).getCell(0).setText("row " + i);
        table.getRow(i).getCell(1).setText("square " + i * i);
      }
      save(document);
    }

    read();

    assertThat(pages.pages).hasSizeGreaterThan(1);
    assertThat(pages.pages)
        .allMatch(page -> page.markdown().startsWith("| Number | Square |\n| --- | --- |\n| row "));
    assertThat(pages.all()).contains("| row 1 |").contains("| row 299 |");
  }

  @Test
  void entities_from_elsewhere_are_not_fetched() throws Exception {
    var requests = new AtomicInteger();
    Path secret = Files.writeString(folder.resolve("secret.txt"), "the secret");
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> requests.incrementAndGet());
    server.start();
    String away = "http://127.0.0.1:" + server.getAddress().getPort() + "/x";
    OfficeFiles.rawDocx(
        file(),
        """
        <!DOCTYPE d SYSTEM "%s" [<!ENTITY web SYSTEM "%s"><!ENTITY file SYSTEM "%s">]>
        <w:document xmlns:w="%s"><w:body><w:p><w:r><w:t>Seen &web; &file;</w:t></w:r></w:p>\
        </w:body></w:document>\
        """
            .formatted(away, away, secret.toUri(), WORD));

    try {
      read();
    } catch (java.io.IOException e) {
      // To refuse such a file as damaged is as good as to leave the entities out.
    } finally {
      server.stop(0);
    }

    assertThat(requests).hasValue(0);
    assertThat(pages.all()).doesNotContain("the secret");
  }

  @Test
  void a_zip_bomb_is_refused_with_its_limit() throws Exception {
    OfficeFiles.bomb(file());
    var limits = new ReadLimits(100, 100_000, 1_000_000);

    assertThatThrownBy(() -> new DocxReader().read(file(), limits, 0, pages))
        .isInstanceOfSatisfying(
            UnreadableFile.class,
            refused -> {
              assertThat(refused.failure().reason()).isEqualTo(Reason.TOO_LARGE);
              assertThat(refused.failure().message())
                  .contains("72,108,864 bytes")
                  .contains("parse.max_document_chars");
            });
  }

  private void body(String xml) throws Exception {
    OfficeFiles.rawDocx(
        file(), "<w:document xmlns:w=\"%s\"><w:body>%s</w:body></w:document>".formatted(WORD, xml));
  }

  private Path file() {
    return folder.resolve("document.docx");
  }

  private void save(XWPFDocument document) throws Exception {
    try (OutputStream out = Files.newOutputStream(file())) {
      document.write(out);
    }
  }

  private void read() throws Exception {
    new DocxReader().read(file(), ReadLimits.DEFAULT, 0, pages);
  }

  private static XWPFParagraph paragraph(XWPFDocument document, String text) {
    XWPFParagraph paragraph = document.createParagraph();
    paragraph.createRun().setText(text);
    return paragraph;
  }

  private static void heading(XWPFDocument document, String id, String name) {
    CTStyle style = CTStyle.Factory.newInstance();
    style.setStyleId(id);
    style.addNewName().setVal(name);
    style.setType(STStyleType.PARAGRAPH);
    document.createStyles().addStyle(new XWPFStyle(style));
  }

  private static BigInteger numbering(XWPFDocument document, String format, String label) {
    CTAbstractNum definition = CTAbstractNum.Factory.newInstance();
    definition.setAbstractNumId(BigInteger.ZERO);
    level(definition, 0, format, label);
    level(definition, 1, "lowerLetter", "%1.%2");
    var numbering = document.createNumbering();
    return numbering.addNum(numbering.addAbstractNum(new XWPFAbstractNum(definition)));
  }

  private static void level(CTAbstractNum definition, int at, String format, String label) {
    CTLvl level = definition.addNewLvl();
    level.setIlvl(BigInteger.valueOf(at));
    level.addNewStart().setVal(BigInteger.ONE);
    level.addNewNumFmt().setVal(STNumberFormat.Enum.forString(format));
    level.addNewLvlText().setVal(label);
  }

  private static void item(XWPFDocument document, BigInteger list, int level, String text) {
    XWPFParagraph item = paragraph(document, text);
    item.setNumID(list);
    item.setNumILvl(BigInteger.valueOf(level));
  }

  private static void table(XWPFDocument document) {
    XWPFTable table = document.createTable(3, 2);
    table.getRow(0).getCell(0).setText("Goods");
    table.getRow(0).getCell(1).setText("Price");
    table.getRow(1).getCell(0).setText("Iron | ore");
    table.getRow(1).getCell(1).setText("12");
    table.getRow(2).getCell(0).setText("Two");
    table.getRow(2).getCell(0).addParagraph().createRun().setText("lines");
  }
}
