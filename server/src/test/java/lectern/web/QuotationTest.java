package lectern.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lectern.api.RunningServer;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripperByArea;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a citation opens, held against the words it quotes.
class QuotationTest {
  @TempDir static Path folder;
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    Chromium.browser();
    server = RunningServer.in(folder);
    Samples.bringIn(server, "insurance-policy.pdf", "pump-manual.html", "supply-contract.docx");
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  /// PDFBox reads what stands under the boxes in the file itself: an opinion of its own.
  @Test
  void on_a_pdf_the_boxes_lie_on_the_quoted_words() throws Exception {
    try (var visit = Visit.to(server)) {
      visit.ask("How high is our deductible when a flood damages the works?");
      visit.button("Citation 1:").first().click();
      visit.page.locator("lectern-pdf-page[ready] .box").first().waitFor();

      assertThat(isSeen(visit.page.locator(".box").first())).isTrue();
      assertThat(underTheBoxes(visit)).contains("Flood", "£25,000").doesNotContain("Storm");
      visit.isOpenToAll();
    }
  }

  @Test
  void the_boxes_stay_on_the_words_when_the_page_is_zoomed() throws Exception {
    try (var visit = Visit.to(server)) {
      visit.ask("How high is our deductible when a flood damages the works?");
      visit.button("Citation 1:").first().click();
      visit.page.locator("lectern-pdf-page[ready] .box").first().waitFor();
      var before = underTheBoxes(visit);

      visit.button("Zoom in").click();
      visit.page.getByText("125 %").waitFor();

      assertThat(underTheBoxes(visit)).isEqualTo(before);
    }
  }

  @Test
  void a_quoted_row_stands_under_the_names_of_its_columns() {
    try (var visit = Visit.to(server)) {
      visit.ask("How high is our deductible when a flood damages the works?");

      var columns = visit.page.locator("lectern-answer-text th").allTextContents();

      assertThat(columns).containsExactly("Peril", "Limit for any one event", "Deductible");
    }
  }

  @Test
  void a_page_opens_in_its_window_and_only_what_is_near_is_drawn() {
    try (var visit = Visit.to(server)) {
      visit.page.getByText("insurance-policy.pdf").click();
      visit.page.locator("lectern-pdf-page[ready]").first().waitFor();
      visit.page.getByLabel("Page", new Page.GetByLabelOptions().setExact(true)).fill("6");
      visit.page.keyboard().press("Enter");
      visit.page.locator("lectern-pdf-page[number='6'][ready]").waitFor();

      assertThat(visit.page.evaluate("scrollY")).isEqualTo(0);
      assertThat(visit.page.locator("lectern-pdf-page[number='1'][ready]").count()).isZero();
    }
  }

  @Test
  void in_a_web_page_the_quoted_characters_are_marked() {
    try (var visit = Visit.to(server)) {
      visit.ask("The pump makes a noise like gravel. What should I do?");
      visit.button("Citation 1: pump-manual.html").first().click();

      assertThat(marked(visit)).contains("Open the inlet valve fully");
      visit.isOpenToAll();
    }
  }

  @Test
  void in_a_word_file_the_quoted_characters_are_marked() {
    try (var visit = Visit.to(server)) {
      visit.ask("How much notice must be given to terminate the supply contract?");
      visit.button("Citation 1: supply-contract.docx").first().click();

      assertThat(marked(visit)).contains("six months");
    }
  }

  private static String marked(Visit visit) {
    visit.page.locator("lectern-text-page mark").first().waitFor();
    return String.join("", visit.page.locator("lectern-text-page mark").allTextContents());
  }

  private static boolean isSeen(Locator box) {
    var inView =
        "e => { const { top, bottom } = e.getBoundingClientRect();"
            + " return top > 0 && bottom < innerHeight; }";
    return (Boolean) box.evaluate(inView);
  }

  private static String underTheBoxes(Visit visit) throws IOException {
    var cited = visit.page.locator("lectern-pdf-page:has(.box)");
    int number = Integer.parseInt(cited.getAttribute("number"));
    try (var file = Loader.loadPDF(Samples.file("insurance-policy.pdf").toFile())) {
      var sheet = file.getPage(number - 1);
      var stripper = new PDFTextStripperByArea();
      stripper.setSortByPosition(true);
      var boxes = boxes(cited);
      for (var box : boxes) {
        double scale = sheet.getCropBox().getWidth();
        stripper.addRegion(
            "box " + boxes.indexOf(box),
            new Rectangle2D.Double(
                scale * side(box, "left"),
                scale * side(box, "top"),
                scale * side(box, "width"),
                scale * side(box, "height")));
      }
      stripper.extractRegions(sheet);
      return String.join(
          " ", stripper.getRegions().stream().map(stripper::getTextForRegion).toList());
    }
  }

  private static double side(Map<String, Number> box, String name) {
    return box.getOrDefault(name, 0).doubleValue();
  }

  /// The boxes in shares of the page's width, from its upper left corner.
  @SuppressWarnings("unchecked")
  private static List<Map<String, Number>> boxes(Locator page) {
    return (List<Map<String, Number>>)
        page.evaluate(
            """
            (page) => {
              const sheet = page.getBoundingClientRect();
              return [...page.shadowRoot.querySelectorAll('.box')].map((box) => {
                const { left, top, width, height } = box.getBoundingClientRect();
                return {
                  left: (left - sheet.left) / sheet.width,
                  top: (top - sheet.top) / sheet.width,
                  width: width / sheet.width,
                  height: height / sheet.width,
                };
              });
            }
            """);
  }
}
