package lectern.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lectern.api.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pages that are come back to, and news that come otherwise than expected.
class AgainTest {
  private static final String LEAVE = "How many days of leave do I get each year?";

  private static final Page.GetByLabelOptions EXACTLY = new Page.GetByLabelOptions().setExact(true);

  /// Tells the page of a document that was received before the ones it shows.
  private static final String LATE_NEWS =
      """
      async () => {
        const { events } = await import('/app/api/events.js');
        const { documents: [known] } = await (await fetch('/api/v1/documents')).json();
        const late = { id: 'late', name: 'late.txt', receivedAt: '2001-01-01T00:00:00Z' };
        const detail = { ...known, ...late };
        events.dispatchEvent(new CustomEvent('document', { detail }));
      }
      """;

  @TempDir static Path folder;
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    Chromium.browser();
    server = RunningServer.in(folder);
    Samples.bringIn(server, "onboarding.md");
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void a_kept_answer_asks_once_whether_its_documents_are_still_there() {
    try (var visit = Visit.to(server)) {
      visit.ask(LEAVE);
      List<String> asked = new ArrayList<>();
      visit.page.onRequest(request -> asked.add(request.url()));

      visit.page.reload();
      visit.button("Citation 1:").first().click();
      visit.page.locator("mark").first().waitFor();

      // Once for the kept answer, once for the viewer.
      assertThat(asked).filteredOn(url -> url.matches(".*/documents/[0-9a-f-]+")).hasSize(2);
    }
  }

  @Test
  void a_question_outlives_the_session_it_was_asked_in() {
    try (var visit = Visit.to(server)) {
      visit.go("#/ask").heading("Ask your documents").waitFor();
      visit.browser().clearCookies();
      visit.page.getByLabel("Your question").fill(LEAVE);
      visit.page.keyboard().press("Enter");
      visit.page.getByLabel("API key").fill(server.adminKey);
      visit.page.keyboard().press("Enter");

      visit.button("Ask again").click();

      assertThat(visit.page.locator(".sources").first()).containsText("onboarding.md");
    }
  }

  @Test
  void what_is_asked_in_one_tab_is_seen_in_the_other() {
    try (var visit = Visit.to(server)) {
      visit.go("#/ask").heading("Ask your documents").waitFor();
      var other = visit.browser().newPage();
      other.navigate(server.uri("/#/ask").toString());
      other.getByLabel("Your question").waitFor();

      visit.ask(LEAVE);

      assertThat(other.locator("lectern-exchange")).containsText(LEAVE);
    }
  }

  @Test
  void a_document_told_of_late_stands_in_its_place() {
    try (var visit = Visit.to(server)) {
      visit.page.locator("lectern-row").first().waitFor();

      visit.page.evaluate(LATE_NEWS);

      assertThat(visit.page.locator("lectern-row").last()).containsText("late.txt");
      assertThat(visit.page.getByText("2 documents")).isVisible();
    }
  }

  @Test
  void whoever_asks_to_delete_by_the_keyboard_can_think_again() {
    try (var visit = Visit.to(server)) {
      visit.button("Edit onboarding.md").click();
      visit.button("Delete…").press("Enter");

      assertThat(visit.button("Keep it")).isFocused();
      visit.page.keyboard().press("Enter");
      assertThat(visit.page.getByLabel("Name", EXACTLY)).isFocused();
    }
  }
}
