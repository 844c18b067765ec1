package lectern.simulator.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.SseException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolChoiceOption;
import java.util.ArrayList;
import java.util.List;
import lectern.simulator.fault.Fault;
import org.junit.jupiter.api.Test;

/// Streamed chat completions as the vendor's client sees them, whole and broken.
class ChatStreamTest extends Conformance {
  private static final String QUESTION = "Tell me three things about lecterns.";

  private final List<ChatCompletionChunk> chunks = new ArrayList<>();

  private void read(ChatCompletionCreateParams question) {
    try (var stream = client.chat().completions().createStreaming(question)) {
      stream.stream().forEach(chunks::add);
    }
  }

  private ChatCompletion accumulated() {
    var accumulator = ChatCompletionAccumulator.create();
    chunks.forEach(accumulator::accumulate);
    return accumulator.chatCompletion();
  }

  private static ChatCompletionCreateParams withUsage() {
    return asking(QUESTION)
        .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
        .build();
  }

  private boolean finished() {
    return chunks.stream()
        .flatMap(chunk -> chunk.choices().stream())
        .anyMatch(choice -> choice.finishReason().isPresent());
  }

  @Test
  void the_pieces_make_an_answer() {
    read(asking(QUESTION).build());

    var answer = accumulated();
    assertThat(chunks).extracting(ChatCompletionChunk::id).containsOnly(answer.id());
    assertThat(chunks).extracting(ChatCompletionChunk::created).containsOnly(answer.created());
    assertThat(chunks).extracting(ChatCompletionChunk::model).containsOnly(answer.model());
    assertThat(answer.choices().getFirst().message().content().orElseThrow()).isNotBlank();
    assertThat(answer.choices().getFirst().finishReason())
        .isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
  }

  @Test
  void without_include_usage_there_is_no_usage_at_all() {
    read(asking(QUESTION).build());

    assertThat(chunks).allMatch(chunk -> chunk.usage().isEmpty());
    assertThat(chunks).noneMatch(chunk -> chunk.choices().isEmpty());
  }

  @Test
  void with_include_usage_the_last_chunk_has_no_choices_and_all_others_no_usage() {
    read(withUsage());

    assertThat(chunks.getLast().choices()).isEmpty();
    assertThat(chunks.getLast().usage().orElseThrow().completionTokens()).isPositive();
    assertThat(chunks.subList(0, chunks.size() - 1)).allMatch(chunk -> chunk.usage().isEmpty());
    assertThat(accumulated().usage()).isEqualTo(chunks.getLast().usage());
  }

  @Test
  void tool_calls_come_in_pieces_that_are_put_together_by_index() {
    read(
        asking("How many days of leave do I get?")
            .addTool(Lookup.class)
            .toolChoice(ChatCompletionToolChoiceOption.Auto.REQUIRED)
            .build());

    var choice = accumulated().choices().getFirst();
    var call = choice.message().toolCalls().orElseThrow().getFirst().asFunction();
    var pieces =
        chunks.stream()
            .flatMap(chunk -> chunk.choices().stream())
            .flatMap(some -> some.delta().toolCalls().orElse(List.of()).stream())
            .toList();
    assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.TOOL_CALLS);
    assertThat(call.function().name()).isEqualTo("lookup");
    assertThat(call.function().arguments(Lookup.class).query).isNotBlank();
    assertThat(pieces.getFirst().id()).contains(call.id());
    assertThat(pieces.subList(1, pieces.size())).allMatch(piece -> piece.id().isEmpty());
  }

  @Test
  void an_error_object_inside_the_stream_is_an_sse_exception_with_status_200() {
    befalls("openai.chat", new Fault.ErrorInside("server_error", 2));

    assertThatThrownBy(() -> read(asking(QUESTION).build()))
        .isInstanceOfSatisfying(
            SseException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(200);
              assertThat(e.type()).contains("server_error");
            });
    assertThat(chunks).isNotEmpty();
  }

  @Test
  void error_null_in_a_chunk_is_an_exception_in_java() {
    befalls("openai.chat", new Fault.ErrorNull());

    assertThatThrownBy(() -> read(asking(QUESTION).build())).isInstanceOf(SseException.class);
  }

  @Test
  void a_stream_closed_without_finish_reason_ends_normally() {
    befalls("openai.chat", new Fault.Cut(2, Fault.End.CLEAN));

    read(withUsage());

    assertThat(chunks).isNotEmpty();
    assertThat(finished()).isFalse();
    assertThat(chunks).allMatch(chunk -> chunk.usage().isEmpty());
  }

  @Test
  void a_missing_done_is_tolerated() {
    befalls("openai.chat", new Fault.NoDone());

    read(asking(QUESTION).build());

    assertThat(finished()).isTrue();
  }

  @Test
  void a_stream_that_loses_its_connection_is_an_io_failure() {
    befalls("openai.chat", new Fault.Cut(2, Fault.End.ABRUPT));

    assertThatThrownBy(() -> read(asking(QUESTION).build())).isInstanceOf(OpenAIIoException.class);
    assertThat(finished()).isFalse();
  }

  @Test
  void a_malformed_chunk_fails_the_stream() {
    befalls("openai.chat", new Fault.MalformedChunk(2));

    assertThatThrownBy(() -> read(asking(QUESTION).build())).isInstanceOf(OpenAIException.class);
    assertThat(finished()).isFalse();
  }
}
