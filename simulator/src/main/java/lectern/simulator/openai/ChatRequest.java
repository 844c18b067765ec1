package lectern.simulator.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import lectern.simulator.fault.Fault;
import lectern.simulator.http.Refusal;
import lectern.simulator.mind.Effort;
import lectern.simulator.mind.Form;
import lectern.simulator.mind.Question;
import lectern.simulator.mind.Tooling.Choice;
import lectern.simulator.route.Call;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// A request for a chat completion, understood and found in order (contract §2.1).
///
/// @param fields the request's body
/// @param topLogprobs how many likely tokens to tell for each; empty for none at all
record ChatRequest(Parameters fields, Inquiry inquiry, OptionalInt topLogprobs) {
  private static final Set<String> FIELDS =
      Parameters.names(
          "model messages max_completion_tokens max_tokens temperature top_p n stop seed",
          "presence_penalty frequency_penalty logit_bias logprobs top_logprobs stream",
          "stream_options tools tool_choice parallel_tool_calls response_format reasoning_effort",
          "verbosity service_tier prompt_cache_key prompt_cache_retention prompt_cache_options",
          "safety_identifier user store metadata prediction modalities audio web_search_options",
          "functions function_call");

  private static final int MOST_STOPS = 4;
  private static final int MOST_CHOICES = 128;
  private static final int MOST_TOP_LOGPROBS = 20;

  /// Reads the body.
  ///
  /// @throws Refusal when OpenAI would refuse it
  static ChatRequest read(Call call, JsonNode body) {
    var fields = new Parameters(body, "").only(FIELDS);
    var abilities = Abilities.of(Settings.model(fields));
    var reader = new Reader(fields, abilities, new Settings(Dialect.CHAT, fields, abilities));
    return reader.read(call);
  }

  boolean streams() {
    return fields.isTrue("stream");
  }

  boolean stores() {
    return fields.isTrue("store");
  }

  private Optional<Parameters> streamOptions() {
    return fields.object("stream_options");
  }

  boolean includesUsage() {
    return streamOptions().map(options -> options.isTrue("include_usage")).orElse(false);
  }

  boolean obfuscates() {
    return streamOptions().flatMap(options -> options.flag("include_obfuscation")).orElse(true);
  }

  JsonNode metadata() {
    return fields.value("metadata").orElseGet(JsonNodeFactory.instance::objectNode);
  }

  private record Reader(Parameters fields, Abilities abilities, Settings settings) {
    ChatRequest read(Call call) {
      var effort = settings.effort(Optional.of(fields), "reasoning_effort");
      settings.checkSampling(effort);
      settings.checkTheRest();
      checkStreamOptions();
      checkPenalties();
      fields.oneOf("verbosity", List.of("low", "medium", "high"));
      fields.value("tools").ifPresent(_ -> refuseToolsWith(effort));
      var prompt = new Prompt(abilities.model().tokens());
      var tooling = new ToolReader(Dialect.CHAT, fields).read();
      fields.value("tools").ifPresent(tools -> prompt.text(tools.toString()));
      var format = fields.object("response_format");
      format.ifPresent(given -> prompt.text(given.object().toString()));
      var messages = ChatMessages.read(fields, prompt);
      var form =
          format.map(new FormReader(Dialect.CHAT, messages)::read).orElseGet(Form.Prose::new);
      var manner = call.effects().first(Fault.Answer.class).map(Fault.Answer::manner);
      var bounds =
          new Question.Bounds(abilities.model().tokens(), maxTokens(), stops(), effort, manner);
      var question = new Question(messages, tooling, form, bounds);
      return new ChatRequest(
          fields,
          new Inquiry(
              abilities,
              prompt,
              question,
              settings.caching(call.account()),
              fields.integer("n", 1, MOST_CHOICES).orElse(1),
              settings.tier()),
          topLogprobs(effort));
    }

    private void checkStreamOptions() {
      var options = fields.object("stream_options");
      if (options.isPresent() && !fields.isTrue("stream")) {
        throw fields
            .invalid(
                "stream_options",
                "The 'stream_options' parameter is only allowed when 'stream' is enabled.")
            .refusal();
      }
      options.ifPresent(given -> given.only(Set.of("include_usage", "include_obfuscation")));
      options.ifPresent(given -> given.flag("include_usage"));
      options.ifPresent(given -> given.flag("include_obfuscation"));
    }

