package lectern.gateway.openai;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import lectern.gateway.CallError;
import lectern.gateway.ModelRoute.Choice;
import lectern.gateway.Provider;
import lectern.gateway.Provider.Feature;
import lectern.gateway.Providers;
import lectern.gateway.Timeouts;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a request is read as, and what becomes of its bytes.
class RequestBodyTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";
  private static final Choice CHOICE = Choice.of("p", "small");

  @Test
  void what_needs_no_change_is_the_very_bytes_that_came() {
    var json = ("{ \"model\" :\"small\", \"x\":[1.0e2,{}] ,\n" + MESSAGES + "}").getBytes(UTF_8);

    var sent = RequestBody.read(json, Endpoint.CHAT).forTarget(CHOICE, provider());

    assertThat(sent).isSameAs(json);
  }

  @Test
  void only_the_name_of_the_model_is_another() {
    var sent = sent("{\"n\" : 1,\"model\" : \"mo\\u0064el\" , \"x\":[1.0e2] ," + MESSAGES + " }");

    assertThat(sent)
        .isEqualTo("{\"n\" : 1,\"model\" : \"small\" , \"x\":[1.0e2] ," + MESSAGES + " }");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ''                                             | {"include_usage":true}
          ,"stream_options":null                         | {"include_usage":true}
          ,"stream_options":{}                           | {"include_usage":true}
          ,"stream_options":{"include_usage":false}      | {"include_usage":true}
          ,"stream_options":{"other":true}               | {"other":true,"include_usage":true}
          ,"stream_options":{"include_usage":true,"a":1} | {"include_usage":true,"a":1}
          """)
  void a_chat_stream_is_always_asked_for_usage(String given, String expected) {
    var options = given.equals("''") ? "" : given;
    var sent = sent("{\"model\":\"small\",\"stream\":true," + MESSAGES + options + "}");

    assertThat(JSON.readTree(sent).path("stream_options")).isEqualTo(JSON.readTree(expected));
  }

  @Test
  void who_knows_no_stream_options_gets_none() {
    var json =
        "{\"model\":\"small\",\"stream\":true,\"stream_options\":{\"a\":1}," + MESSAGES + "}";

    var sent = sent(json, provider(Feature.STREAM_USAGE));

    assertThat(JSON.readTree(sent).path("stream_options").isNull()).isTrue();
  }

  @Test
  void who_knows_the_older_name_of_the_maximum_gets_that() {
    var json = "{\"model\":\"small\",\"max_completion_tokens\" : 7," + MESSAGES + "}";

    var sent = sent(json, provider(Feature.MAX_COMPLETION_TOKENS));

    assertThat(sent).isEqualTo("{\"model\":\"small\",\"max_tokens\":7," + MESSAGES + "}");
  }

  @Test
  void a_text_to_be_continued_is_the_last_message() {
    var body = read("{\"model\":\"small\"," + MESSAGES + "}");

    var sent = JSON.readTree(body.continued(CHOICE, provider(), "Once \"upon\""));

    assertThat(sent.path("messages")).hasSize(2);
    assertThat(sent.path("messages").path(1).path("content").asString()).isEqualTo("Once \"upon\"");
    assertThat(sent.path("continue_final_message").asBoolean()).isTrue();
    assertThat(sent.path("add_generation_prompt").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          `` | |invalid_json
          nonsense | |invalid_json
          [] | |invalid_json
          "text" | |invalid_json
          {"model":"m" | |invalid_json
          {"model":"m","messages":[{}]} {} | |invalid_json
          {"model":"m","messages":[{}]}x | |invalid_json
          {"model":"m","model":"n","messages":[{}]} | |invalid_json
          {"model":"m","messages":[{"a":1,"a":2}]} | |invalid_json
          {"messages":[{}]} |model|missing_required_parameter
          {"model":null,"messages":[{}]} |model|missing_required_parameter
          {"model":7,"messages":[{}]} |model|invalid_type
          {"model":" ","messages":[{}]} |model|invalid_value
          {"model":"m"} |messages|missing_required_parameter
          {"model":"m","messages":null} |messages|missing_required_parameter
          {"model":"m","messages":"Hi"} |messages|invalid_type
          {"model":"m","messages":[]} |messages|invalid_value
          {"model":"m","messages":[{}],"stream":"yes"} |stream|invalid_type
          {"model":"m","messages":[{}],"stream_options":1} |stream_options|invalid_type
          {"model":"m","messages":[{}],"n":0} |n|invalid_value
          {"model":"m","messages":[{}],"n":129} |n|invalid_value
          {"model":"m","messages":[{}],"n":1.5} |n|invalid_type
          {"model":"m","messages":[{}],"max_tokens":-1} |max_tokens|invalid_value
          {"model":"m","messages":[{}],"max_tokens":1e400} |max_tokens|invalid_type
          {"model":"m","messages":[{}],"max_tokens":99999999999} |max_tokens|invalid_value
          {"model":"m","messages":[{}],"base_url":"http://evil"} |base_url|unknown_parameter
          {"model":"m","messages":[{}],"api_base":"http://evil"} |api_base|unknown_parameter
          {"model":"m","messages":[{}],"api_key":"sk-x"} |api_key|unknown_parameter
          """)
  void what_is_no_chat_is_refused_with_its_field(String json, String field, String code) {
    var refusal =
        catchThrowableOfType(InvalidBody.class, () -> RequestBody.read(bytes(json), Endpoint.CHAT));

    assertThat(refusal.field()).isEqualTo(Optional.ofNullable(field));
    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.getMessage()).doesNotContain("\n");
  }

  @Test
  void another_encoding_is_refused_because_its_offsets_mean_something_else() {
    var json = ("{\"model\":\"m\"," + MESSAGES + "}").getBytes(UTF_16LE);

    assertThatThrownBy(() -> RequestBody.read(json, Endpoint.CHAT)).isInstanceOf(InvalidBody.class);
  }

  @Test
  void what_is_deeper_than_anything_sensible_is_refused() {
    var deep = "[".repeat(Fields.MAX_DEPTH) + "]".repeat(Fields.MAX_DEPTH);

    assertThatThrownBy(() -> read("{\"model\":\"m\"," + MESSAGES + ",\"x\":" + deep + "}"))
        .isInstanceOf(InvalidBody.class);
  }

  @Test
  void the_worst_case_is_the_prompt_and_all_answers_at_their_longest() {
    var body = read("{\"model\":\"m\",\"n\":3,\"max_completion_tokens\":500," + MESSAGES + "}");

    assertThat(body.need().requests()).isEqualTo(1);
    assertThat(body.need().tokens()).isBetween(1_500L, 1_550L);
  }

  @Test
  void without_a_maximum_a_page_or_two_is_assumed() {
    var body = read("{\"model\":\"m\"," + MESSAGES + "}");

    assertThat(body.need().tokens())
        .isBetween(
            (long) RequestBody.ASSUMED_OUTPUT_TOKENS, RequestBody.ASSUMED_OUTPUT_TOKENS + 40L);
  }

  @Test
  void a_picture_is_not_counted_as_text() {
    var picture = Base64.getEncoder().encodeToString(new byte[1_000_000]);
    var part = "{\"image_url\":{\"url\":\"data:image/png;base64,%s\"}}".formatted(picture);
    var message = "{\"role\":\"user\",\"content\":[" + part + "]}";

    var body = read("{\"model\":\"m\",\"max_tokens\":1,\"messages\":[" + message + "]}");

    var tokens = body.need().tokens();
    assertThat(tokens).isBetween(1_445L, 1_550L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "one text" | 1
          ["one", "two"] | 2
          [1, 2, 3] | 1
          [[1, 2], [3], [4]] | 3
          """)
  void inputs_are_counted_whatever_their_form(String input, int count) {
    var body = embeddings("{\"model\":\"m\",\"input\":" + input + "}");

    assertThat(body.inputs()).isEqualTo(count);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "[]", "7", "{}", "null"})
  void what_is_no_input_is_refused(String input) {
    assertThatThrownBy(() -> embeddings("{\"model\":\"m\",\"input\":" + input + "}"))
        .isInstanceOf(InvalidBody.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"m\\r\\nx-other: 1", "m\\u0000", "mödell", "m\\u007f"})
  void a_model_that_could_be_no_header_is_refused(String model) {
    assertThatThrownBy(() -> embeddings("{\"model\":\"" + model + "\",\"input\":\"x\"}"))
        .isInstanceOf(InvalidBody.class);
  }

  @Test
  void a_model_longer_than_any_name_is_refused() {
    var json = "{\"model\":\"%s\",\"input\":\"x\"}";

    assertThat(embeddings(json.formatted("m".repeat(256))).model()).hasSize(256);
    assertThatThrownBy(() -> embeddings(json.formatted("m".repeat(257))))
        .isInstanceOf(InvalidBody.class);
  }

  @Test
  void all_but_model_and_texts_decides_about_the_form_of_vectors() {
    var plain = embeddings("{\"model\":\"m\",\"input\":\"x\",\"a\":1,\"b\":[2]}").vectorForm();

    assertThat(embeddings("{\"b\":[2],\"a\":1,\"input\":[\"y\"],\"model\":\"n\"}").vectorForm())
        .isEqualTo(plain);
    assertThat(embeddings("{\"model\":\"m\",\"input\":\"x\",\"a\":1,\"b\":[3]}").vectorForm())
        .isNotEqualTo(plain);
    assertThat(embeddings("{\"model\":\"m\",\"input\":\"x\",\"a\":1}").vectorForm())
        .isNotEqualTo(plain);
  }

  @Test
  void what_a_provider_lacks_is_an_objection() {
    var body =
        embeddings(
            "{\"model\":\"m\",\"input\":\"x\",\"dimensions\":8,\"encoding_format\":\"base64\"}");

    assertThat(body.objection(provider())).isEmpty();
    assertThat(body.objection(provider(Feature.DIMENSIONS)))
        .contains(new CallError.NotOffered("dimensions"));
    assertThat(body.objection(provider(Feature.BASE64)))
        .contains(new CallError.NotOffered("base64"));
  }

  /// On failure the name of the run is the seed.
  @RepeatedTest(value = 300, name = "seed {currentRepetition}")
  void splicing_is_editing(RepetitionInfo run) {
    var random = new Random(run.getCurrentRepetition());
    var written = new JsonWriter(random).request();
    var edited = (ObjectNode) JSON.readTree(written);

    var sent =
        JSON.readTree(
            RequestBody.read(bytes(written), Endpoint.CHAT).forTarget(CHOICE, provider()));

    edited.put("model", "small");
    if (edited.path("stream").asBoolean(false)) {
      var options =
          edited.path("stream_options") instanceof ObjectNode it
              ? it
              : edited.putObject("stream_options");
      options.put("include_usage", true);
    }
    assertThat(sent).isEqualTo(edited);
  }

  private static byte[] bytes(String json) {
    return json.getBytes(UTF_8);
  }

  private static RequestBody read(String json) {
    return RequestBody.read(bytes(json), Endpoint.CHAT);
  }

  private static RequestBody embeddings(String json) {
    return RequestBody.read(bytes(json), Endpoint.EMBEDDINGS);
  }

  private static String sent(String json) {
    return sent(json, provider());
  }

  private static String sent(String json, Provider provider) {
    return new String(read(json).forTarget(CHOICE, provider), UTF_8);
  }

  private static Provider provider(Feature... lacks) {
    return Providers.openAi("p", URI.create("http://localhost/v1"), Timeouts.DEFAULT, lacks);
  }
}
