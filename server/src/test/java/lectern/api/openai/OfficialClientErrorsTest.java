package lectern.api.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import com.openai.errors.SseException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every failure is one that OpenAI's own client for Java knows, and blames whom it should.
class OfficialClientErrorsTest extends FaceCase {

  private static <T extends OpenAIServiceException> T failure(Class<T> type, String model) {
    var question = asking("Why?").model(model).putAdditionalHeader("x-lectern-deadline", "3s");
    var failure =
        catchThrowableOfType(type, () -> client.chat().completions().create(question.build()));
    assertThat(failure).as(model).isNotNull();
    return failure;
  }

  @Test
  void a_model_that_nobody_serves_is_not_found() {
    var failure = failure(NotFoundException.class, "llama-9");

    assertThat(failure.code()).contains("model_not_found");
    assertThat(failure.param()).contains("model");
    assertThatThrownBy(() -> client.models().retrieve("llama-9"))
        .isInstanceOfSatisfying(
            NotFoundException.class, e -> assertThat(e.code()).contains("model_not_found"));
  }

  @Test
  void a_key_that_is_not_lecterns_is_unauthorized() {
    var stranger = client("sk-not-ours").build();

    assertThatThrownBy(() -> stranger.chat().completions().create(asking("Why?").build()))
        .isInstanceOfSatisfying(
            UnauthorizedException.class, e -> assertThat(e.code()).contains("invalid_api_key"));
    stranger.close();
  }

  @ParameterizedTest
  @CsvSource({"gpt-4.1, upstream_key_rejected", "gpt-4.1-nano, upstream_out_of_credit"})
  void what_the_operator_must_put_right_is_not_blamed_on_the_caller(String model, String code) {
    var failure = failure(InternalServerException.class, model);

    assertThat(failure.statusCode()).isEqualTo(502);
    assertThat(failure.code()).contains(code);
    assertThat(failure.headers().values("x-should-retry")).containsExactly("false");
    assertThat(failure.getMessage()).doesNotContain("sk-providers-own");
  }

  @Test
  void a_pause_that_would_outlive_the_deadline_is_told_at_once() {
    var failure = failure(RateLimitException.class, "gpt-4.1-mini");

    assertThat(failure.code()).contains("rate_limit_exceeded");
    assertThat(failure.headers().values("retry-after")).hasSize(1);
    assertThat(failure.headers().values("x-lectern-attempts")).containsExactly("1");
  }

  @Test
  void the_callers_own_mistake_is_told_in_the_providers_words() {
    var failure = failure(BadRequestException.class, "gpt-4o");

    assertThat(failure.code()).contains("context_length_exceeded");
    assertThat(failure.headers().values("x-lectern-provider")).containsExactly("openai");
  }

  @Test
  void a_stream_that_breaks_is_an_error_and_never_a_short_answer() {
    List<ChatCompletionChunk> chunks = new ArrayList<>();
    var question = asking("Tell me three things.").model("gpt-5-nano").build();

    assertThatThrownBy(
            () -> {
              try (var stream = client.chat().completions().createStreaming(question)) {
                stream.stream().forEach(chunks::add);
              }
            })
        .isInstanceOfSatisfying(
            SseException.class, e -> assertThat(e.code()).contains("cut_stream"));
    assertThat(chunks)
        .isNotEmpty()
        .flatMap(ChatCompletionChunk::choices)
        .allMatch(choice -> choice.finishReason().isEmpty());
  }

  @Test
  void responses_are_not_kept_and_asking_for_one_says_so() {
    assertThatThrownBy(() -> client.responses().retrieve("resp_1"))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("does not keep responses");
  }
}
