package lectern.web;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import lectern.api.RunningServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Takes the README's pictures of the running app with the samples. `make screenshots` runs it; the
/// tests do not.
class Screenshots {
  private static final String FLOOD = "How high is our deductible when a flood damages the works?";

  @TempDir Path folder;

  @Test
  @EnabledIfSystemProperty(named = "screenshots", matches = ".+")
  void take_the_pictures() throws Exception {
    var pictures = Files.createDirectories(Path.of(System.getProperty("screenshots")));
    try (var server = RunningServer.in(folder)) {
      Samples.bringIn(
          server,
          "insurance-policy.pdf",
          "annual-report.pdf",
          "budget.xlsx",
          "supply-contract.docx",
          "pump-manual.html",
          "board-meeting.eml",
          "onboarding.md",
          "sales-deck.pptx");
      for (var theme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
        var suffix = theme == ColorScheme.DARK ? "-dark.png" : ".png";
        take(server, screen(1280, 800).setColorScheme(theme), pictures, suffix);
      }
      var phone = screen(390, 844).setHasTouch(true).setIsMobile(true);
      try (var visit = Visit.to(server, phone)) {
        visit.ask(FLOOD);
        save(visit, pictures.resolve("phone.png"));
      }
    }
  }

  private static void take(
      RunningServer server, NewContextOptions options, Path pictures, String suffix) {
    try (var visit = Visit.to(server, options)) {
      visit.page.locator("lectern-row").first().waitFor();
      save(visit, pictures.resolve("library" + suffix));
      visit.ask(FLOOD);
      visit.button("Citation 1:").first().click();
      visit.page.locator("lectern-pdf-page[ready] .box").first().waitFor();
      save(visit, pictures.resolve("ask" + suffix));
      visit.go("#/settings");
      for (var list : new String[] {"lectern-keys", "lectern-workspaces"}) {
        visit.page.locator(list + " li").first().waitFor();
      }
      save(visit, pictures.resolve("settings" + suffix));
    }
  }

  private static void save(Visit visit, Path file) {
    visit.page.screenshot(new Page.ScreenshotOptions().setPath(file));
  }

  private static NewContextOptions screen(int width, int height) {
    return new NewContextOptions().setViewportSize(width, height);
  }
}
