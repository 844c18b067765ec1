package lectern.web;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The one browser of a test run: the Chromium that is installed on this machine.
final class Chromium {
  /// Where Debian and its kin install it.
  private static final Stream<String> PLACES =
      Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

  private static final Optional<Path> PROGRAM =
      PLACES.map(Path::of).filter(Files::isExecutable).findFirst();

  /// Nothing is asked of the world, and a container's root may run it.
  private static final List<String> ARGUMENTS =
      List.of(
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--no-first-run");

  /// How long a page may take to become what a test expects; only failing tests wait so long.
  static final double PATIENCE_MILLIS = 60_000;

  private Chromium() {}

  /// Skips the test, and says so, where no Chromium is installed.
  static Browser browser() {
    assumeThat(PROGRAM).as("Chromium is not installed: the web app is not tried").isPresent();
    return Running.BROWSER;
  }

  /// Started when it is first asked for; it ends with the JVM.
  private static final class Running {
    static final Browser BROWSER = start();

    private static Browser start() {
      var environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
      PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
      var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
      Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
      return playwright
          .chromium()
          .launch(
              new BrowserType.LaunchOptions()
                  .setExecutablePath(PROGRAM.orElseThrow())
                  .setArgs(ARGUMENTS));
    }
  }
}
