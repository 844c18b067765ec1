package lectern.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What readers hear of their documents.
@Timeout(60)
class EventsTest {
  private static final String EVENTS = "/api/v1/events";

  @TempDir static Path folder;

  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.in(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void two_listeners_hear_a_document_come_and_become_ready() throws Exception {
    try (var one = listen(Optional.empty());
        var other = listen(Optional.empty())) {
      var id = server.ready("<i>two.txt", "Heard by two.".getBytes(UTF_8));

      for (var listener : List.of(one, other)) {
        assertThat(listener.next().name()).isEqualTo("open");
        var ready = listener.awaitState("ready");
        assertThat(ready.data().path("id").asString()).isEqualTo(id);
        assertThat(ready.data().path("name").asString()).isEqualTo("<i>two.txt");
      }
    }
  }

  @Test
  void who_comes_back_after_a_dropped_connection_misses_nothing() throws Exception {
    String lastId;
    try (var dropped = listen(Optional.empty())) {
      dropped.next();
      server.ready("first.txt", "Heard before.".getBytes(UTF_8));
      dropped.awaitState("ready");
      lastId = dropped.lastId;
    }
    var id = server.ready("second.txt", "Missed meanwhile.".getBytes(UTF_8));

    try (var back = listen(Optional.of(lastId))) {
      var states = new ArrayList<String>();
      assertThat(back.next().name()).isEqualTo("open");
      var told = back.next();
      while (!told.data().path("state").asString().equals("ready")) {
        assertThat(told.data().path("id").asString()).isEqualTo(id);
        states.add(told.data().path("state").asString());
        told = back.next();
      }
      assertThat(states).contains("parsing", "parsed", "chunked").doesNotContain("ready");
    }
  }

  @Test
  void who_comes_back_with_an_id_of_an_earlier_run_begins_again() throws Exception {
    try (var back = listen(Optional.of("earlier-17"))) {
      assertThat(back.next().name()).isEqualTo("open");
      assertThat(back.next().name()).isEqualTo("reset");
    }
  }

  @Test
  void a_stream_ends_with_its_key_and_hears_nothing_that_happens_afterwards() throws Exception {
    var asked = "{\"name\": \"short-lived\", \"role\": \"reader\"}";
    var made = RunningServer.json(server.send("POST", "/api/v1/keys", asked));
    var id = made.path("key").path("id").asString();
    try (var stream = EventStream.with(made.path("secret").asString(), server, EVENTS)) {
      assertThat(stream.next().name()).isEqualTo("open");

      server.send("DELETE", "/api/v1/keys/" + id, "");
      server.ready("secret.txt", "Not for revoked keys.".getBytes(UTF_8));

      assertThatThrownBy(stream::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void names_tags_collections_and_deletions_are_told() throws Exception {
    var id = server.ready("changing.txt", "To be changed.".getBytes(UTF_8));
    var path = "/api/v1/documents/" + id;
    try (var listener = listen(EVENTS + "?document=" + id, Optional.empty())) {
      listener.next();

      server.send("PATCH", path, "{\"tags\":[\"red\"]}");
      server.ready("another.txt", "Of no interest.".getBytes(UTF_8));
      server.send("DELETE", path, "");

      assertThat(listener.next().data().path("tags").path(0).asString()).isEqualTo("red");
      var deleted = listener.next();
      assertThat(deleted.name()).isEqualTo("deleted");
      assertThat(deleted.data().path("id").asString()).isEqualTo(id);
    }
  }

  @Test
  void a_document_that_is_deleted_on_its_way_is_never_heard_of_again() throws Exception {
    try (var listener = listen(Optional.empty())) {
      listener.next();
      var text = "A sentence about glaciers and rivers.\n\n".repeat(20_000);
      var sent =
          server.send(
              server
                  .request("/api/v1/documents?name=long.txt")
                  .POST(BodyPublishers.ofString(text))
                  .build());
      var id = RunningServer.json(sent).path("document").path("id").asString();
      listener.awaitState("parsing");

      assertThat(server.send("DELETE", "/api/v1/documents/" + id, "").statusCode()).isEqualTo(204);
      server.ready("after.txt", "After the deletion.".getBytes(UTF_8));

      var heard = new ArrayList<String>();
      var told = listener.next();
      while (!told.data().path("name").asString("").equals("after.txt")
          || !told.data().path("state").asString("").equals("ready")) {
        if (told.data().path("id").asString("").equals(id)) {
          heard.add(told.name());
        }
        told = listener.next();
      }
      assertThat(heard.getLast()).isEqualTo("deleted");
      assertThat(heard).containsOnlyOnce("deleted");
      assertThat(server.get("/api/v1/documents/" + id).statusCode()).isEqualTo(404);
    }
  }

  private static EventStream listen(Optional<String> lastId) throws Exception {
    return listen(EVENTS, lastId);
  }

  private static EventStream listen(String path, Optional<String> lastId) throws Exception {
    return EventStream.of(server, path, lastId);
  }
}
