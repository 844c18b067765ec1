package lectern.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import lectern.api.RunningServer;

/// Somebody's visit to the web app, with a browser that remembers nothing.
///
/// What the browser finds wrong fails the test when the visit ends: errors of scripts, what the
/// content security policy forbids, files that are missing, requests to any other host. Only the
/// API may refuse things; the app tells its reader.
final class Visit implements AutoCloseable {
  private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

  /// What axe finds that keeps people out, as lines to read.
  private static final String SERIOUS =
      """
      async () => {
        const { violations } = await axe.run(document, { resultTypes: ['violations'] });
        return violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(({ id, nodes }) => id + ': ' + nodes.map((n) => n.target.join(' ')).join(', '));
      }
      """;

  final Page page;
  private final URI home;
  private final BrowserContext context;
  private final List<String> faults = new ArrayList<>();

  private Visit(RunningServer server, NewContextOptions options) {
    this.home = server.uri("/");
    this.context = Chromium.browser().newContext(options);
    this.page = context.newPage();
    page.setDefaultTimeout(Chromium.PATIENCE_MILLIS);
    page.onConsoleMessage(this::heard);
    page.onPageError(error -> faults.add("script: " + error));
    page.onRequest(this::asked);
  }

  /// Signs in by a link, on a screen of 1,280 by 800.
  static Visit to(RunningServer server) {
    return to(server, new NewContextOptions().setViewportSize(1280, 800));
  }

  /// Signs in by a link.
  static Visit to(RunningServer server, NewContextOptions options) {
    var visit = new Visit(server, options);
    var token = server.lectern.invitations().create().token().text();
    visit.go("#/sign-in?token=" + token);
    visit.heading("Library").waitFor();
    return visit;
  }

  private void heard(ConsoleMessage message) {
    boolean isRefusal = message.location().contains("/api/") && message.text().startsWith("Failed");
    if (message.type().equals("error") && !isRefusal) {
      faults.add("console: " + message.text() + " at " + message.location());
    }
  }

  private void asked(Request request) {
    var uri = URI.create(request.url());
    boolean isLocal = List.of("data", "blob").contains(uri.getScheme());
    if (!isLocal && !uri.getAuthority().equals(home.getAuthority())) {
      faults.add("asked another host: " + uri);
    }
  }

  Locator heading(String name) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
  }

  Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  Visit go(String hash) {
    page.navigate(home.resolve(hash).toString());
    return this;
  }

  /// Types a question and waits until its answer is whole.
  Visit ask(String question) {
    go("#/ask");
    page.getByLabel("Your question").fill(question);
    page.keyboard().press("Enter");
    page.locator("lectern-exchange .sources").first().waitFor();
    return this;
  }

  /// Whether people who use the app otherwise than by eye and mouse would be kept out.
  void isOpenToAll() {
    page.evaluate(axe());
    assertThat((List<?>) page.evaluate(SERIOUS)).as("what axe finds").isEmpty();
  }

  private static String axe() {
    try (var script = Visit.class.getResourceAsStream(AXE)) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  BrowserContext browser() {
    return context;
  }

  @Override
  public void close() {
    context.close();
    assertThat(faults).as("what the browser found wrong").isEmpty();
  }
}
