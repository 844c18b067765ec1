package lectern.simulator.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lectern.simulator.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The rules and the traps of the embeddings endpoint.
class EmbeddingsTest extends Rigged {
  private static final String SMALL = "text-embedding-3-small";

  @Test
  void a_text_becomes_a_vector_and_is_charged_by_its_tokens() throws Exception {
    var answer = Rig.json(embed("\"The quick brown fox jumps over the lazy dog\""));

    assertThat(answer.path("data").get(0).path("embedding")).hasSize(1536);
    assertThat(answer.path("model").asString()).isEqualTo(SMALL);
    assertThat(answer.path("usage").toString())
        .isEqualTo("{\"prompt_tokens\":9,\"total_tokens\":9}");
    assertThat(rig.simulator.bill().entries().getFirst().charge().picoUsd()).isEqualTo(9 * 20_000);
  }

  /// A client that decodes base64 whatever comes makes one wrong number of four right ones.
  @Test
  void base64_is_given_to_who_asks_for_it_and_floats_to_who_does_not() throws Exception {
    var floats = vectors(embed("\"Hello\"")).get(0).path("embedding");
    var explicit = vectors(embed("\"Hello\", \"encoding_format\": \"float\"")).get(0);
    var base64 = vectors(embed("\"Hello\", \"encoding_format\": \"base64\"")).get(0);

    assertThat(floats.isArray()).isTrue();
    assertThat(explicit.path("embedding")).isEqualTo(floats);
    var bytes = Base64.getDecoder().decode(base64.path("embedding").asString());
    var decoded = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    assertThat(decoded.remaining()).isEqualTo(1536);
    for (var i = 0; i < floats.size(); i++) {
      assertThat(decoded.get(i)).isEqualTo(floats.get(i).floatValue());
    }
  }

  @Test
  void fewer_dimensions_are_the_beginning_made_one_long_again() throws Exception {
    var vector = vectors(embed("\"Hello\", \"dimensions\": 512")).get(0).path("embedding");

    assertThat(vector).hasSize(512);
    assertThat(dot(vector, vector)).isCloseTo(1, within(1e-5));
  }