    private void checkPenalties() {
      fields.integer("seed", Integer.MIN_VALUE, Integer.MAX_VALUE);
      for (var name : List.of("presence_penalty", "frequency_penalty")) {
        var value = fields.decimal(name, -2, 2);
        if (abilities.reasons() && value.isPresent() && value.getAsDouble() != 0) {
          throw Settings.unsupported(name, "");
        }
      }
      if (abilities.reasons() && fields.value("logit_bias").isPresent()) {
        throw Settings.unsupported("logit_bias", "");
      }
    }

    /// The trap of contract §2.1: the usual effort counts as one, so it must be none explicitly.
    private void refuseToolsWith(Effort effort) {
      if (abilities.callsOnlyWithoutEffort() && effort != Effort.NONE) {
        throw fields
            .invalid(
                "reasoning_effort",
                ("Function tools with reasoning_effort are not supported for %s in"
                        + " /v1/chat/completions. To use function tools, use /v1/responses or set"
                        + " reasoning_effort to 'none'.")
                    .formatted(abilities.model().family()))
            .refusal();
      }
    }

    private OptionalInt maxTokens() {
      var older = fields.integer("max_tokens", 1, Integer.MAX_VALUE);
      var newer = fields.integer("max_completion_tokens", 1, Integer.MAX_VALUE);
      if (older.isPresent() && abilities.reasons()) {
        throw Settings.unsupported("max_tokens", " Use 'max_completion_tokens' instead.");
      }
      if (older.isPresent() && newer.isPresent()) {
        throw OpenAiError.invalid(
                "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not"
                    + " supported.")
            .param("max_tokens")
            .code("invalid_parameter_combination")
            .refusal();
      }
      return checked(older.isPresent() ? "max_tokens" : "max_completion_tokens", older, newer);
    }

    private OptionalInt checked(String name, OptionalInt older, OptionalInt newer) {
      var asked = older.isPresent() ? older : newer;
      var most = abilities.model().maxOutput();
      if (asked.isPresent() && asked.getAsInt() > most) {
        throw fields
            .invalid(
                name,
                ("%1$s is too large: %2$d. This model supports at most %3$d completion tokens,"
                        + " whereas you provided %2$d.")
                    .formatted(name, asked.getAsInt(), most))
            .code("invalid_value")
            .refusal();
      }
      return asked;
    }

    private List<String> stops() {
      var stop = fields.value("stop");
      if (stop.isEmpty()) {
        return List.of();
      }
      if (abilities.reasons()) {
        throw Settings.unsupported("stop", "");
      }
      if (stop.get().isString()) {
        return List.of(stop.get().stringValue());
      }
      var stops = new ArrayList<String>();
      for (var one : fields.array("stop").orElseThrow()) {
        stops.add(one.asString(""));
      }
      if (stops.size() > MOST_STOPS) {
        throw fields
            .invalid(
                "stop",
                "Invalid 'stop': array too long. Expected an array with maximum length 4, but got"
                    + " an array with length "
                    + stops.size()
                    + " instead.")
            .code("array_above_max_length")
            .refusal();
      }
      return stops;
    }

    private OptionalInt topLogprobs(Effort effort) {
      var top = fields.integer("top_logprobs", 0, MOST_TOP_LOGPROBS);
      if (!fields.isTrue("logprobs")) {
        if (top.isPresent()) {
          throw fields
              .invalid(
                  "top_logprobs",
                  "The 'top_logprobs' parameter is only allowed when 'logprobs' is enabled.")
              .refusal();
        }
        return OptionalInt.empty();
      }
      if (abilities.reasons() && effort != Effort.NONE) {
        throw Settings.unsupported("logprobs", "");
      }
      return OptionalInt.of(top.orElse(0));
    }
  }

  /// Whether a named choice forced the call: then it ends with `stop` (contract §2.2).
  boolean callWasForced() {
    return inquiry.question().tooling().choice() instanceof Choice.Named;
  }
}
