package lectern.parse.local.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import lectern.document.Failure.Reason;
import lectern.document.Page;
import lectern.document.Page.Origin;
import lectern.parse.local.ReadLimits;
import lectern.parse.local.UnreadableFile;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {
  @TempDir Path folder;

  private final PdfFixture pdf = new PdfFixture();

  @AfterEach
  void close() throws IOException {
    pdf.close();
  }

  /// A page that is one picture of 612 × 792 points with a line of text in it.
  private PDPage scan(String text) throws IOException {
    var picture = new BufferedImage(1224, 1584, BufferedImage.TYPE_BYTE_GRAY);
    var graphics = picture.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, 1224, 1584);
    graphics.setColor(Color.BLACK);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 40));
    graphics.drawString(text, 200, 400);
    graphics.dispose();
    var image = LosslessFactory.createFromImage(pdf.document, picture);
    return pdf.page(pen -> pen.stream().drawImage(image, 0, 0, 612, 792));
  }

  private void stamp(PDPage page, String text) throws IOException {
    try (var stream = new PDPageContentStream(pdf.document, page, AppendMode.APPEND, true, true)) {
      new PdfFixture.Pen(stream).text(300, 30, text);
    }
  }

  @Test
  void a_picture_of_a_page_with_a_stamped_number_is_still_a_picture() throws IOException {
    stamp(scan("unread"), "Page 17 of 240");
    pdf.page(pen -> pen.text(72, 700, "text"));

    List<Page> pages = Pages.of(pdf.save(folder)).pages;

    assertThat(pages).extracting(Page::origin).containsExactly(Origin.PICTURE, Origin.TEXT);
    assertThat(pages.getFirst().markdown()).isEqualTo("Page 17 of 240");
  }

  @Test
  void pictures_with_stamped_numbers_only_are_refused_like_those_without() throws IOException {
    stamp(scan("unread"), "17");
    Path file = pdf.save(folder);
    var reader = new PdfReader(Optional.empty());

    assertThatExceptionOfType(UnreadableFile.class)
        .isThrownBy(() -> reader.read(file, ReadLimits.DEFAULT, 0, new Pages()))
        .satisfies(e -> assertThat(e.failure().reason()).isEqualTo(Reason.ONLY_PICTURES));
  }

  @Test
  void text_over_a_picture_of_the_whole_page_is_text() throws IOException {
    stamp(scan("unread"), "A scanner wrote these words under its picture of them, for searching.");

    assertThat(Pages.of(pdf.save(folder)).pages)
        .extracting(Page::origin)
        .containsExactly(Origin.TEXT);
  }

  @Test
  void tesseract_is_made_to_end_by_itself_where_timeout_is_installed() throws Exception {
    program("tesseract", "#!/bin/sh\nexit 0\n");
    program("timeout", "#!/bin/sh\necho \"$@\" >> \"$0.calls\"\nshift 3\nexec \"$@\"\n");

    Optional<Tesseract> found = Tesseract.find(folder.toString(), "eng", Duration.ofSeconds(60));

    assertThat(found).isPresent();
    assertThat(folder.resolve("timeout.calls"))
        .hasContent("-s KILL 61s %s --version".formatted(folder.resolve("tesseract")));
  }

  private void program(String name, String script) throws IOException {
    Path program = Files.writeString(folder.resolve(name), script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void a_picture_without_tesseract_is_an_empty_page_that_says_so() throws IOException {
    scan("unread");
    pdf.page(pen -> pen.text(72, 700, "text"));

    List<Page> pages = Pages.of(pdf.save(folder)).pages;

    assertThat(pages).extracting(Page::origin).containsExactly(Origin.PICTURE, Origin.TEXT);
    assertThat(pages.getFirst().markdown()).isEmpty();
  }

  @Test
  void pictures_only_without_tesseract_are_refused_with_what_to_install() throws IOException {
    scan("unread");
    Path file = pdf.save(folder);
    var reader = new PdfReader(Optional.empty());

    assertThatExceptionOfType(UnreadableFile.class)
        .isThrownBy(() -> reader.read(file, ReadLimits.DEFAULT, 0, new Pages()))
        .withMessageContaining("tesseract-ocr")
        .satisfies(e -> assertThat(e.failure().reason()).isEqualTo(Reason.ONLY_PICTURES));
  }

  @Test
  void a_picture_that_tesseract_cannot_read_in_time_stays_a_picture() throws Exception {
    program("tesseract", SLOW_PROGRAM);
    scan("unread");
    pdf.page(pen -> pen.text(72, 700, "text"));
    var pages = new Pages();
    var slow = Tesseract.find(folder.toString(), "eng", Duration.ofMillis(100));

    new PdfReader(slow).read(pdf.save(folder), ReadLimits.DEFAULT, 0, pages);

    assertThat(slow).isPresent();
    assertThat(pages.pages).extracting(Page::origin).containsExactly(Origin.PICTURE, Origin.TEXT);
  }

  /// Tells its version at once, and reads for half a minute.
  private static final String SLOW_PROGRAM =
      """
      #!/bin/sh
      [ "$1" = --version ] || exec sleep 30
      """;

  @Test
  void a_picture_is_read_with_its_words_in_place() throws Exception {
    Optional<Tesseract> tesseract =
        Tesseract.find(
            Optional.ofNullable(System.getenv("PATH")).orElse(""), "eng", Tesseract.PAGE_LIMIT);
    assumeThat(tesseract).as("tesseract-ocr is not installed: OCR is not tried").isPresent();
    scan("Recognised words");
    var pages = new Pages();

    new PdfReader(tesseract).read(pdf.save(folder), ReadLimits.DEFAULT, 0, pages);

    Page page = pages.pages.getFirst();
    assertThat(page.origin()).isEqualTo(Origin.OCR);
    assertThat(page.markdown()).isEqualTo("Recognised words");
    assertThat(Pages.box(page, "Recognised").left()).isCloseTo(100, within(5f));
    assertThat(Pages.box(page, "Recognised").top()).isCloseTo(185, within(5f));
  }

  @Test
  void tesseract_is_not_found_where_it_is_not() throws InterruptedException {
    assertThat(Tesseract.find("", "eng", Tesseract.PAGE_LIMIT)).isEmpty();
    assertThat(Tesseract.find(folder.toString(), "eng", Tesseract.PAGE_LIMIT)).isEmpty();
  }

  @Test
  void a_giant_page_is_rendered_small() {
    float scale = Pictures.scale(new Sheet(0, 0, 14_400, 14_400, 0));

    assertThat(14_400 * scale).isLessThanOrEqualTo(4_001);
    assertThat(Pictures.scale(new Sheet(0, 0, 612, 792, 0))).isCloseTo(200 / 72f, within(0.01f));
  }

  @Test
  void rows_of_words_are_words_and_others_are_not() {
    List<Tesseract.Seen> words =
        Tesseract.words(
            List.of(
                "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num"
                    + "\tleft\ttop\twidth\theight\tconf\ttext",
                "4\t1\t1\t1\t1\t0\t10\t20\t300\t40\t-1\t",
                "5\t1\t1\t1\t1\t1\t10\t20\t30\t40\t96.1\tWord",
                "5\t1\t1\t1\t1\t2\t50\t20\t30\t40\t95\t "));

    assertThat(words)
        .containsExactly(new Tesseract.Seen("Word", new Box(10, 20, 30, 40), "1.1.1", "1.1"));
  }
}
