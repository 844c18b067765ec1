package lectern.gateway;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import lectern.document.WorkspaceId;
import lectern.gateway.ModelRoute.Choice;
import lectern.gateway.Outcome.GivenUp;
import lectern.gateway.Provider.Feature;
import lectern.gateway.openai.Errand;
import lectern.gateway.openai.OpenAiChat;
import lectern.gateway.openai.OpenAiChat.Message;
import lectern.gateway.openai.OpenAiChat.Question;
import lectern.gateway.openai.OpenAiEmbeddings;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What Lectern itself asks models for.
class OwnQuestionsTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Choice FIRST = Choice.of("first", "m");

  private final ScriptedTransport transport = new ScriptedTransport();

  @Test
  void vectors_come_in_the_order_of_their_texts_and_as_long_as_one() throws Exception {
    transport.replies(200, vectors(1, 0));

    var vectors = embed(List.of("a", ""), FIRST).orThrow();

    assertThat(vectors.get(0)).containsExactly(0, 1);
    assertThat(vectors.get(1)).containsExactly(1, 0);
    var sent = JSON.readTree(transport.sent.getFirst());
    assertThat(sent.path("encoding_format").asString()).isEqualTo("base64");
    assertThat(sent.path("input").path(1).asString()).isEqualTo(" ");
  }

  @Test
  void many_texts_are_several_requests_and_one_sum() throws Exception {
    var texts = IntStream.range(0, 300).mapToObj("text %d"::formatted).toList();
    for (int size : List.of(128, 128, 44)) {
      transport.replies(200, vectors(IntStream.range(0, size).toArray()));
    }

    var outcome = embed(texts, FIRST);

    assertThat(outcome.orThrow()).hasSize(300);
    assertThat(outcome.account().attempts()).isEqualTo(3);
    assertThat(outcome.account().usage()).contains(new Usage(30, 0, 0, 0));
  }

  @Test
  void who_does_not_know_base64_is_asked_for_numbers() throws Exception {
    transport.replies(
        200, "{\"data\":[{\"index\":0,\"embedding\":[0,2]}],\"usage\":{\"prompt_tokens\":1}}");

    var vectors = embed(List.of("a"), Choice.of("second", "m")).orThrow();

    assertThat(vectors.getFirst()).containsExactly(0, 1);
    assertThat(transport.sent.getFirst()).doesNotContain("encoding_format");
  }

  @Test
  void another_model_is_never_asked_for_vectors() throws Exception {
    transport.replies(401, "{\"error\":{\"message\":\"No.\",\"code\":\"invalid_api_key\"}}");

    var outcome = embed(List.of("a"), FIRST, Choice.of("second", "other"));

    assertThat(outcome).isInstanceOf(GivenUp.class);
    assertThat(transport.sent).hasSize(1);
  }

  @Test
  void a_vector_that_is_none_is_not_understood() throws Exception {
    transport.replies(200, "{\"data\":[{\"index\":0,\"embedding\":[0,0]}]}");

    var outcome = (GivenUp<List<float[]>>) embed(List.of("a"), Choice.of("second", "m"));

    assertThat(outcome.error()).isInstanceOf(CallError.NotUnderstood.class);
  }

  @Test
  void an_answer_comes_in_pieces_and_says_how_it_ended() throws Exception {
    transport.replies(
        200,
        """
        data: {"choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}

        data: {"choices":[{"index":0,"delta":{"content":"Becau"}}]}

        data: {"choices":[{"index":0,"delta":{"content":"se."},"finish_reason":"length"}]}

        """);
    var pieces = new ArrayList<String>();
    var question = new Question(List.of(new Message("user", "Why?")), OptionalInt.of(7));

    var outcome =
        new OpenAiChat(new Desk().gateway, transport).ask(question, errand(FIRST), pieces::add);

    assertThat(pieces).containsExactly("Becau", "se.");
    assertThat(outcome.orThrow().finishReasons()).containsExactly("length");
    assertThat(outcome.account().target()).contains(FIRST.target());
    var sent = JSON.readTree(transport.sent.getFirst());
    assertThat(sent.path("max_completion_tokens").asInt()).isEqualTo(7);
    assertThat(sent.path("stream_options").path("include_usage").asBoolean()).isTrue();
  }

  private Outcome<List<float[]>> embed(List<String> texts, Choice... choices)
      throws InterruptedException {
    var gateway = new Desk(Feature.BASE64).gateway;
    return new OpenAiEmbeddings(gateway, transport, OptionalInt.empty())
        .embed(texts, errand(choices));
  }

  private static Errand errand(Choice... choices) {
    return new Errand(WorkspaceId.LOCAL, Desk.route(choices), Priority.INGEST);
  }

  /// Vectors of two numbers: (3, 0) for the index 1, else (0, 3).
  private static String vectors(int... indexes) {
    var data =
        IntStream.of(indexes)
            .mapToObj(index ->
                "{\"index\":%d,\"embedding\":\"%s\"}"
                    .formatted(index, index == 1 ? base64(3, 0) : base64(0, 3)))
            .collect(joining(","));
    return "{\"data\":[%s],\"usage\":{\"prompt_tokens\":10,\"total_tokens\":10}}".formatted(data);
  }

  private static String base64(float x, float y) {
    var bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putFloat(x).putFloat(y);
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
