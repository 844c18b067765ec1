package lectern.simulator.mind;

import static lectern.simulator.mind.Asking.calling;
import static lectern.simulator.mind.Asking.result;
import static lectern.simulator.mind.Asking.system;
import static lectern.simulator.mind.Asking.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import lectern.simulator.fault.Fault.Manner;
import lectern.simulator.mind.Answer.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MindTest {
  private static final String MANUAL =
      """
      Page 3: The X200 pump moves water at up to 80 degrees. It must not run dry.

      Page 4: The warranty lasts 24 months from the day of purchase. It covers the motor and the
      seals, but not the filter.

      Page 5: Change the filter every 500 hours of operation.
      """;

  @Test
  void the_sentence_that_shares_most_words_is_quoted_letter_for_letter_with_its_page() {
    var answer = Asking.of(system(MANUAL), user("How long does the warranty last?")).text();

    assertThat(answer)
        .isEqualTo(
            "The passages say: \"The warranty lasts 24 months from the day of purchase.\" (page"
                + " 4)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [7] The warranty lasts 24 months.                               | [7]
          The warranty lasts 24 months. [7]                               | [7]
          The warranty lasts 24 months. (page 4)                          | (page 4)
          The warranty lasts 24 months. (source: manual.pdf)              | (source: manual.pdf)
          Source: manual.pdf, page 4\\nThe warranty lasts 24 months.      | (source: manual.pdf, \
          page 4)
          --- Page 4 ---\\nThe warranty lasts 24 months.                  | (page 4)
          ## Page 4\\nThe warranty lasts 24 months.                       | (page 4)
          <document source="m.pdf" page="4">\\nThe warranty lasts 24 months.\\n</document> | \
          (source: m.pdf, page 4)
          <passage id="3">The warranty lasts 24 months.</passage>         | [3]
          {"hits":[{"page":4,"text":"The warranty lasts 24 months."}]}    | (page 4)
          [{"id":"c9","text":"The warranty lasts 24 months."}]            | [c9]
          """)
  void the_label_that_stands_with_a_passage_is_cited(String passage, String citation) {
    var answer =
        Asking.of(
                user("How long does the warranty last?"),
                calling(),
                result(passage.replace("\\n", "\n")))
            .text();

    assertThat(answer).endsWith("\"The warranty lasts 24 months.\" " + citation);
  }

  @Test
  void a_question_below_its_passages_is_told_from_them() {
    var answer = Asking.of(user(MANUAL + "\nQuestion: When must the filter be changed?")).text();

    assertThat(answer).contains("\"Change the filter every 500 hours of operation.\" (page 5)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<document id=\"1\">Notice is six months.</document>\nHow long is the notice?",
        "<document id=\"1\">\nNotice is six months.\n</document>\nHow long is the notice?",
        "How long is the notice? <passage id=\"1\">Notice is six months.</passage>"
      })
  void tags_around_a_passage_may_stand_anywhere(String message) {
    assertThat(Asking.of(user(message)).text()).contains("\"Notice is six months.\" [1]");
  }

  @Test
  void what_the_passages_do_not_say_is_said_plainly() {
    var answer = Asking.of(system(MANUAL), user("Who invented the telephone?")).text();

    assertThat(answer).isEqualTo("The passages do not say; they hold no answer to this question.");
  }

  @Test
  void instructions_are_no_passages() {
    var answer =
        Asking.of(
                system(
                    "You are a helpful assistant. Answer in one sentence, politely and shortly."),
                user("How long does a sentence last?"))
            .text();

    assertThat(answer).startsWith("You said: \"How long does a sentence last?\"");
  }

  @Test
  void earlier_answers_of_the_model_are_no_passages() {
    var answer =
        Asking.of(
                user("Hello"),
                new Message(Message.Speaker.ASSISTANT, "The warranty lasts 99 months in all."),
                user("How long does the warranty last?"))
            .text();

    assertThat(answer).doesNotContain("99");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 200, 4_000})
  void whoever_asks_for_exactly_so_many_tokens_gets_them(int tokens) {
    var asking = Asking.of("Answer with exactly " + tokens + " tokens.");

    assertThat(asking.answer().tokens()).isEqualTo(tokens);
  }

  @Test
  void who_wants_so_many_words_gets_at_least_as_many() {
    var text = Asking.of("Write 500 words about pumps.").text();

    assertThat(Words.all(text)).hasSizeGreaterThanOrEqualTo(500);
  }

  @Test
  void the_answer_ends_at_exactly_the_tokens_it_may_have() {
    var answer =
        Asking.of("Answer with exactly 50 tokens.")
            .bounds(OptionalInt.of(20), List.of(), Effort.NONE)
            .answer();

    assertThat(answer.tokens()).isEqualTo(20);
    assertThat(answer.ending()).isEqualTo(Ending.LENGTH);
  }

  @Test
  void an_answer_that_just_fits_is_not_cut() {
    var answer =
        Asking.of("Answer with exactly 50 tokens.")
            .bounds(OptionalInt.of(50), List.of(), Effort.NONE)
            .answer();

    assertThat(answer.ending()).isEqualTo(Ending.STOP);
  }

  @Test
  void it_ends_before_the_first_stop_sequence() {
    var asking =
        Asking.of(system(MANUAL), user("How long does the warranty last?"))
            .bounds(OptionalInt.empty(), List.of("months", "24"), Effort.NONE);

    assertThat(asking.text()).isEqualTo("The passages say: \"The warranty lasts ");
    assertThat(asking.answer().ending()).isEqualTo(Ending.STOP);
  }

  @Test
  void reasoning_can_burn_all_tokens() {
    var answer = Asking.of("Why?").bounds(OptionalInt.of(30), List.of(), Effort.HIGH).answer();

    assertThat(answer.reasoningTokens()).isEqualTo(30);
    assertThat(answer.tokens()).isEqualTo(30);
    assertThat(answer.ending()).isEqualTo(Ending.LENGTH);
  }

  @Test
  void more_effort_reasons_longer_and_always_alike() {
    var low = Asking.of("Why?").bounds(OptionalInt.empty(), List.of(), Effort.LOW);
    var high = Asking.of("Why?").bounds(OptionalInt.empty(), List.of(), Effort.HIGH);

    assertThat(low.answer().reasoningTokens()).isPositive();
    assertThat(high.answer().reasoningTokens()).isGreaterThan(low.answer().reasoningTokens());
    assertThat(high.answer().reasoningTokens()).isEqualTo(high.answer().reasoningTokens());
  }

  @Test
  void a_plan_can_have_it_refuse() {
    assertThat(Asking.of("Why?").manner(Manner.REFUSAL).answer().content())
        .isInstanceOf(Answer.Refuses.class);
  }

  @Test
  void a_plan_can_have_its_answer_filtered() {
    var answer = Asking.of("Why?").manner(Manner.CONTENT_FILTER).answer();

    assertThat(answer.ending()).isEqualTo(Ending.FILTERED);
    assertThat(answer.tokens()).isZero();
  }

  @Test
  void a_plan_can_have_it_end_in_the_middle() {
    var asking = Asking.of("Answer with exactly 50 tokens.").manner(Manner.LENGTH);

    assertThat(asking.answer().tokens()).isEqualTo(25);
    assertThat(asking.answer().ending()).isEqualTo(Ending.LENGTH);
  }

  @Test
  void passages_in_json_behind_a_heading_are_read_with_their_labels() {
    var answer =
        Asking.of(
                user(
                    """
                    Passages: [{"page": 3, "text": "The valve opens at 80 degrees."}]

                    At how many degrees does the valve open?
                    """))
            .text();

    assertThat(answer).endsWith("\"The valve opens at 80 degrees.\" (page 3)");
  }

  @Test
  void a_call_that_does_not_fit_at_all_is_not_taken_for_reasoning() {
    var answer =
        Asking.of("Search for pumps")
            .with(new Tooling.Choice.Must(), Asking.tool("search", "", "{}"))
            .bounds(OptionalInt.of(5), List.of(), Effort.NONE)
            .answer();

    assertThat(answer.ending()).isEqualTo(Ending.LENGTH);
    assertThat(answer.reasoningTokens()).isZero();
    assertThat(answer.tokens()).isZero();
  }
}
