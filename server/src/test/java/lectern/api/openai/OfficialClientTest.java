package lectern.api.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.openai.core.http.Headers;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolChoiceOption;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.embeddings.Embedding;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams.EncodingFormat;
import com.openai.models.models.Model;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseOutputText;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ToolChoiceOptions;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// OpenAI's own client for Java works with Lectern as it does with OpenAI.
class OfficialClientTest extends FaceCase {

  /// A tool as the client makes one of a class.
  @JsonTypeName("lookup")
  @JsonClassDescription("Finds passages of the staff handbook.")
  static final class Lookup {
    public String query = "";
  }

  private static String only(Headers headers, String name) {
    assertThat(headers.values(name)).as(name).hasSize(1);
    return headers.values(name).getFirst();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-4o-mini", "openai/gpt-4o-mini", "chat", "openai/gpt-5.4-mini"})
  void a_chat_is_answered_whatever_its_model_is_called(String model) {
    var billedBefore = billed().size();

    var answer = client.chat().completions().create(asking("What is it?").model(model).build());

    var choice = answer.choices().getFirst();
    assertThat(choice.message().content().orElseThrow()).isNotBlank();
    assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
    assertThat(answer.model()).startsWith("gpt-");
    assertThat(answer.usage().orElseThrow().completionTokens()).isPositive();
    assertThat(billed()).hasSize(billedBefore + 1);
  }

  @Test
  void the_headers_tell_who_answered_and_what_it_took() {
    var chat = client.chat().completions().withRawResponse();

    try (var answer = chat.create(asking("Who are you?").model("chat").build())) {
      var headers = answer.headers();
      var usage = answer.parse().usage().orElseThrow();

      assertThat(only(headers, "x-lectern-call")).matches("[0-9a-f-]{36}");
      assertThat(only(headers, "x-lectern-provider")).isEqualTo("openai");
      assertThat(only(headers, "x-lectern-model")).isEqualTo("gpt-5.4-mini");
      assertThat(only(headers, "x-lectern-attempts")).isEqualTo("1");
      assertThat(only(headers, "x-lectern-cache")).isEqualTo("miss");
      assertThat(only(headers, "x-lectern-tokens-input")).isEqualTo("" + usage.promptTokens());
      assertThat(only(headers, "x-lectern-tokens-output")).isEqualTo("" + usage.completionTokens());
      assertThat(headers.values("x-lectern-fallback")).isEmpty();
    }
  }

  @Test
  void a_failure_that_was_healed_shows_in_a_header_only() {
    var chat = client.chat().completions().withRawResponse();

    try (var answer = chat.create(asking("Are you well?").model("gpt-5-mini").build())) {
      assertThat(only(answer.headers(), "x-lectern-attempts")).isEqualTo("2");
      assertThat(answer.parse().choices().getFirst().message().content()).isPresent();
    }
  }

  @Test
  void the_pieces_of_a_stream_make_an_answer_and_its_head_tells_who_gives_it() {
    var accumulator = ChatCompletionAccumulator.create();
    var question =
        asking("Tell me three things.")
            .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
            .build();

    try (var answer = client.chat().completions().withRawResponse().createStreaming(question);
        var stream = answer.parse()) {
      stream.stream().forEach(accumulator::accumulate);

      assertThat(only(answer.headers(), "x-lectern-model")).isEqualTo(MODEL);
    }
    var whole = accumulator.chatCompletion();
    assertThat(whole.choices().getFirst().message().content().orElseThrow()).isNotBlank();
    assertThat(whole.choices().getFirst().finishReason())
        .isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
    assertThat(whole.usage().orElseThrow().completionTokens()).isPositive();
  }

  @Test
  void a_stream_shows_no_usage_that_its_caller_did_not_ask_for() {
    try (var stream =
        client.chat().completions().createStreaming(asking("Tell me three things.").build())) {
      assertThat(stream.stream()).isNotEmpty().allMatch(chunk -> chunk.usage().isEmpty());
    }
  }

  @Test
  void tools_are_called_and_what_they_found_is_answered_from() {
    var question =
        asking("How many days of leave do I get?")
            .addTool(Lookup.class)
            .toolChoice(ChatCompletionToolChoiceOption.Auto.REQUIRED);
    var first = client.chat().completions().create(question.build()).choices().getFirst();
    var call = first.message().toolCalls().orElseThrow().getFirst().asFunction();
    var found =
        ChatCompletionToolMessageParam.builder()
            .toolCallId(call.id())
            .content("Everybody gets 27 days of leave a year.")
            .build();

    var second =
        client
            .chat()
            .completions()
            .create(
                question
                    .addMessage(first.message())
                    .addMessage(found)
                    .toolChoice(ChatCompletionToolChoiceOption.Auto.AUTO)
                    .build());

    assertThat(first.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.TOOL_CALLS);
    assertThat(call.function().arguments(Lookup.class).query).isNotBlank();
    assertThat(second.choices().getFirst().message().content().orElseThrow()).contains("27 days");
  }

  private static ResponseCreateParams.Builder responding(String question) {
    return ResponseCreateParams.builder().model(MODEL).input(question);
  }

  private static String text(Response response) {
    return response.output().stream()
        .flatMap(item -> item.message().stream())
        .flatMap(message -> message.content().stream())
        .flatMap(content -> content.outputText().stream())
        .map(ResponseOutputText::text)
        .collect(Collectors.joining());
  }

  @Test
  void a_response_is_complete_whole_and_in_pieces() {
    var accumulator = ResponseAccumulator.create();
    var whole = client.responses().create(responding("What is a lectern?").build());

    try (var stream = client.responses().createStreaming(responding("What is it?").build())) {
      stream.stream().forEach(accumulator::accumulate);
    }

    assertThat(whole.status()).contains(ResponseStatus.COMPLETED);
    assertThat(text(whole)).isNotBlank();
    assertThat(accumulator.response().status()).contains(ResponseStatus.COMPLETED);
    assertThat(text(accumulator.response())).isNotBlank();
  }

  @Test
  void a_response_calls_tools() {
    var question =
        responding("How many days of leave do I get?")
            .addTool(Lookup.class)
            .toolChoice(ToolChoiceOptions.REQUIRED)
            .build();

    var response = client.responses().create(question);

    assertThat(response.output())
        .flatMap(item -> item.functionCall().stream().toList())
        .anyMatch(call -> call.name().equals("lookup"));
  }

  private static EmbeddingCreateParams.Builder embedding(String model, String... texts) {
    return EmbeddingCreateParams.builder().model(model).inputOfArrayOfStrings(List.of(texts));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text-embedding-3-small", "embed", "local/bge-small-en-v1.5-q"})
  void texts_become_vectors_in_both_forms(String model) {
    var packed = client.embeddings().create(embedding(model, "a lectern", "by " + model).build());
    var plain =
        client
            .embeddings()
            .create(
                embedding(model, "a lectern", "by " + model)
                    .encodingFormat(EncodingFormat.FLOAT)
                    .build());

    assertThat(packed.data()).extracting(Embedding::index).containsExactly(0L, 1L);
    assertThat(packed.usage().promptTokens()).isEqualTo(packed.usage().totalTokens()).isPositive();
    for (int i = 0; i < 2; i++) {
      var one = packed.data().get(i).embedding();
      var other = plain.data().get(i).embedding();
      assertThat(one).hasSameSizeAs(other);
      assertThat(one.getFirst()).isCloseTo(other.getFirst(), within(1e-6f));
    }
  }

  @Test
  void a_text_that_was_embedded_before_is_not_paid_for_again() {
    var asked = embedding("text-embedding-3-small", "once is enough").build();
    client.embeddings().create(asked);
    var billedBefore = billed().size();

    try (var again = client.embeddings().withRawResponse().create(asked)) {
      assertThat(only(again.headers(), "x-lectern-cache")).isEqualTo("hit");
      assertThat(again.parse().data()).hasSize(1);
    }
    assertThat(billed()).hasSize(billedBefore);
  }

  @Test
  void routes_and_their_targets_are_the_models() {
    var models = client.models().list().items();

    assertThat(models)
        .extracting(Model::id)
        .containsExactlyInAnyOrder(
            "chat", "embed", "openai/gpt-5.4-mini", "openai/text-embedding-3-small")
        .allMatch(id -> client.models().retrieve(id).id().equals(id));
  }
}
