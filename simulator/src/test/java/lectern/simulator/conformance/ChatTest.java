package lectern.simulator.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.errors.NotFoundException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionToolChoiceOption;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import java.util.stream.LongStream;
import lectern.simulator.fault.Fault;
import lectern.simulator.fault.Fault.Manner;
import org.junit.jupiter.api.Test;

/// Chat completions as the vendor's client sees them.
class ChatTest extends Conformance {
  @Test
  void an_answer_has_text_a_reason_to_end_and_usage_that_adds_up() {
    var answer = client.chat().completions().create(asking("What is a lectern?").build());

    var choice = answer.choices().getFirst();
    var usage = answer.usage().orElseThrow();
    assertThat(answer.id()).startsWith("chatcmpl-");
    assertThat(answer.created()).isEqualTo(time.now().getEpochSecond());
    assertThat(choice.message().content().orElseThrow()).isNotBlank();
    assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
    assertThat(usage.totalTokens()).isEqualTo(usage.promptTokens() + usage.completionTokens());
    assertThat(usage.completionTokensDetails().orElseThrow().reasoningTokens()).contains(0L);
    assertThat(usage.promptTokensDetails().orElseThrow().cachedTokens()).contains(0L);
  }

  @Test
  void the_answer_names_the_snapshot_and_not_the_alias_asked_for() {
    var answer = client.chat().completions().create(asking("What is a lectern?").build());

    assertThat(answer.model()).isEqualTo("gpt-4o-mini-2024-07-18");
  }

  @Test
  void several_choices_are_numbered() {
    var answer = client.chat().completions().create(asking("Name a colour.").n(3).build());

    assertThat(answer.choices())
        .extracting(ChatCompletion.Choice::index)
        .containsExactlyElementsOf(LongStream.range(0, 3).boxed().toList());
  }

  @Test
  void tools_are_called_and_what_they_found_is_answered_from() {
    var question =
        asking("How many days of leave do I get?")
            .addTool(Lookup.class)
            .toolChoice(ChatCompletionToolChoiceOption.Auto.REQUIRED);
    var first = client.chat().completions().create(question.build()).choices().getFirst();
    var call = first.message().toolCalls().orElseThrow().getFirst().asFunction();

    var second =
        client
            .chat()
            .completions()
            .create(
                question
                    .addMessage(first.message())
                    .addMessage(
                        ChatCompletionToolMessageParam.builder()
                            .toolCallId(call.id())
                            .content("Everybody gets 27 days of leave a year.")
                            .build())
                    .toolChoice(ChatCompletionToolChoiceOption.Auto.AUTO)
                    .build());

    assertThat(first.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.TOOL_CALLS);
    assertThat(first.message().content()).isEmpty();
    assertThat(call.id()).startsWith("call_");
    assertThat(call.function().name()).isEqualTo("lookup");
    assertThat(call.function().arguments(Lookup.class).query).isNotBlank();
    assertThat(second.choices().getFirst().message().content().orElseThrow()).contains("27 days");
  }

  @Test
  void an_answer_keeps_the_schema_the_client_made_of_a_class() {
    var answer =
        client
            .chat()
            .completions()
            .create(asking("Are there lecterns?").responseFormat(Verdict.class).build());

    var verdict = answer.choices().getFirst().message().content().orElseThrow();
    assertThat(verdict.answer).isNotNull();
    assertThat(verdict.mood).isNotNull();
    assertThat(verdict.pages).isNotNull();
  }

  @Test
  void a_refusal_has_no_content_and_ends_as_any_answer() {
    befalls("openai.chat", new Fault.Answer(Manner.REFUSAL));

    var choice = client.chat().completions().create(asking("Why?").build()).choices().getFirst();

    assertThat(choice.message().refusal().orElseThrow()).isNotBlank();
    assertThat(choice.message().content()).isEmpty();
    assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
  }

  @Test
  void a_filtered_answer_says_so() {
    befalls("openai.chat", new Fault.Answer(Manner.CONTENT_FILTER));

    var choice = client.chat().completions().create(asking("Why?").build()).choices().getFirst();

    assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.CONTENT_FILTER);
  }

  @Test
  void an_answer_that_is_cut_off_for_its_length_says_so() {
    var answer =
        client
            .chat()
            .completions()
            .create(asking("Tell me all about lecterns.").maxCompletionTokens(1).build());

    assertThat(answer.choices().getFirst().finishReason())
        .isEqualTo(ChatCompletion.Choice.FinishReason.LENGTH);
    assertThat(answer.usage().orElseThrow().completionTokens()).isEqualTo(1);
  }

  @Test
  void arguments_of_a_tool_call_may_be_no_json() {
    befalls("openai.chat", new Fault.Answer(Manner.BROKEN_ARGUMENTS));

    var answer =
        client
            .chat()
            .completions()
            .create(
                asking("How many days of leave?")
                    .addTool(Lookup.class)
                    .toolChoice(ChatCompletionToolChoiceOption.Auto.REQUIRED)
                    .build());

    var call = answer.choices().getFirst().message().toolCalls().orElseThrow().getFirst();
    assertThat(call.asFunction().function().arguments()).isNotBlank().doesNotEndWith("}");
  }

  @Test
  void what_was_stored_can_be_read_listed_and_deleted() {
    var chat = client.chat().completions();
    var kept = chat.create(asking("Keep this.").store(true).build());
    var deleted = chat.create(asking("Delete this.").store(true).build());
    var never = chat.create(asking("Do not keep this.").build());

    assertThat(chat.retrieve(kept.id()).choices()).isEqualTo(kept.choices());
    assertThat(chat.delete(deleted.id()).deleted()).isTrue();
    assertThat(chat.list().autoPager()).extracting(ChatCompletion::id).containsExactly(kept.id());
    assertThatThrownBy(() -> chat.retrieve(never.id())).isInstanceOf(NotFoundException.class);
  }
}
