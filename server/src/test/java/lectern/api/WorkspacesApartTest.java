package lectern.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lectern.api.Trial.Ending;
import lectern.document.WorkspaceId;
import lectern.http.Permission;
import lectern.http.Route;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// Every route, tried by the operator on what belongs to another workspace: the one who may do most
/// may not do that.
class WorkspacesApartTest {
  private static final Path SAMPLES = Path.of("..", "samples");

  /// The answer to the question of the trials, which stands in their document alone.
  private static final String THEIR_SECRET = "25,000";

  @TempDir private static Path folder;
  private static RunningServer server;
  private static Neighbour we;
  private static Neighbour they;

  @BeforeAll
  static void settle() throws Exception {
    server = RunningServer.in(folder);
    var tenant = server.workspace("theirs");
    var theirFile = SAMPLES.resolve("insurance-policy.pdf");
    var ourFile = SAMPLES.resolve("onboarding.md");
    they = Neighbour.settle(server, tenant.id(), tenant.adminKey(), theirFile);
    we = Neighbour.settle(server, WorkspaceId.LOCAL, server.adminKey, ourFile);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void they_have_something_to_be_seen() throws Exception {
    assertThat(they.rows())
        .anyMatch(row -> row.contains(THEIR_SECRET))
        .anyMatch(row -> row.contains("insurance-policy.pdf"))
        .anyMatch(row -> row.contains(they.keyId()))
        .anyMatch(row -> row.equals("(%s,%s)".formatted(they.collection(), they.document())));
  }

  @Test
  void every_route_is_tried() {
    var tried = Trial.ALL.stream().map(Trial::route).toList();

    assertThat(server.lectern.routes())
        .filteredOn(route -> route.permission() != Permission.PUBLIC)
        .extracting(Route::label)
        .as("teach me how another workspace could try these: add to Trial.ALL")
        .isSubsetOf(tried);
  }

  @Test
  void every_trial_is_of_a_route() {
    assertThat(Trial.ALL).extracting(Trial::route).isSubsetOf(labels());
  }

  private static List<String> labels() {
    return server.lectern.routes().stream().map(Route::label).toList();
  }

  @TestFactory
  Stream<DynamicTest> nothing_of_another_workspace_is_seen_or_changed() {
    return Trial.ALL.stream()
        .filter(trial -> trial.ending() != Ending.STREAM)
        .map(trial -> dynamicTest(trial.method() + " " + trial.path(), () -> attempt(trial)));
  }

  private static void attempt(Trial trial) throws Exception {
    var before = they.rows();

    var response = server.send(request(trial, we));

    assertThatItEndsWell(trial, response);
    assertThat(they.rows()).as("what they have").isEqualTo(before);
    if (trial.ending() == Ending.HIDDEN && trial.method().equals("GET")) {
      var theirs = server.open(request(trial, they));
      theirs.body().close();
      assertThat(theirs.statusCode()).as("to themselves it is not hidden").isEqualTo(200);
    }
  }

  private static void assertThatItEndsWell(Trial trial, HttpResponse<String> response) {
    int status = response.statusCode();
    switch (trial.ending()) {
      case HIDDEN -> assertThat(status).isEqualTo(404);
      case REFUSED -> assertThat(status).isBetween(400, 499).isNotEqualTo(403);
      case SHOWS_NOTHING, STREAM -> {
        assertThat(status).isLessThan(500).isNotEqualTo(403);
        if (status < 300) { // a refusal may repeat what was asked for
          assertThat(response.body())
              .doesNotContain(THEIR_SECRET, "insurance-policy")
              .doesNotContain(they.ids("THEIR").values());
        }
      }
    }
  }

  @Test
  void the_same_bytes_and_the_same_question_are_another_document() throws Exception {
    var request =
        server
            .request("/api/v1/documents?name=same.pdf", we.key())
            .header("Content-Type", "application/pdf")
            .POST(BodyPublishers.ofFile(SAMPLES.resolve("insurance-policy.pdf")));
    var before = they.rows();

    var response = server.send(request.build());

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.body()).doesNotContain(they.document().toString());
    assertThat(they.rows()).isEqualTo(before);
    delete(RunningServer.json(response).path("document").path("id").asString());
    assertThat(they.rows()).isEqualTo(before);
    var original = server.open(requestOfTheirOriginal());
    try (var body = original.body()) {
      assertThat(body.readAllBytes())
          .isEqualTo(Files.readAllBytes(SAMPLES.resolve("insurance-policy.pdf")));
    }
  }

  private static void delete(String document) throws IOException, InterruptedException {
    var request = server.request("/api/v1/documents/" + document, we.key()).DELETE();
    assertThat(server.send(request.build()).statusCode()).isEqualTo(204);
  }

  private static HttpRequest requestOfTheirOriginal() {
    return server.request("/api/v1/documents/" + they.document() + "/original", they.key()).build();
  }

  @Test
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  void nothing_of_another_workspace_is_in_an_event_stream() throws Exception {
    var theirs = Files.writeString(folder.resolve("theirs.md"), "They paint the gate green.");
    var ours = Files.writeString(folder.resolve("ours.md"), "We paint the gate red.");
    var stream = server.open(server.request("/api/v1/events", we.key()).build());

    try (var events = new BufferedReader(new InputStreamReader(stream.body(), UTF_8))) {
      assertThat(until(events, "event: open")).isNotNull();
      var theirDocument = Neighbour.receive(server, they.workspace(), theirs);
      var ourDocument = Neighbour.receive(server, we.workspace(), ours);

      assertThat(until(events, ourDocument.toString()))
          .doesNotContain(theirDocument.toString())
          .doesNotContain("theirs.md");
    }
  }

  /// What was read until a line has some text.
  private static String until(BufferedReader events, String text) throws IOException {
    var read = new StringBuilder();
    for (var line = events.readLine(); line != null; line = events.readLine()) {
      read.append(line).append('\n');
      if (line.contains(text)) {
        return read.toString();
      }
    }
    throw new AssertionError("the stream ended without " + text + ":\n" + read);
  }

  private static HttpRequest request(Trial trial, Neighbour caller) {
    var path = filledIn(trial.path());
    var request = server.request(path, caller.key());
    if (trial.body().isEmpty()) {
      return request.method(trial.method(), BodyPublishers.noBody()).build();
    }
    var mediaType = trial.body().startsWith("{") ? "application/json" : "text/plain";
    return request
        .header("Content-Type", mediaType)
        .method(trial.method(), BodyPublishers.ofString(filledIn(trial.body())))
        .build();
  }

  private static String filledIn(String text) {
    var filled = text;
    for (var ids : List.of(we.ids("OUR"), they.ids("THEIR"))) {
      for (var id : ids.entrySet()) {
        filled = filled.replace(id.getKey(), id.getValue());
      }
    }
    return filled;
  }
}
