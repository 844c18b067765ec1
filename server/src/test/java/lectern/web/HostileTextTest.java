package lectern.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import lectern.api.RunningServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever stands in a file or its name is text, wherever it is shown. A script that ran would
/// change the title of the page.
class HostileTextTest {
  private static final String SCRIPT = "<img src=x onerror=\"document.title='ran'\">";
  private static final String NAME = "<b>price " + SCRIPT + ".md";
  private static final String TEXT =
      """
      # Prices <script>document.title='ran'</script>

      The ferry to Ostleford costs 12 euros %s in summer.

      | Ferry | Price |
      | --- | --- |
      | %s | [press](javascript:document.title='ran') |
      """
          .formatted(SCRIPT, SCRIPT);

  @TempDir Path folder;

  @BeforeEach
  void needs_a_browser() {
    Chromium.browser();
  }

  @Test
  void markup_in_names_pages_and_answers_is_shown_as_text() throws Exception {
    try (var server = RunningServer.in(folder)) {
      Samples.bringIn(server, NAME, TEXT.getBytes(StandardCharsets.UTF_8));
      try (var visit = Visit.to(server)) {
        assertThat(visit.page.locator("lectern-row")).containsText("<b>price");

        visit.ask("What does the ferry to Ostleford cost in summer?");

        assertThat(visit.page.locator("lectern-answer-text")).containsText(SCRIPT);
        assertThat(visit.page.locator(".sources")).containsText("<b>price");
        visit.button("Citation 1:").first().click();
        assertThat(visit.page.locator("lectern-text-page")).containsText("<script>");
        assertThat(visit.page.locator("mark").first()).containsText("12 euros");
        assertThat(visit.page.title()).doesNotContain("ran");
        assertThat(visit.page.locator("lectern-text-page a, main img").count()).isZero();
      }
    }
  }
}