  @Test
  void ada_cannot_be_given_dimensions() throws Exception {
    var answer = embed("text-embedding-ada-002", "\"Hello\", \"dimensions\": 512");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(vectors(embed("text-embedding-ada-002", "\"Hello\"")).get(0).path("embedding"))
        .hasSize(1536);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1537", "1.5", "\"512\""})
  void dimensions_must_be_some_and_no_more_than_the_model_has(String dimensions) throws Exception {
    var answer = embed("\"Hello\", \"dimensions\": " + dimensions);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Rig.error(answer).path("param").asString()).isEqualTo("dimensions");
  }

  @Test
  void tokens_are_read_as_the_text_they_stand_for() throws Exception {
    // "Hello world" in cl100k_base
    var one = vectors(embed("[9906, 1917]")).get(0).path("embedding");
    var many = vectors(embed("[[9906, 1917], [9906]]"));
    var text = vectors(embed("\"Hello world\"")).get(0).path("embedding");

    assertThat(one).isEqualTo(text);
    assertThat(many).hasSize(2);
    assertThat(many.get(0).path("embedding")).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\"",
        "[]",
        "[\"a\", \"\"]",
        "null",
        "7",
        "{}",
        "[null]",
        "[[]]",
        "[-1]",
        "[123456789]",
        "[\"a\", 7]"
      })
  void an_empty_or_senseless_input_is_a_400_that_names_the_input(String input) throws Exception {
    var answer = embed(input);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Rig.error(answer).path("param").asString()).isEqualTo("input");
    assertThat(Rig.error(answer).path("message").asString()).startsWith("'$.input' is invalid");
    assertThat(rig.simulator.bill().entries()).isEmpty();
  }

  @Test
  void one_input_more_than_2048_is_too_many() throws Exception {
    assertThat(embed(list(2048, "a")).statusCode()).isEqualTo(200);
    assertThat(embed(list(2049, "a")).statusCode()).isEqualTo(400);
  }

  /// The same error as for chats, but the code is null.
  @Test
  void an_input_of_more_than_8192_tokens_is_refused_without_a_code() throws Exception {
    var error = Rig.error(embed("\"" + " word".repeat(8193) + "\""));

    assertThat(embed("\"" + " word".repeat(8192) + "\"").statusCode()).isEqualTo(200);
    assertThat(error.path("message").asString())
        .isEqualTo(
            "This model's maximum context length is 8192 tokens, however you requested 8193 tokens"
                + " (8193 in your prompt; 0 for the completion). Please reduce your prompt; or"
                + " completion length.");
    assertThat(error.path("code").isNull()).isTrue();
    assertThat(error.path("param").isNull()).isTrue();
  }

  @Test
  void more_than_300000_tokens_in_all_have_an_error_of_their_own() throws Exception {
    var error = Rig.error(embed(list(50, " word".repeat(6001))));

    assertThat(error.toString())
        .isEqualTo(
            """
            {"message":"Requested 300050 tokens, max 300000 tokens per request",\
            "type":"max_tokens_per_request","param":null,"code":"max_tokens_per_request"}\
            """);
  }

  @Test
  void a_model_that_does_not_exist_or_makes_no_vectors_is_refused() throws Exception {
    assertThat(embed("text-embedding-9", "\"Hello\"").statusCode()).isEqualTo(404);
    assertThat(embed("gpt-4o-mini", "\"Hello\"").statusCode()).isEqualTo(403);
    assertThat(rig.post("/embeddings", "{\"input\": \"Hello\"}").statusCode()).isEqualTo(400);
    assertThat(rig.post("/embeddings", "").statusCode()).isEqualTo(400);
  }

  @Test
  void a_parameter_nobody_knows_is_refused_by_name() throws Exception {
    var error = Rig.error(embed("\"Hello\", \"colour\": 1"));

    assertThat(error.path("code").asString()).isEqualTo("unknown_parameter");
    assertThat(error.path("param").asString()).isEqualTo("colour");
  }

  @Test
  void an_answer_tells_what_is_left_of_the_limits() throws Exception {
    var headers = embed("\"Hello world\"").headers();

    assertThat(headers.firstValue("x-ratelimit-limit-requests")).hasValue("3000");
    assertThat(headers.firstValue("x-ratelimit-remaining-tokens")).hasValue("999998");
  }

  @Test
  void neither_the_seed_nor_the_run_changes_a_vector() throws Exception {
    var here = embed("\"Hello\"").body();

    try (var other =
        Simulator.with()
            .seed(99)
            .time(lectern.simulator.time.VirtualTimeline.fromTheBeginning())
            .start()) {
      var request =
          rig.request("/embeddings")
              .uri(java.net.URI.create(other.openAiUrl() + "/embeddings"))
              .POST(
                  java.net.http.HttpRequest.BodyPublishers.ofString(
                      "{\"model\": \"" + SMALL + "\", \"input\": \"Hello\"}"));

      assertThat(rig.send(request).body()).isEqualTo(here);
    }
  }

  private HttpResponse<String> embed(String input) throws Exception {
    return embed(SMALL, input);
  }

  private HttpResponse<String> embed(String model, String input) throws Exception {
    return rig.post("/embeddings", "{\"model\": \"" + model + "\", \"input\": " + input + "}");
  }

  private static JsonNode vectors(HttpResponse<String> answer) {
    return Rig.json(answer).required("data");
  }

  private static String list(int count, String text) {
    return IntStream.range(0, count)
        .mapToObj(_ -> "\"" + text + "\"")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static double dot(JsonNode one, JsonNode other) {
    var sum = 0.0;
    for (var i = 0; i < one.size(); i++) {
      sum += one.get(i).asDouble() * other.get(i).asDouble();
    }
    return sum;
  }
}
