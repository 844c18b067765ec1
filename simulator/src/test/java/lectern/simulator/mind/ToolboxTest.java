package lectern.simulator.mind;

import static lectern.simulator.mind.Asking.calling;
import static lectern.simulator.mind.Asking.result;
import static lectern.simulator.mind.Asking.tool;
import static lectern.simulator.mind.Asking.user;
import static org.assertj.core.api.Assertions.assertThat;

import lectern.simulator.fault.Fault.Manner;
import lectern.simulator.mind.Answer.Ending;
import lectern.simulator.mind.Tooling.Choice;
import org.junit.jupiter.api.Test;

class ToolboxTest {
  private static final Tool SEARCH =
      tool(
          "search_documents",
          "Finds passages in the documents",
          """
          {"type": "object", "properties": {"query": {"type": "string"}, "limit": {"type": \
          "integer"}},
           "required": ["query"]}
          """);
  private static final Tool CALCULATE =
      tool(
          "calculate",
          "Evaluates an expression",
          """
          {"type": "object", "properties": {"expression": {"type": "string"}},
           "required": ["expression"]}
          """);
  private static final Tool WEATHER =
      tool(
          "get_weather",
          "The weather in a city",
          """
          {"type": "object", "properties": {"city": {"type": "string"},
           "unit": {"type": "string", "enum": ["celsius", "fahrenheit"]}},
           "required": ["city", "unit"], "additionalProperties": false}
          """);
  private static final Choice FREELY = new Choice.Freely();

  @Test
  void a_question_is_searched_for_with_its_content_words() {
    var calls =
        Asking.of("How long does the warranty of the X200 last?")
            .with(FREELY, CALCULATE, SEARCH, WEATHER)
            .calls();

    assertThat(calls).containsExactly("search_documents {\"query\":\"long warranty X200 last\"}");
  }

  @Test
  void arithmetic_is_calculated() {
    assertThat(Asking.of("What is 12 * (3 + 4)?").with(FREELY, SEARCH, CALCULATE).calls())
        .containsExactly("calculate {\"expression\":\"12 * (3 + 4)\"}");
  }

  @Test
  void arguments_take_names_and_the_values_that_the_question_names() {
    assertThat(
            Asking.of("What is the weather in New York in fahrenheit?")
                .with(FREELY, SEARCH, WEATHER)
                .calls())
        .containsExactly("get_weather {\"city\":\"New York\",\"unit\":\"fahrenheit\"}");
  }

  @Test
  void a_number_of_the_question_fills_an_optional_argument() {
    assertThat(Asking.of("Find 5 passages about filters").with(FREELY, SEARCH).calls())
        .containsExactly("search_documents {\"query\":\"5 passages filters\",\"limit\":5}");
  }

  @Test
  void two_questions_are_two_calls_unless_only_one_may_be_made() {
    var asking = Asking.of("How long is the warranty? Who sells the filter?").with(FREELY, SEARCH);

    assertThat(asking.calls()).hasSize(2);
    assertThat(asking.one().calls()).hasSize(1);
  }

  @Test
  void small_talk_calls_nothing() {
    assertThat(Asking.of("Hello, thanks!").with(FREELY, SEARCH).answer().content())
        .isInstanceOf(Answer.Says.class);
  }

  @Test
  void no_tool_is_called_when_none_may_be() {
    assertThat(
            Asking.of("Search for the warranty")
                .with(new Choice.Never(), SEARCH)
                .answer()
                .content())
        .isInstanceOf(Answer.Says.class);
  }

  @Test
  void a_tool_is_called_when_one_must_be_however_little_it_fits() {
    assertThat(Asking.of("Hello").with(new Choice.Must(), WEATHER).calls())
        .containsExactly("get_weather {\"city\":\"Hello\",\"unit\":\"celsius\"}");
  }

  @Test
  void the_named_tool_is_called() {
    assertThat(
            Asking.of("What is the weather?")
                .with(new Choice.Named("calculate"), SEARCH, CALCULATE)
                .calls())
        .hasSize(1)
        .allMatch(call -> call.startsWith("calculate "));
  }

  @Test
  void results_are_answered_from_and_no_more_calls_made() {
    var text =
        Asking.of(
                user("How long is the warranty?"),
                calling(),
                result("[1] The warranty is 24 months long.\n[2] Pumps are blue."))
            .with(FREELY, SEARCH)
            .text();

    assertThat(text).contains("\"The warranty is 24 months long.\" [1]").doesNotContain("blue");
  }

  @Test
  void empty_results_make_it_search_wider_once_and_then_give_up() {
    var question = user("How long is the warranty?");

    var again =
        Asking.of(question, calling(), result("{\"results\": []}")).with(FREELY, SEARCH).calls();
    var end =
        Asking.of(question, calling(), result("[]"), calling(), result("[]"))
            .with(FREELY, SEARCH)
            .text();

    assertThat(again).containsExactly("search_documents {\"query\":\"warranty\"}");
    assertThat(end).contains("do not say");
  }

  @Test
  void a_bare_figure_is_told_as_it_is() {
    assertThat(Asking.of(user("What is 6*7?"), calling(), result("42")).text())
        .isEqualTo("The tool answered: 42.");
  }

  @Test
  void a_next_question_calls_again() {
    var calls =
        Asking.of(
                user("How long is the warranty?"),
                calling(),
                result("The warranty is 24 months long."),
                new Message(Message.Speaker.ASSISTANT, "24 months."),
                user("And who sells filters?"))
            .with(FREELY, SEARCH)
            .calls();

    assertThat(calls).containsExactly("search_documents {\"query\":\"sells filters\"}");
  }

  @Test
  void a_tool_that_takes_text_gets_text() {
    var custom = new Tool(Tool.Kind.CUSTOM, "search", "", Asking.json("{}"));

    assertThat(Asking.of("Where is the filter?").with(FREELY, custom).calls())
        .containsExactly("search filter");
  }

  @Test
  void a_plan_can_break_the_arguments() {
    var asking =
        Asking.of("Where is the filter?").with(FREELY, SEARCH).manner(Manner.BROKEN_ARGUMENTS);

    assertThat(asking.calls()).containsExactly("search_documents {\"query\":\"filter\"");
    assertThat(asking.answer().ending()).isEqualTo(Ending.TOOLS);
  }

  @Test
  void an_id_is_the_word_of_the_question_that_looks_like_one() {
    var parameters =
        """
        {"type": "object", "properties": {"document_id": {"type": "string"},
           "page": {"type": "integer"}}, "required": ["document_id", "page"]}
        """;

    var calls =
        Asking.of("Read page 7 of document doc-12")
            .with(new Tooling.Choice.Freely(), Asking.tool("read_page", "Reads a page", parameters))
            .calls();

    assertThat(calls).containsExactly("read_page {\"document_id\":\"doc-12\",\"page\":7}");
  }
}
