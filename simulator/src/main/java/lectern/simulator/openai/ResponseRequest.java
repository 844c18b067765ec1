package lectern.simulator.openai;

import java.util.List;
import java.util.Set;
import lectern.simulator.fault.Fault;
import lectern.simulator.http.Refusal;
import lectern.simulator.mind.Effort;
import lectern.simulator.mind.Form;
import lectern.simulator.mind.Question;
import lectern.simulator.route.Call;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A request for a response, understood and found in order (contract §3.1).
///
/// @param fields the request's body
/// @param items all items of its input, those of the responses before included
record ResponseRequest(Parameters fields, Inquiry inquiry, List<ObjectNode> items) {
  private static final Set<String> FIELDS =
      Parameters.names(
          "model input instructions max_output_tokens previous_response_id conversation tools",
          "tool_choice parallel_tool_calls text reasoning store stream stream_options background",
          "include metadata truncation service_tier prompt_cache_key prompt_cache_retention",
          "prompt_cache_options temperature top_p top_logprobs safety_identifier user",
          "max_tool_calls prompt");

  private static final List<String> INCLUDABLE =
      List.of(
          "reasoning.encrypted_content",
          "message.output_text.logprobs",
          "message.input_image.image_url",
          "file_search_call.results",
          "web_search_call.results",
          "web_search_call.action.sources",
          "computer_call_output.output.image_url",
          "code_interpreter_call.outputs");

  private static final int LEAST_OUTPUT = 16;

  ResponseRequest {
    items = List.copyOf(items);
  }

  /// Finds what an earlier response left to go on from.
  interface Earlier {
    /// Its items, input and output.
    ///
    /// @throws Refusal when there is no such response
    List<ObjectNode> items(String responseId);
  }

  /// Reads the body.
  ///
  /// @throws Refusal when OpenAI would refuse it
  static ResponseRequest read(Call call, JsonNode body, Earlier earlier) {
    var fields = new Parameters(body, "").only(FIELDS);
    var abilities = Abilities.of(Settings.model(fields));
    var settings = new Settings(Dialect.RESPONSES, fields, abilities);
    return new Reader(fields, abilities, settings).read(call, earlier);
  }

  boolean streams() {
    return fields.isTrue("stream");
  }

  boolean stores() {
    return fields.flag("store").orElse(true);
  }

  boolean runsInBackground() {
    return fields.isTrue("background");
  }

  boolean obfuscates() {
    return fields
        .object("stream_options")
        .flatMap(options -> options.flag("include_obfuscation"))
        .orElse(true);
  }

  boolean includes(String what) {
    return fields
        .object()
        .path("include")
        .valueStream()
        .anyMatch(one -> one.asString("").equals(what));
  }

  /// Whether the reasoning is to be summed up.
  boolean wantsSummary() {
    return fields.object().path("reasoning").hasNonNull("summary");
  }

  private record Reader(Parameters fields, Abilities abilities, Settings settings) {
    ResponseRequest read(Call call, Earlier earlier) {
      var reasoning = fields.object("reasoning");
      reasoning.ifPresent(given -> given.oneOf("summary", List.of("auto", "concise", "detailed")));
      var effort = settings.effort(reasoning, "effort");
      settings.checkSampling(effort);
      settings.checkTheRest();
      check();
      var prompt = new Prompt(abilities.model().tokens());
      var tooling = new ToolReader(Dialect.RESPONSES, fields).read();
      fields.value("tools").ifPresent(tools -> prompt.text(tools.toString()));
      var format = fields.object("text").flatMap(text -> text.object("format"));
      format.ifPresent(given -> prompt.text(given.object().toString()));
      var input = input(call, prompt, earlier);
      var form =
          format
              .map(new FormReader(Dialect.RESPONSES, input.messages())::read)
              .orElseGet(Form.Prose::new);
      var question = new Question(input.messages(), tooling, form, bounds(call, effort));
      return new ResponseRequest(
          fields,
          new Inquiry(
              abilities, prompt, question, settings.caching(call.account()), 1, settings.tier()),
          input.items());
    }

    private Question.Bounds bounds(Call call, Effort effort) {
      return new Question.Bounds(
          abilities.model().tokens(),
          fields.integer("max_output_tokens", LEAST_OUTPUT, Integer.MAX_VALUE),
          List.of(),
          effort,
          call.effects().first(Fault.Answer.class).map(Fault.Answer::manner));
    }

    private ResponseInput input(Call call, Prompt prompt, Earlier earlier) {
      var input = new ResponseInput(prompt, call.dice("items"));
      fields.text("instructions").ifPresent(input::instructions);
      fields.text("previous_response_id").ifPresent(id -> input.earlier(earlier.items(id)));
      input.read(fields);
      return input;
    }

    private void check() {
      fields
          .object("text")
          .ifPresent(text -> text.oneOf("verbosity", List.of("low", "medium", "high")));
      fields.oneOf("truncation", List.of("auto", "disabled"));
      fields.flag("background");
      fields.integer("top_logprobs", 0, 20);
      fields
          .object("stream_options")
          .ifPresent(options -> options.only(Set.of("include_obfuscation")));
      for (var included : fields.array("include").map(JsonNode::values).orElse(List.of())) {
        if (!INCLUDABLE.contains(included.asString(""))) {
          throw fields.notOneOf("include", included.asString(""), INCLUDABLE);
        }
      }
      if (fields.isTrue("background") && !fields.flag("store").orElse(true)) {
        throw OpenAiError.invalid("Background mode requires 'store' to be true.")
            .param("store")
            .refusal();
      }
      fields.value("conversation").ifPresent(id -> refuseConversation(id));
    }

    /// Conversations are not imitated: there are none, so there is none of that id.
    private void refuseConversation(JsonNode conversation) {
      var id =
          conversation.isString()
              ? conversation.stringValue()
              : conversation.path("id").asString("");
      throw OpenAiError.notFound("Conversation with id '" + id + "' not found.")
          .param("conversation")
          .refusal();
    }
  }
}
