package lectern.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import lectern.api.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The app on any screen and in either theme keeps nobody out.
class EveryoneTest {
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

  @ParameterizedTest
  @ValueSource(strings = {"#/library", "#/ask", "#/settings", "#/api"})
  void every_page_is_open_to_all_in_the_light_and_in_the_dark(String address) {
    for (var theme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      try (var visit = Visit.to(server, screen(1280, 800).setColorScheme(theme))) {
        visit.go(address).page.locator("main h1").first().waitFor();

        visit.isOpenToAll();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"#/library", "#/ask", "#/settings", "#/api"})
  void nothing_sticks_out_on_a_phone(String address) {
    try (var visit = Visit.to(server, phone())) {
      visit.go(address).page.locator("main h1").first().waitFor();

      assertThat(width(visit)).isLessThanOrEqualTo(390);
    }
  }

  @Test
  void on_a_phone_a_source_covers_the_answer_and_gives_the_way_back() {
    try (var visit = Visit.to(server, phone().setColorScheme(ColorScheme.DARK))) {
      visit.ask("How many days of leave do I get each year?");
      visit.button("Citation 1:").first().click();
      visit.page.locator("mark").first().waitFor();

      assertThat(visit.page.locator("dialog:modal").boundingBox().width).isGreaterThan(370);
      assertThat(width(visit)).isLessThanOrEqualTo(390);
      visit.isOpenToAll();

      visit.page.locator("dialog").getByLabel("Close").click();

      assertThat(visit.page.locator("dialog[open]").count()).isZero();
    }
  }

  private static int width(Visit visit) {
    return (Integer) visit.page.evaluate("document.documentElement.scrollWidth");
  }

  private static NewContextOptions screen(int width, int height) {
    return new NewContextOptions().setViewportSize(width, height);
  }

  private static NewContextOptions phone() {
    return screen(390, 844).setHasTouch(true).setIsMobile(true);
  }
}
