package lectern.parse.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import lectern.document.Failure;
import lectern.document.Failure.Reason;
import lectern.document.Format;
import lectern.parse.local.office.OfficeFiles;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnifferTest {
  private static final String PDF = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF";

  @TempDir Path folder;

  @Test
  void a_pdf_is_one_whatever_its_name() throws Exception {
    assertThat(format(PDF, "x.docx")).isEqualTo(Format.PDF);
    assertThat(format(PDF, "x")).isEqualTo(Format.PDF);
  }

  @Test
  void a_pdf_may_begin_with_other_bytes() throws Exception {
    assertThat(format("junk\n".repeat(100) + PDF, "x.pdf")).isEqualTo(Format.PDF);
  }

  @Test
  void a_text_about_pdf_is_none() throws Exception {
    assertThat(format("A file begins with %PDF-1.7 and so on.", "x.txt")).isEqualTo(Format.TEXT);
  }

  @Test
  void office_files_are_told_by_what_is_in_them() throws Exception {
    Path docx = OfficeFiles.docx(folder.resolve("a"), "text");
    Path xlsx = folder.resolve("b");
    try (var workbook = new XSSFWorkbook();
        OutputStream out = Files.newOutputStream(xlsx)) {
      workbook.createSheet();
      workbook.write(out);
    }

    assertThat(Sniffer.formatOf(docx, "x.xlsx")).isEqualTo(Format.DOCX);
    assertThat(Sniffer.formatOf(xlsx, "x.pdf")).isEqualTo(Format.XLSX);
  }

  @Test
  void a_book_is_told_from_other_archives() throws Exception {
    Path book = OfficeFiles.zip(folder.resolve("b"), Map.of("mimetype", "application/epub+zip"));
    Path archive = OfficeFiles.zip(folder.resolve("z"), Map.of("readme.txt", "hello"));

    assertThat(Sniffer.formatOf(book, "x.zip")).isEqualTo(Format.EPUB);
    assertThat(refused(archive, "x.epub").message())
        .startsWith("This is a ZIP archive named .epub; unpack it");
  }

  @Test
  void the_name_decides_between_kinds_of_plain_text_only() throws Exception {
    assertThat(format("a,b\n1,2", "x.csv")).isEqualTo(Format.CSV);
    assertThat(format("a,b\n1,2", "x.MD")).isEqualTo(Format.MARKDOWN);
    assertThat(format("a,b\n1,2", "x.txt")).isEqualTo(Format.TEXT);
    assertThat(format("a,b\n1,2", "x.docx")).isEqualTo(Format.TEXT);
    assertThat(format("From: a@b.c\nTo: d@e.f\nSubject: x\n\ntext", "x.eml"))
        .isEqualTo(Format.EMAIL);
    assertThat(format("{\"a\": 1}", "x.json")).isEqualTo(Format.TEXT);
    assertThat(format("<!-- c --><!DOCTYPE html><p>x", "x.csv")).isEqualTo(Format.HTML);
    assertThat(format("<html><p>x", "x")).isEqualTo(Format.HTML);
    assertThat(format("<p align=center>x</p>\n# Title", "README.md")).isEqualTo(Format.MARKDOWN);
  }

  @Test
  void text_in_an_old_character_set_is_text() throws Exception {
    Path file = folder.resolve("r");
    Files.write(file, "Съешь же ещё этих булок".getBytes(Charset.forName("windows-1251")));

    assertThat(Sniffer.formatOf(file, "x")).isEqualTo(Format.TEXT);
  }

  @Test
  void a_picture_is_refused_by_what_it_is() throws Exception {
    byte[] png =
        HexFormat.of().parseHex("89504e470d0a1a0a0000000d49484452000000010000000108020000");
    Path file = Files.write(folder.resolve("p"), png);

    Failure failure = refused(file, "scan.pdf");

    assertThat(failure.reason()).isEqualTo(Reason.UNSUPPORTED);
    assertThat(failure.message())
        .isEqualTo(
            "This is a PNG picture named .pdf; single pictures are not read; put it into a PDF and"
                + " upload that.");
  }

  @Test
  void an_old_office_file_is_refused_with_advice() throws Exception {
    Path file = folder.resolve("old");
    try (var workbook = new HSSFWorkbook();
        OutputStream out = Files.newOutputStream(file)) {
      workbook.createSheet();
      workbook.write(out);
    }

    assertThat(refused(file, "old.xls").message())
        .isEqualTo(
            "This is an old Excel file (before 2007) named .xls; save it as XLSX and upload that.");
  }

  @Test
  void an_office_file_behind_a_password_is_locked() throws Exception {
    Path open = OfficeFiles.docx(folder.resolve("open"), "secret");
    Path file = OfficeFiles.locked(folder.resolve("locked"), open);

    assertThat(refused(file, "locked.docx").reason()).isEqualTo(Reason.LOCKED);
  }

  @Test
  void a_file_without_bytes_is_empty() throws Exception {
    assertThat(refused(Files.createFile(folder.resolve("e")), "e.pdf").reason())
        .isEqualTo(Reason.EMPTY);
  }

  @Test
  void half_an_office_file_is_damaged() throws Exception {
    byte[] whole = Files.readAllBytes(OfficeFiles.docx(folder.resolve("w"), "text"));
    Path half = Files.write(folder.resolve("h"), Arrays.copyOf(whole, whole.length / 2));

    assertThat(refused(half, "h.docx").reason()).isEqualTo(Reason.DAMAGED);
  }

  @Test
  void bytes_of_no_known_kind_are_refused() throws Exception {
    var bytes = new byte[300];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 7);
    }
    Path file = Files.write(folder.resolve("u"), bytes);

    assertThat(refused(file, "🏔️/../x.pdf").message())
        .startsWith("This is a file of unknown kind named .pdf;");
  }

  private Format format(String content, String name) throws Exception {
    Path file = Files.createTempFile(folder, "f", "");
    return Sniffer.formatOf(Files.write(file, content.getBytes(StandardCharsets.UTF_8)), name);
  }

  private static Failure refused(Path file, String name) {
    var refused = new Failure[1];
    assertThatThrownBy(() -> Sniffer.formatOf(file, name))
        .isInstanceOfSatisfying(UnreadableFile.class, e -> refused[0] = e.failure());
    return refused[0];
  }
}
