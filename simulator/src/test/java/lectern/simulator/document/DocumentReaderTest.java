package lectern.simulator.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import lectern.simulator.document.Document.Flaw;
import lectern.simulator.document.Document.Pages;
import lectern.simulator.document.Document.Unreadable;
import lectern.simulator.document.DocumentReader.Source;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class DocumentReaderTest {
  private final DocumentReader reader = new DocumentReader();

  @TempDir Path folder;

  private Source text(String name, String text) throws IOException {
    return new Source(Files.writeString(folder.resolve(name), text), name);
  }

  @Test
  void a_form_feed_begins_a_page() throws Exception {
    var pages = (Pages) reader.read(text("a.txt", "one\ftwo"), PageChoice.ALL);

    assertThat(pages.pages()).extracting(Page::text).containsExactly("one", "two");
  }

  @Test
  void chosen_pages_win_over_the_most_pages() throws Exception {
    var three = text("a.txt", "one\ftwo\fthree");
    var most = new PageChoice(Optional.empty(), Optional.of(2));

    var chosen = (Pages) reader.read(three, PageChoice.of(List.of(3, 9)));
    var first = (Pages) reader.read(three, most);

    assertThat(chosen.pages()).extracting(Page::number).containsExactly(3);
    assertThat(first.pages()).extracting(Page::number).containsExactly(1, 2);
  }

  @Test
  void more_pages_than_are_read_are_too_many() throws Exception {
    var endless = text("a.txt", "\f".repeat(DocumentReader.PAGE_LIMIT));

    assertThat(reader.read(endless, PageChoice.ALL)).isEqualTo(new Unreadable(Flaw.TOO_MANY_PAGES));
  }

  @Test
  void a_page_ends_at_64_kilobytes() throws Exception {
    var pages = (Pages) reader.read(text("a.txt", "x".repeat(70_000)), PageChoice.ALL);

    assertThat(pages.pages().getFirst().text()).hasSize(65_536);
  }

  @Test
  void an_unknown_kind_is_not_read() throws Exception {
    assertThat(reader.read(text("a.exe", "x"), PageChoice.ALL))
        .isEqualTo(new Unreadable(Flaw.UNKNOWN_KIND));
  }

  @Test
  void a_pdf_without_pages_is_broken() throws Exception {
    var file = folder.resolve("no-pages.pdf");
    try (var pdf = new PDDocument()) {
      pdf.save(file.toFile());
    }

    assertThat(reader.read(new Source(file, "no-pages.pdf"), PageChoice.ALL))
        .isEqualTo(new Unreadable(Flaw.BROKEN));
  }

  @Test
  void a_presentation_has_a_page_for_each_slide() throws Exception {
    var file = folder.resolve("slides.pptx");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("ppt/slides/slide1.xml"));
      zip.putNextEntry(new ZipEntry("ppt/slides/slide2.xml"));
      zip.putNextEntry(new ZipEntry("ppt/slides/_rels/slide1.xml.rels"));
    }

    var pages = (Pages) reader.read(new Source(file, "slides.pptx"), PageChoice.ALL);

    assertThat(pages.pages()).hasSize(2);
  }

  @Test
  void a_table_keeps_what_stands_in_quotes() throws Exception {
    var pages = (Pages) reader.read(text("a.tsv", "a\t\"b\tc\"\n1\t2"), PageChoice.ALL);

    var table = (Item.Table) pages.pages().getFirst().items().getFirst();
    assertThat(table.rows()).containsExactly(List.of("a", "b\tc"), List.of("1", "2"));
  }

  @Test
  void a_text_of_more_than_is_kept_is_too_large() throws Exception {
    var many = text("a.txt", ("x".repeat(60_000) + "\f").repeat(80));

    assertThat(reader.read(many, PageChoice.ALL)).isEqualTo(new Unreadable(Flaw.TOO_LARGE));
    assertThat(((Pages) reader.read(many, PageChoice.of(List.of(70)))).pages()).hasSize(1);
  }

  @Test
  void sixty_four_million_form_feeds_take_no_memory() throws Exception {
    var feeds = text("a.txt", "\f".repeat(64_000_000));

    assertThat(reader.read(feeds, PageChoice.ALL)).isEqualTo(new Unreadable(Flaw.TOO_MANY_PAGES));
  }

  @Test
  void what_pdfbox_thinks_of_an_upload_does_not_reach_the_operator() {
    assertThat(LoggerFactory.getLogger("org.apache.pdfbox.cos.COSObject").isErrorEnabled())
        .isFalse();
  }
}
