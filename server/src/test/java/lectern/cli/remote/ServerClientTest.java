package lectern.cli.remote;

import static lectern.cli.remote.FakeServer.document;
import static lectern.cli.remote.FakeServer.event;
import static lectern.cli.remote.FakeServer.events;
import static lectern.cli.remote.FakeServer.json;
import static lectern.cli.remote.FakeServer.later;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import lectern.api.DocumentShape;
import lectern.document.DocumentId;
import lectern.document.JobState;
import lectern.pipeline.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// How the command line copes with a server that goes away, comes back, or is something else.
@Timeout(30)
class ServerClientTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration HASTE = Duration.ofMillis(600);
  private static final String ID = new UUID(1, 2).toString();
  private static final String OPEN = event("r-1", "open", "{}");

  @TempDir private Path temp;

  private final List<String> heard = new ArrayList<>();

  private final Progress progress =
      new Progress() {
        @Override
        public void moved(DocumentId document, JobState state) {
          heard.add(state.word());
        }

        @Override
        public void advanced(DocumentId document, int done, OptionalInt total) {
          heard.add(done + " of " + total.orElse(0));
        }
      };

  @Test
  void a_stream_that_breaks_off_is_resumed_behind_the_last_event() throws Exception {
    var advanced = "{\"id\": \"" + ID + "\", \"state\": \"parsing\", \"done\": 3, \"total\": null}";
    try (var server =
            new FakeServer(
                events(OPEN, event("r-2", "progress", advanced)),
                json(200, document(ID, "parsing")),
                json(503, "{}"),
                events(OPEN, event("r-3", "document", document(ID, "ready"))));
        var client = server.client(PATIENCE)) {

      var settled = await(client);

      assertThat(settled).extracting(DocumentShape::state).containsExactly("ready");
      assertThat(heard).containsExactly("parsing", "3 of 0", "ready");
      assertThat(server.asked)
          .containsExactly(
              "/api/v1/events",
              "/api/v1/documents/" + ID,
              "/api/v1/events after r-2",
              "/api/v1/events after r-2");
    }
  }

  @Test
  void a_server_that_forgot_what_happened_is_asked_for_the_document() throws Exception {
    try (var server =
            new FakeServer(
                events(OPEN),
                json(200, document(ID, "parsing")),
                events(OPEN, event("s-0", "reset", "{}")),
                json(200, document(ID, "failed")));
        var client = server.client(PATIENCE)) {

      assertThat(await(client)).extracting(DocumentShape::state).containsExactly("failed");
    }
  }

  @Test
  void a_document_that_is_deleted_meanwhile_is_cancelled() throws Exception {
    try (var server =
            new FakeServer(
                events(OPEN, event("r-2", "deleted", "{\"id\": \"" + ID + "\"}")),
                json(200, document(ID, "parsing")));
        var gone = new FakeServer(events(OPEN), json(404, "{}"));
        var client = server.client(PATIENCE);
        var other = gone.client(PATIENCE)) {

      assertThat(await(client)).extracting(DocumentShape::state).containsExactly("cancelled");
      assertThat(await(other)).extracting(DocumentShape::state).containsExactly("cancelled");
    }
  }

  @Test
  void a_server_that_stays_away_is_given_up() throws Exception {
    var server = new FakeServer();
    server.close();
    try (var client = server.client(HASTE)) {
      assertThatThrownBy(() -> await(client))
          .isInstanceOf(ServerAway.class)
          .hasMessageContaining("nothing listens there");
    }
  }

  private List<DocumentShape> await(ServerClient client) throws InterruptedException {
    var awaiting = new Awaiting(client, progress);
    awaiting.add(JsonMapper.shared().readValue(document(ID, "received"), DocumentShape.class));
    return awaiting.await();
  }

  @Test
  void an_upload_is_sent_again_when_the_server_was_busy_or_away() throws Exception {
    var file = Files.writeString(temp.resolve("a b.md"), "text");
    var received =
        "{\"outcome\": \"received\", \"document\": "
            + document(ID, "received")
            + ", \"failure\": null}";
    try (var server = new FakeServer(later("1"), json(503, "{}"), json(201, received));
        var client = server.client(PATIENCE)) {

      assertThat(client.upload(file)).isInstanceOf(Upload.Received.class);
      assertThat(server.asked).hasSize(3).containsOnly("/api/v1/documents?name=a+b.md");
    }
  }

  @Test
  void a_file_that_has_gone_costs_itself_alone() throws Exception {
    try (var server = new FakeServer();
        var client = server.client(HASTE)) {
      assertThat(client.upload(temp.resolve("gone.md"))).isInstanceOf(Upload.Refused.class);
      assertThat(server.asked).isEmpty();
    }
  }

  @Test
  void a_file_that_something_before_the_server_refuses_is_refused() throws Exception {
    var file = Files.writeString(temp.resolve("a.md"), "text");
    try (var server = new FakeServer(new FakeServer.Reply(413, Map.of(), "<h1>Too large</h1>"));
        var client = server.client(HASTE)) {

      var upload = client.upload(file);

      assertThat(upload).isInstanceOf(Upload.Refused.class);
      assertThat(((Upload.Refused) upload).failure().reason()).isEqualTo("TOO_LARGE");
    }
  }

  @Test
  void a_pause_that_patience_would_not_outlive_is_not_begun() throws Exception {
    try (var server = new FakeServer(later("3600"));
        var client = server.client(PATIENCE)) {
      assertThatThrownBy(() -> client.get("/", Map.class))
          .isInstanceOf(ServerAway.class)
          .hasMessageContaining("429: Too many.");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200, <html>, ServerTrouble, not as a Lectern",
    "200, {}, ServerTrouble, not as a Lectern",
    "302, <html>, ServerRefused, is this the address of a Lectern?",
    "404, <html>, ServerRefused, is this the address of a Lectern?",
    "500, '{\"detail\": \"Oh.\", \"requestId\": \"7\"}', ServerTrouble, Oh. (request 7)",
    "503, '{\"detail\": \"Not now.\"}', ServerAway, Not now.",
  })
  void replies_that_are_no_answers_say_what_they_are(
      int status, String body, String kind, String told) throws Exception {
    try (var server = new FakeServer(json(status, body));
        var client = server.client(HASTE)) {
      assertThatThrownBy(() -> client.get("/", DocumentShape.class))
          .hasMessageContaining(told)
          .extracting(thrown -> thrown.getClass().getSimpleName())
          .isEqualTo(kind);
    }
  }
}
