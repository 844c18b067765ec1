package lectern.simulator.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.errors.NotFoundException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseOutputText;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.ToolChoiceOptions;
import com.openai.models.responses.inputtokens.InputTokenCountParams;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Responses as the vendor's client sees them.
class ResponsesTest extends Conformance {
  private static ResponseCreateParams.Builder of(String question) {
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

  private static ResponseFunctionToolCall call(Response response) {
    return response.output().stream()
        .flatMap(item -> item.functionCall().stream())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_response_has_text_a_status_and_usage_that_adds_up() {
    var response = client.responses().create(of("What is a lectern?").build());

    var usage = response.usage().orElseThrow();
    assertThat(response.id()).startsWith("resp_");
    assertThat(response.status()).contains(ResponseStatus.COMPLETED);
    assertThat(text(response)).isNotBlank();
    assertThat(response.error()).isEmpty();
    assertThat(usage.totalTokens()).isEqualTo(usage.inputTokens() + usage.outputTokens());
  }

  @Test
  void the_output_of_a_reasoning_model_begins_with_its_reasoning() {
    var response = client.responses().create(of("What is a lectern?").model("gpt-5-mini").build());

    assertThat(response.output().getFirst().isReasoning()).isTrue();
    assertThat(text(response)).isNotBlank();
    assertThat(response.usage().orElseThrow().outputTokensDetails().reasoningTokens()).isPositive();
  }

  @Test
  void a_response_that_is_cut_off_is_incomplete() {
    var response =
        client.responses().create(of("Tell me all about lecterns.").maxOutputTokens(16).build());

    assertThat(response.status()).contains(ResponseStatus.INCOMPLETE);
    assertThat(response.incompleteDetails().orElseThrow().reason())
        .contains(Response.IncompleteDetails.Reason.MAX_OUTPUT_TOKENS);
  }

  @Test
  void a_tool_s_result_is_sent_under_the_call_id_and_not_the_item_s() {
    var first =
        client
            .responses()
            .create(
                of("How many days of leave do I get?")
                    .addTool(Lookup.class)
                    .toolChoice(ToolChoiceOptions.REQUIRED)
                    .build());
    var call = call(first);

    var second =
        client
            .responses()
            .create(
                ResponseCreateParams.builder()
                    .model(MODEL)
                    .previousResponseId(first.id())
                    .addTool(Lookup.class)
                    .inputOfResponse(
                        List.of(
                            ResponseInputItem.ofFunctionCallOutput(
                                ResponseInputItem.FunctionCallOutput.builder()
                                    .callId(call.callId())
                                    .output("Everybody gets 27 days of leave a year.")
                                    .build())))
                    .build());

    assertThat(call.name()).isEqualTo("lookup");
    assertThat(call.arguments(Lookup.class).query).isNotBlank();
    assertThat(call.callId()).startsWith("call_");
    assertThat(call.id().orElseThrow()).startsWith("fc_");
    assertThat(second.previousResponseId()).contains(first.id());
    assertThat(text(second)).contains("27 days");
  }

  @Test
  void a_response_keeps_the_schema_the_client_made_of_a_class() {
    var response = client.responses().create(of("Are there lecterns?").text(Verdict.class).build());

    var verdict =
        response.output().stream()
            .flatMap(item -> item.message().stream())
            .flatMap(message -> message.content().stream())
            .flatMap(content -> content.outputText().stream())
            .findFirst()
            .orElseThrow();
    assertThat(verdict.answer).isNotNull();
    assertThat(verdict.mood).isNotNull();
  }

  @Test
  void the_events_of_a_stream_are_numbered_and_make_the_response() {
    var events = new ArrayList<ResponseStreamEvent>();
    var accumulator = ResponseAccumulator.createWithSnapshots();
    try (var stream = client.responses().createStreaming(of("What is a lectern?").build())) {
      stream.stream().map(accumulator::accumulate).forEach(events::add);
    }

    var written =
        events.stream()
            .flatMap(event -> event.outputTextDelta().stream())
            .map(delta -> delta.delta())
            .collect(Collectors.joining());
    assertThat(events.getFirst().isCreated()).isTrue();
    assertThat(events.get(1).isInProgress()).isTrue();
    assertThat(events.getLast().asCompleted().sequenceNumber()).isEqualTo(events.size() - 1);
    assertThat(text(accumulator.response())).isEqualTo(written).isNotBlank();
    assertThat(text(accumulator.reconstructedResponse())).isEqualTo(written);
    assertThat(accumulator.response().usage()).isPresent();
  }

  @Test
  void the_arguments_of_a_tool_call_are_streamed() {
    var events = new ArrayList<ResponseStreamEvent>();
    var question =
        of("How many days of leave do I get?")
            .addTool(Lookup.class)
            .toolChoice(ToolChoiceOptions.REQUIRED)
            .build();
    try (var stream = client.responses().createStreaming(question)) {
      stream.stream().forEach(events::add);
    }

    var written =
        events.stream()
            .flatMap(event -> event.functionCallArgumentsDelta().stream())
            .map(delta -> delta.delta())
            .collect(Collectors.joining());
    var call = call(events.getLast().asCompleted().response());
    assertThat(call.arguments()).isEqualTo(written);
    assertThat(call.arguments(Lookup.class).query).isNotBlank();
  }

  @Test
  void a_response_is_stored_by_default_until_it_is_deleted() {
    var response = client.responses().create(of("Keep this.").build());

    assertThat(client.responses().retrieve(response.id()).output()).isEqualTo(response.output());
    assertThat(client.responses().inputItems().list(response.id()).items()).hasSize(1);
    client.responses().delete(response.id());
    assertThatThrownBy(() -> client.responses().retrieve(response.id()))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void a_response_that_was_not_stored_cannot_be_read() {
    var response = client.responses().create(of("Do not keep this.").store(false).build());

    assertThatThrownBy(() -> client.responses().retrieve(response.id()))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void tokens_are_counted_without_an_answer_and_without_a_bill() {
    var count =
        client
            .responses()
            .inputTokens()
            .count(InputTokenCountParams.builder().model(MODEL).input("What is this?").build());

    assertThat(count.inputTokens()).isPositive();
    assertThat(simulator.bill().entries()).isEmpty();
  }

  @Test
  void the_previous_response_is_part_of_what_is_asked() {
    var first = client.responses().create(of("My name is Ada.").build());

    var second =
        client.responses().create(of("What is my name?").previousResponseId(first.id()).build());

    assertThat(second.usage().orElseThrow().inputTokens())
        .isGreaterThan(first.usage().orElseThrow().totalTokens());
    assertThat(second.output()).anyMatch(ResponseOutputItem::isMessage);
  }
}
