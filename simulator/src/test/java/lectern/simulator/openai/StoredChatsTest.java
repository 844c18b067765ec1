package lectern.simulator.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StoredChatsTest {
  private static String stored(Rig rig, String team) throws Exception {
    var more = ", \"store\": true, \"metadata\": {\"team\": \"" + team + "\"}";
    return Rig.json(rig.post(ChatTest.PATH, ChatTest.hello("gpt-4o-mini", more)))
        .path("id")
        .asString();
  }

  private static List<String> ids(JsonNode list) {
    var ids = new ArrayList<String>();
    list.path("data").forEach(item -> ids.add(item.path("id").asString()));
    return ids;
  }

  @Test
  void a_chat_is_not_stored_unless_it_is_to_be() throws Exception {
    try (var rig = Rig.start()) {
      var chat = rig.post(ChatTest.PATH, ChatTest.hello("gpt-4o-mini", ""));

      var found = rig.get(ChatTest.PATH + "/" + Rig.json(chat).path("id").asString());

      assertThat(found.statusCode()).isEqualTo(404);
    }
  }

  @Test
  void a_stored_chat_can_be_read_changed_and_deleted() throws Exception {
    try (var rig = Rig.start()) {
      var path = ChatTest.PATH + "/" + stored(rig, "a");

      assertThat(Rig.json(rig.get(path)).at("/metadata/team").asString()).isEqualTo("a");
      assertThat(Rig.json(rig.get(path + "/messages")).at("/data/0/content").asString())
          .isEqualTo("Hello");
      rig.post(path, "{\"metadata\": {\"team\": \"b\"}}");
      assertThat(Rig.json(rig.get(path)).at("/metadata/team").asString()).isEqualTo("b");
      assertThat(Rig.json(rig.delete(path)).path("deleted").booleanValue()).isTrue();
      assertThat(rig.get(path).statusCode()).isEqualTo(404);
      assertThat(rig.simulator.bill().entries()).hasSize(1);
    }
  }

  @Test
  void stored_chats_are_listed_in_pages_by_metadata_and_model() throws Exception {
    try (var rig = Rig.start()) {
      var first = stored(rig, "a");
      var second = stored(rig, "a");
      var third = stored(rig, "b");

      assertThat(ids(Rig.json(rig.get(ChatTest.PATH + "?limit=2")))).containsExactly(first, second);
      assertThat(ids(Rig.json(rig.get(ChatTest.PATH + "?after=" + second)))).containsExactly(third);
      assertThat(ids(Rig.json(rig.get(ChatTest.PATH + "?order=desc&limit=1"))))
          .containsExactly(third);
      assertThat(ids(Rig.json(rig.get(ChatTest.PATH + "?metadata%5Bteam%5D=a&model=gpt-4o-mini"))))
          .containsExactly(first, second);
      assertThat(ids(Rig.json(rig.get(ChatTest.PATH + "?model=gpt-4o")))).isEmpty();
    }
  }

  @Test
  void to_another_key_a_stored_chat_does_not_exist() throws Exception {
    try (var rig = Rig.start()) {
      var path = ChatTest.PATH + "/" + stored(rig, "a");

      var other =
          rig.send(rig.bare(path).header("Authorization", "Bearer sk-proj-other-key-123456").GET());

      assertThat(other.statusCode()).isEqualTo(404);
    }
  }
}
