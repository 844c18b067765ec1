package lectern.simulator.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.errors.UnexpectedStatusCodeException;
import com.openai.errors.UnprocessableEntityException;
import com.openai.models.embeddings.EmbeddingCreateParams;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lectern.simulator.Simulator;
import lectern.simulator.fault.Fault;
import lectern.simulator.fault.Fault.Hints;
import lectern.simulator.fault.Fault.Moment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// Each class of error that the vendor's client knows.
class ErrorsTest extends Conformance {
  private void ask() {
    client.chat().completions().create(asking("Are you there?").build());
  }

  private static Class<? extends OpenAIServiceException> classOf(int status) {
    return switch (status) {
      case 400 -> BadRequestException.class;
      case 401 -> UnauthorizedException.class;
      case 403 -> PermissionDeniedException.class;
      case 404 -> NotFoundException.class;
      case 422 -> UnprocessableEntityException.class;
      case 429 -> RateLimitException.class;
      default ->
          status >= 500 ? InternalServerException.class : UnexpectedStatusCodeException.class;
    };
  }

  /// The vendor's whole table, as the simulator has it.
  static Stream<Arguments> table() throws IOException {
    try (var json = Simulator.class.getResourceAsStream("openai/errors.json")) {
      return new JsonMapper()
          .readTree(json).values().stream()
              .map(error ->
                  arguments(
                      error.path("name").asString(),
                      error.path("status").asInt(),
                      error.path("type").asStringOpt(),
                      error.path("code").asStringOpt()));
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("table")
  void each_error_of_the_table_is_the_client_s_own(
      String name, int status, Optional<String> type, Optional<String> code) {
    befalls("openai.chat", new Fault.NamedError(name, Hints.NONE));

    assertThatThrownBy(this::ask)
        .isInstanceOfSatisfying(
            classOf(status),
            e -> {
              assertThat(e.statusCode()).isEqualTo(status);
              assertThat(e.type()).isEqualTo(type);
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.headers().values("x-request-id")).hasSize(1);
            });
    assertThat(simulator.bill().entries()).isEmpty();
  }

  @Test
  void the_table_has_an_error_for_each_class_of_the_client() throws IOException {
    assertThat(table().<Class<?>>map(error -> classOf((int) error.get()[1])))
        .contains(
            BadRequestException.class,
            UnauthorizedException.class,
            PermissionDeniedException.class,
            NotFoundException.class,
            UnprocessableEntityException.class,
            RateLimitException.class,
            InternalServerException.class,
            UnexpectedStatusCodeException.class);
  }

  @Test
  void a_connection_reset_before_the_headers_is_an_io_failure_that_would_be_tried_again() {
    befalls("openai.chat", new Fault.Reset(Moment.BEFORE_HEADERS));

    assertThatThrownBy(this::ask).isInstanceOf(OpenAIIoException.class);
    assertThat(simulator.bill().entries()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Moment.class,
      names = {"AFTER_HEADERS", "MID_BODY"})
  void a_connection_reset_later_is_invalid_data_that_is_billed_and_never_tried_again(
      Moment moment) {
    befalls("openai.chat", new Fault.Reset(moment));
    var patient = open(settings().maxRetries(2));

    assertThatThrownBy(() -> patient.chat().completions().create(asking("Are you there?").build()))
        .isInstanceOf(OpenAIInvalidDataException.class)
        .hasRootCauseInstanceOf(IOException.class);
    assertThat(simulator.bill().entries()).hasSize(1);
  }

  @Test
  void headers_that_never_come_are_an_io_failure() {
    befalls("openai.chat", new Fault.Hang());

    var hasty = open(settings().timeout(Duration.ofMillis(300)));

    assertThatThrownBy(() -> hasty.chat().completions().create(asking("Are you there?").build()))
        .isInstanceOf(OpenAIIoException.class);
    assertThat(simulator.bill().entries()).isEmpty();
  }

  @Test
  void an_error_inside_a_200_is_no_answer() {
    befalls("openai.chat", new Fault.ErrorInside("server_error", 0));

    assertThatThrownBy(this::ask).isInstanceOf(OpenAIException.class);
  }

  @Test
  void an_unknown_path_is_not_found_in_the_vendor_s_shape() {
    var lost = open(settings().baseUrl(simulator.openAiUrl() + "/nowhere"));

    assertThatThrownBy(() -> lost.models().list())
        .isInstanceOfSatisfying(
            NotFoundException.class,
            e -> {
              assertThat(e.type()).contains("invalid_request_error");
              assertThat(e.headers().values("x-request-id")).hasSize(1);
            });
  }

  @Test
  void the_api_is_served_without_v1_too() {
    var shorter = open(settings().baseUrl(simulator.llamaParseUrl().toString()));

    assertThat(shorter.models().list().items()).isNotEmpty();
  }

  @Test
  void an_unknown_model_is_not_found() {
    assertThatThrownBy(
            () -> client.chat().completions().create(asking("Why?").model("gpt-0").build()))
        .isInstanceOfSatisfying(
            NotFoundException.class, e -> assertThat(e.code()).contains("model_not_found"));
  }

  @Test
  void max_tokens_is_refused_by_reasoning_models() {
    @SuppressWarnings("deprecation") // it is what the trap is about
    var old = asking("Why?").model("gpt-5-mini").maxTokens(10).build();

    assertThatThrownBy(() -> client.chat().completions().create(old))
        .isInstanceOfSatisfying(
            BadRequestException.class,
            e -> {
              assertThat(e.code()).contains("unsupported_parameter");
              assertThat(e.param()).contains("max_tokens");
            });
  }

  @Test
  void an_empty_text_cannot_be_embedded() {
    var empty =
        EmbeddingCreateParams.builder()
            .model("text-embedding-3-small")
            .inputOfArrayOfStrings(List.of("something", ""))
            .build();

    assertThatThrownBy(() -> client.embeddings().create(empty))
        .isInstanceOfSatisfying(
            BadRequestException.class, e -> assertThat(e.param()).contains("input"));
  }
}
