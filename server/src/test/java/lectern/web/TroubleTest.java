package lectern.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import lectern.api.RunningServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The connection breaks, and comes back.
class TroubleTest {
  /// Two megabytes, most of which nobody reads.
  private static final byte[] LONG =
      ("<p>The lighthouse opens at nine.</p><!--" + "-".repeat(2_000_000) + "-->")
          .getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @BeforeEach
  void needs_a_browser() {
    Chromium.browser();
  }

  @Test
  void a_lost_connection_is_told_and_its_return_too() throws Exception {
    try (var server = RunningServer.in(folder);
        var visit = Visit.to(server)) {
      visit.go("#/ask").heading("Ask your documents").waitFor();
      visit.browser().setOffline(true);
      visit.page.getByLabel("Your question").fill("When does the lighthouse open?");
      visit.page.keyboard().press("Enter");

      assertThat(visit.page.getByText("Lectern is not answering")).isVisible();
      assertThat(visit.button("Ask again")).isVisible();
      visit.isOpenToAll();

      visit.browser().setOffline(false);

      assertThat(visit.page.getByText("Lectern is not answering")).hasCount(0);
      visit.button("Ask again").click();
      assertThat(visit.page.getByText("Upload documents")).isVisible();
    }
  }

  @Test
  void an_upload_survives_a_restart_of_the_server_and_arrives_once() throws Exception {
    var server = RunningServer.in(folder);
    try (var visit = Visit.to(server)) {
      var network = slowUploads(visit);
      var file = new FilePayload("lighthouse.html", "text/html", LONG);
      visit.page.locator("input[name=files]").setInputFiles(file);
      assertThat(visit.page.getByLabel("Uploads")).containsText("lighthouse.html");
      visit.page.getByText("KB of").first().waitFor();

      server = server.restarted();
      network.send("Network.disable");

      var row = visit.page.locator("lectern-row");
      assertThat(row).containsText("Ready");
      assertThat(row).hasCount(1);
      var listed = RunningServer.json(server.get("/api/v1/documents"));
      assertThat(listed.path("total").asInt()).isEqualTo(1);
    } finally {
      server.close();
    }
  }

  /// Half a megabyte a second: long enough to be in the middle.
  private static CDPSession slowUploads(Visit visit) {
    var network = visit.browser().newCDPSession(visit.page);
    network.send("Network.enable");
    var slow = new JsonObject();
    slow.addProperty("offline", false);
    slow.addProperty("latency", 0);
    slow.addProperty("downloadThroughput", -1);
    slow.addProperty("uploadThroughput", 500_000);
    network.send("Network.emulateNetworkConditions", slow);
    return network;
  }
}
