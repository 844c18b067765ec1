package lectern.simulator.openai;

import static lectern.simulator.openai.ResponsesTest.PATH;
import static lectern.simulator.openai.ResponsesTest.hello;
import static lectern.simulator.openai.ResponsesTest.respond;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Responses after they were made: in the background, read again, deleted.
class StoredResponsesTest {
  @Test
  void a_background_response_is_queued_then_in_progress_then_completed() throws Exception {
    try (var rig = Rig.start()) {
      var begun = respond(rig, hello("gpt-4.1", ", \"background\": true"));
      var path = PATH + "/" + begun.path("id").asString();

      assertThat(begun.path("status").asString()).isEqualTo("queued");
      rig.time.advance(Duration.ofSeconds(1));
      assertThat(Rig.json(rig.get(path)).path("status").asString()).isEqualTo("in_progress");
      rig.time.advance(Duration.ofSeconds(10));
      assertThat(Rig.json(rig.get(path)).path("status").asString()).isEqualTo("completed");
      assertThat(rig.simulator.bill().entries()).hasSize(1);
    }
  }

  @Test
  void a_background_response_can_be_cancelled_and_no_other() throws Exception {
    try (var rig = Rig.start()) {
      var background = respond(rig, hello("gpt-4.1", ", \"background\": true"));
      var other = respond(rig, hello("gpt-4.1", ""));

      var cancelled =
          Rig.json(rig.post(PATH + "/" + background.path("id").asString() + "/cancel", "{}"));
      var refused = rig.post(PATH + "/" + other.path("id").asString() + "/cancel", "{}");

      assertThat(cancelled.path("status").asString()).isEqualTo("cancelled");
      assertThat(Rig.error(refused).path("message").asString())
          .isEqualTo("Cannot cancel a synchronous response.");
    }
  }

  @Test
  void a_response_is_stored_unless_it_is_not_to_be() throws Exception {
    try (var rig = Rig.start()) {
      var stored = PATH + "/" + respond(rig, hello("gpt-4.1", "")).path("id").asString();
      var gone =
          PATH + "/" + respond(rig, hello("gpt-4.1", ", \"store\": false")).path("id").asString();

      assertThat(rig.get(gone).statusCode()).isEqualTo(404);
      assertThat(Rig.json(rig.get(stored)).path("status").asString()).isEqualTo("completed");
      assertThat(Rig.json(rig.delete(stored)).path("deleted").booleanValue()).isTrue();
      assertThat(rig.get(stored).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void input_items_are_listed_latest_first_in_pages() throws Exception {
    try (var rig = Rig.start()) {
      var response =
          respond(
              rig,
              """
              {"model": "gpt-4.1", "input": [{"role": "user", "content": "One"},
                {"role": "assistant", "content": "Two"}, {"role": "user", "content": "Three"}]}
              """);
      var path = PATH + "/" + response.path("id").asString() + "/input_items";

      var first = Rig.json(rig.get(path + "?limit=2"));
      var rest = Rig.json(rig.get(path + "?after=" + first.path("last_id").asString()));

      assertThat(first.at("/data/0/content/0/text").asString()).isEqualTo("Three");
      assertThat(first.path("has_more").booleanValue()).isTrue();
      assertThat(rest.at("/data/0/content/0/text").asString()).isEqualTo("One");
    }
  }
}
