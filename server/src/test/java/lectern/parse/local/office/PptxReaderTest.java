package lectern.parse.local.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import lectern.document.Page;
import lectern.parse.local.CollectedPages;
import lectern.parse.local.ReadLimits;
import org.apache.poi.sl.usermodel.Placeholder;
import org.apache.poi.xslf.usermodel.SlideLayout;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xslf.usermodel.XSLFSlideLayout;
import org.apache.poi.xslf.usermodel.XSLFTable;
import org.apache.poi.xslf.usermodel.XSLFTextShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PptxReaderTest {
  @TempDir Path folder;
  private final CollectedPages pages = new CollectedPages();

  @Test
  void a_slide_is_a_page_with_title_bullets_tables_and_notes() throws Exception {
    try (var show = new XMLSlideShow()) {
      XSLFSlide first = show.createSlide(layout(show, SlideLayout.TITLE_AND_CONTENT));
      first.getPlaceholder(0).setText("Results of the Quarter");
      first.getPlaceholder(1).clearText();
      bullet(first, 0, "Revenue grew");
      bullet(first, 1, "by 12 percent");
      table(first);
      for (XSLFTextShape place : show.getNotesSlide(first).getPlaceholders()) {
        if (place.getTextType() == Placeholder.BODY) {
          place.setText("Mention the weather.");
        }
      }
      show.createSlide();
      show.createSlide(layout(show, SlideLayout.TITLE_ONLY)).getPlaceholder(0).setText("Thank you");
      save(show);
    }

    new PptxReader().read(file(), ReadLimits.DEFAULT, 0, pages);

    assertThat(pages.pageCount).hasValue(3);
    assertThat(pages.markdown(1))
        .isEqualTo(
            """
            # Results of the Quarter

            - Revenue grew
               - by 12 percent

            | Region | Sales |
            | --- | --- |
            | North | 7 |

            **Notes**

            Mention the weather.\
            """);
    assertThat(pages.markdown(2)).isEmpty();
    assertThat(pages.markdown(3)).isEqualTo("# Thank you");
  }

  @Test
  void slides_already_kept_are_not_handed_over_again() throws Exception {
    try (var show = new XMLSlideShow()) {
      for (int i = 1; i <= 4; i++) {
        show.createSlide(layout(show, SlideLayout.TITLE_AND_CONTENT))
            .getPlaceholder(0)
            .setText("Slide " + i);
      }
      save(show);
    }

    new PptxReader().read(file(), ReadLimits.DEFAULT, 2, pages);

    assertThat(pages.pages).extracting(Page::number).containsExactly(3, 4);
  }

  private static XSLFSlideLayout layout(XMLSlideShow show, SlideLayout layout) {
    return show.getSlideMasters().getFirst().getLayout(layout);
  }

  private static void bullet(XSLFSlide slide, int level, String text) {
    var paragraph = slide.getPlaceholder(1).addNewTextParagraph();
    paragraph.setIndentLevel(level);
    paragraph.addNewTextRun().setText(text);
  }

  private static void table(XSLFSlide slide) {
    XSLFTable table = slide.createTable(2, 2);
    table.getCell(0, 0).setText("Region");
    table.getCell(0, 1).setText("Sales");
    table.getCell(1, 0).setText("North");
    table.getCell(1, 1).setText("7");
  }

  private Path file() {
    return folder.resolve("show.pptx");
  }

  private void save(XMLSlideShow show) throws Exception {
    try (OutputStream out = Files.newOutputStream(file())) {
      show.write(out);
    }
  }
}
