package lectern.simulator.openai;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lectern.simulator.http.Refusal;
import lectern.simulator.mind.Effort;
import lectern.simulator.openai.PromptCache.Mode;
import lectern.simulator.openai.PromptCache.Retention;
import lectern.simulator.route.Account;

/// Reads what both APIs let a request set, and refuses what the model does not take.
record Settings(Dialect dialect, Parameters request, Abilities abilities) {
  private static final List<String> EFFORTS =
      List.of("none", "minimal", "low", "medium", "high", "xhigh", "max");
  private static final List<String> TIERS =
      List.of("auto", "default", "flex", "scale", "priority", "fast");

  /// The model that the request names.
  ///
  /// @throws Refusal when there is none of that name for this
  static Model model(Parameters request) {
    var name = request.requiredText("model");
    var model = Models.find(name);
    if (model.isEmpty()) {
      throw OpenAiError.noSuchModel(name).refusal();
    }
    if (model.get().kind() == Model.Kind.EMBEDDING) {
      throw new OpenAiError(
              403,
              "invalid_request_error",
              "You are not allowed to generate text with the model `" + name + "`.",
              Optional.empty(),
              Optional.empty())
          .refusal();
    }
    return model.get();
  }

  /// How much the model is to reason.
  ///
  /// @param from the object with the field `name`
  Effort effort(Optional<Parameters> from, String name) {
    var asked = from.flatMap(given -> given.oneOf(name, EFFORTS));
    if (asked.isPresent() && !abilities.efforts().contains(asked.get())) {
      throw refusedEffort(asked.get());
    }
    return Effort.valueOf(asked.orElse(abilities.usualEffort()).toUpperCase(Locale.ROOT));
  }

  private Refusal refusedEffort(String effort) {
    var field = dialect.effort();
    return abilities.reasons()
        ? OpenAiError.invalid(
                "Unsupported value: '%s' does not support '%s' with this model. Supported values"
                        .formatted(field, effort)
                    + " are: "
                    + Parameters.listed(abilities.efforts())
                    + ".")
            .param(field)
            .code("unsupported_value")
            .refusal()
        : unsupported(field, "");
  }

  /// Refuses what a model that reasons does not take (contract §2.1).
  void checkSampling(Effort effort) {
    var temperature = request.decimal("temperature", 0, 2);
    var topP = request.decimal("top_p", 0, 1);
    if (!abilities.reasons() || effort == Effort.NONE) {
      return;
    }
    if (temperature.isPresent() && temperature.getAsDouble() != 1) {
      throw OpenAiError.invalid(
              "Unsupported value: 'temperature' does not support %s with this model. Only the"
                      .formatted(request.object().get("temperature"))
                  + " default (1) value is supported.")
          .param("temperature")
          .code("unsupported_value")
          .refusal();
    }
    if (topP.isPresent() && topP.getAsDouble() != 1) {
      throw unsupported("top_p", "");
    }
  }

  /// @param advice a sentence with a space before it, or nothing
  static Refusal unsupported(String field, String advice) {
    return OpenAiError.invalid(
            "Unsupported parameter: '" + field + "' is not supported with this model." + advice)
        .param(field)
        .code("unsupported_parameter")
        .refusal();
  }

  /// The tier that answers name.
  String tier() {
    var asked = request.text("service_tier").orElse("auto");
    if (!TIERS.contains(asked)) {
      throw OpenAiError.invalid(
              "Invalid service_tier argument: '%s'. Supported values are: %s."
                  .formatted(asked, Parameters.listed(TIERS)))
          .param("service_tier")
          .refusal();
    }
    return switch (asked) {
      case "flex" -> "flex";
      case "priority", "fast" -> "priority";
      default -> "default"; // nobody has bought a scale tier here
    };
  }

  /// How the prompt is to be cached.
  PromptCache.Wish caching(Account account) {
    var options = request.object("prompt_cache_options");
    var mode = options.flatMap(o -> o.oneOf("mode", List.of("implicit", "explicit")));
    var kept = request.oneOf("prompt_cache_retention", List.of("in_memory", "24h"));
    var key = request.text("prompt_cache_key").orElse("");
    return new PromptCache.Wish(
        account.key() + "\n" + abilities.model().family() + "\n" + key,
        mode.equals(Optional.of("explicit")) ? Mode.EXPLICIT : Mode.IMPLICIT,
        kept.equals(Optional.of("24h")) ? Retention.LONG : Retention.USUAL);
  }

  /// Checks what has no effect on the answer.
  void checkTheRest() {
    request.text("safety_identifier", 64);
    request.text("user");
    request.flag("store");
    request.flag("stream");
    Parameters.metadata(request);
  }
}
