package lectern.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import lectern.api.RunningServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From an empty library to the highlighted words, as a newcomer goes it.
class JourneyTest {
  @TempDir Path folder;

  @BeforeEach
  void needs_a_browser() {
    Chromium.browser();
  }

  @Test
  void a_dropped_file_is_asked_and_the_answer_shows_where_it_stands() throws Exception {
    try (var server = RunningServer.in(folder);
        var visit = Visit.to(server)) {
      visit.isOpenToAll();

      drop(visit, "insurance-policy.pdf");

      var row = visit.page.locator("lectern-row");
      assertThat(row).containsText("insurance-policy.pdf");
      assertThat(row.getByRole(AriaRole.PROGRESSBAR)).isVisible();
      assertThat(row).containsText("Ready");

      visit.ask("How high is our deductible when a flood damages the works?");
      assertThat(visit.page.locator("lectern-answer-text")).containsText("£25,000");
      assertThat(visit.page.getByText("no language model is configured")).isVisible();

      visit.button("Citation 1: insurance-policy.pdf, page 2").first().click();

      assertThat(visit.page.locator("lectern-pdf-page[ready] .box").first()).isVisible();
    }
  }

  @Test
  void a_question_goes_its_way_by_the_keyboard_alone() throws Exception {
    try (var server = RunningServer.in(folder)) {
      Samples.bringIn(server, "onboarding.md");
      try (var visit = Visit.to(server)) {
        var keys = visit.page.keyboard();
        keys.press("g");
        keys.press("a");
        visit.heading("Ask your documents").waitFor();
        keys.press("/");
        keys.type("How many days of leave do I get each year?");
        keys.press("Enter");
        var chip = visit.button("Citation 1:").first();
        chip.waitFor();
        tabTo(visit.page, "Citation 1:");

        keys.press("Enter");

        assertThat(visit.page.locator("mark").first()).isVisible();
        keys.press("Escape");
        assertThat(visit.page.locator("lectern-viewer")).hasCount(0);
        assertThat(chip).isFocused();
      }
    }
  }

  @Test
  void what_the_documents_do_not_say_is_told_with_what_came_nearest() throws Exception {
    try (var server = RunningServer.in(folder)) {
      Samples.bringIn(server, "onboarding.md");
      try (var visit = Visit.to(server)) {
        visit.ask("How many pumps were exported to Norway?");

        assertThat(visit.page.getByText("Your documents do not say.").last()).isVisible();
        assertThat(visit.page.locator(".sources")).containsText("onboarding.md");
        visit.isOpenToAll();
      }
    }
  }

  @Test
  void without_documents_a_question_teaches_to_upload() throws Exception {
    try (var server = RunningServer.in(folder);
        var visit = Visit.to(server)) {
      visit.go("#/ask");
      visit.page.getByLabel("Your question").fill("Is anybody there?");
      visit.page.keyboard().press("Enter");

      assertThat(visit.page.getByText("Upload documents")).isVisible();
      visit.isOpenToAll();
    }
  }

  private static void tabTo(Page page, String label) {
    for (int tries = 0; tries < 60; tries++) {
      page.keyboard().press("Tab");
      if (focused(page).startsWith(label)) {
        return;
      }
    }
    throw new AssertionError("the Tab key does not lead to “" + label + "”");
  }

  private static String focused(Page page) {
    return (String)
        page.evaluate(
            """
            () => {
              let at = document.activeElement;
              while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
              return at?.getAttribute('aria-label') ?? '';
            }
            """);
  }

  private static void drop(Visit visit, String name) throws IOException {
    var content = Base64.getEncoder().encodeToString(Files.readAllBytes(Samples.file(name)));
    visit.page.evaluate(
        """
        ([name, content]) => {
          const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([bytes], name));
          const how = { dataTransfer, bubbles: true, composed: true, cancelable: true };
          document.body.dispatchEvent(new DragEvent('drop', how));
        }
        """,
        List.of(name, content));
  }
}
