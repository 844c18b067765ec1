package lectern.parse.local.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import lectern.document.Failure.Reason;
import lectern.document.Page;
import lectern.document.WordBox;
import lectern.parse.local.ReadLimits;
import lectern.parse.local.UnreadableFile;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PdfReaderTest extends DrawnPdf {
  private Path save() throws IOException {
    return pdf.save(folder);
  }

  private static void assertUnreadable(Reason reason, Path file, ReadLimits limits) {
    var reader = new PdfReader(Optional.empty());

    assertThatExceptionOfType(UnreadableFile.class)
        .isThrownBy(() -> reader.read(file, limits, 0, new Pages()))
        .satisfies(e -> assertThat(e.failure().reason()).isEqualTo(reason));
  }

  @Test
  void every_page_is_handed_over_in_order_with_the_true_count() throws IOException {
    pdf.page(pen -> pen.text(72, 700, "first"));
    pdf.page(pen -> pen.text(72, 700, "second"));

    Pages pages = Pages.of(save());

    assertThat(pages.count).hasValue(2);
    assertThat(pages.pages).extracting(Page::markdown).containsExactly("first", "second");
    assertThat(pages.pages).extracting(Page::number).containsExactly(1, 2);
    assertThat(pages.pages).extracting(Page::origin).containsOnly(Page.Origin.TEXT);
  }

  @Test
  void pages_already_kept_are_not_handed_over_again() throws IOException {
    pdf.page(pen -> pen.text(72, 700, "first"));
    pdf.page(pen -> pen.text(72, 700, "second"));
    var rest = new Pages();

    new PdfReader(Optional.empty()).read(save(), ReadLimits.DEFAULT, 1, rest);

    assertThat(rest.count).hasValue(2);
    assertThat(rest.pages).extracting(Page::number).containsExactly(2);
  }

  @Test
  void a_blank_page_between_others_is_an_empty_page() throws IOException {
    pdf.page(pen -> pen.text(72, 700, "first"));
    pdf.page(_ -> {});

    Pages pages = Pages.of(save());

    assertThat(pages.pages.getLast().markdown()).isEmpty();
    assertThat(pages.pages.getLast().origin()).isEqualTo(Page.Origin.TEXT);
  }

  @Test
  void the_claimed_count_of_pages_is_not_believed() throws IOException {
    pdf.page(pen -> pen.text(72, 700, "only"));
    pdf.claiming(1_410_065_407);

    Pages pages = Pages.of(save());

    assertThat(pages.count).hasValue(1);
    assertThat(pages.pages).hasSize(1);
  }

  @Test
  void a_page_tree_that_contains_itself_ends() throws IOException {
    pdf.page(pen -> pen.text(72, 700, "only"));
    COSArray kids = pdf.document.getPages().getCOSObject().getCOSArray(COSName.KIDS);
    kids.add(pdf.document.getPages().getCOSObject());

    Pages pages = Pages.of(save());

    assertThat(pages.pages).extracting(Page::markdown).containsExactly("only");
  }

  @Test
  void more_pages_than_the_limit_are_too_large() throws IOException {
    for (int i = 0; i < 3; i++) {
      pdf.page(pen -> pen.text(72, 700, "page"));
    }

    assertUnreadable(Reason.TOO_LARGE, save(), new ReadLimits(2, 1000, 1000));
  }

  @Test
  void more_characters_on_a_page_than_the_limit_are_too_large() throws IOException {
    pdf.page(pen -> pen.text(72, 700, "0123456789"));

    assertUnreadable(Reason.TOO_LARGE, save(), new ReadLimits(2, 9, 1000));
  }

  @Test
  void more_characters_in_the_document_than_the_limit_are_too_large() throws IOException {
    pdf.page(pen -> pen.text(72, 700, "012345678"));
    pdf.page(pen -> pen.text(72, 700, "012345678"));

    assertUnreadable(Reason.TOO_LARGE, save(), new ReadLimits(2, 10, 10));
  }

  @Test
  void a_file_without_pages_has_no_text() throws IOException {
    assertUnreadable(Reason.NO_TEXT, save(), ReadLimits.DEFAULT);
  }

  @Test
  void a_file_with_blank_pages_only_has_no_text() throws IOException {
    pdf.page(_ -> {});

    assertUnreadable(Reason.NO_TEXT, save(), ReadLimits.DEFAULT);
  }

  @Test
  void a_file_with_a_password_is_locked() throws IOException {
    pdf.page(pen -> pen.text(72, 700, "secret"));
    pdf.locked("user");

    assertUnreadable(Reason.LOCKED, save(), ReadLimits.DEFAULT);
  }

  @Test
  void a_file_that_opens_without_a_password_is_read() throws IOException {
    pdf.page(pen -> pen.text(72, 700, "open"));
    pdf.locked("");

    assertThat(Pages.markdown(save())).isEqualTo("open");
  }

  @Test
  void bytes_that_are_no_pdf_are_damaged() throws IOException {
    Path file = folder.resolve("noise.pdf");
    Files.write(file, "%PDF-1.7\nnothing of the kind".getBytes(StandardCharsets.US_ASCII));

    assertUnreadable(Reason.DAMAGED, file, ReadLimits.DEFAULT);
  }

  @Test
  void a_file_without_bytes_is_empty() throws IOException {
    Path file = Files.createFile(folder.resolve("empty.pdf"));

    assertUnreadable(Reason.EMPTY, file, ReadLimits.DEFAULT);
  }

  /// On the unturned page the word begins 72 points from the left, its baseline is 100 above the
  /// lower edge, and it is 21.7 long.
  @ParameterizedTest
  @CsvSource({
    "0, 72, 684, 21.7, 10",
    "90, 98, 72, 10, 21.7",
    "180, 518.3, 98, 21.7, 10",
    "270, 684, 518.3, 10, 21.7"
  })
  void boxes_are_those_of_the_page_as_it_is_shown(
      int rotation, float left, float top, float width, float height) throws IOException {
    PDPage page = pdf.page(pen -> pen.text(72, 100, "word"));
    page.setRotation(rotation);

    WordBox box = Pages.box(Pages.of(save()).pages.getFirst(), "word");

    assertThat(box.left()).isCloseTo(left, within(0.1f));
    assertThat(box.top()).isCloseTo(top, within(0.1f));
    assertThat(box.width()).isCloseTo(width, within(0.1f));
    assertThat(box.height()).isCloseTo(height, within(0.1f));
  }

  @Test
  void boxes_count_from_the_corner_of_the_crop_box() throws IOException {
    PDPage page = pdf.page(pen -> pen.text(72, 700, "word"));
    page.setCropBox(new PDRectangle(50, 100, 400, 650));

    WordBox box = Pages.box(Pages.of(save()).pages.getFirst(), "word");

    assertThat(box.left()).isCloseTo(22, within(0.5f));
    assertThat(box.top() + box.height()).isCloseTo(750 - 700 + 2, within(1f));
  }

  @Test
  void form_values_and_notes_stand_at_the_end_of_their_page() throws IOException {
    PDPage page = pdf.page(pen -> pen.text(72, 700, "Application"));
    var form = new PDAcroForm(pdf.document);
    pdf.document.getDocumentCatalog().setAcroForm(form);
    var field = new PDTextField(form);
    field.setPartialName("Surname");
    field.getCOSObject().setString(COSName.V, "Lovelace | King");
    PDAnnotationWidget widget = field.getWidgets().getFirst();
    widget.setRectangle(new PDRectangle(100, 600, 200, 20));
    form.getFields().add(field);
    var note = new PDAnnotationText();
    note.setContents("Check the\ndate");
    note.setRectangle(new PDRectangle(10, 10, 20, 20));
    page.getAnnotations().add(widget);
    page.getAnnotations().add(note);

    Page read = Pages.of(save()).pages.getFirst();

    assertThat(read.markdown())
        .isEqualTo(
            """
            Application

            **Form fields**

            - Surname: Lovelace | King

            **Annotations**

            - Check the date\
            """);
    assertThat(Pages.box(read, "Lovelace").top()).isCloseTo(792 - 620, within(0.5f));
  }
}
