package lectern.simulator.openai;

import java.util.ArrayList;
import java.util.OptionalInt;
import lectern.simulator.http.Fields;
import lectern.simulator.http.Refusal;
import lectern.simulator.mind.Answer;
import lectern.simulator.mind.Mind;
import lectern.simulator.mind.Question;
import lectern.simulator.route.Call;
import lectern.simulator.time.Timeline;

/// What chat completions and responses have in common once a request is understood: is there room,
/// may it in, what is cached, what does the model say, what does it cost. In this order.
final class Inference {
  private final Timeline timeline;
  private final OpenAiLimits limits;
  private final PromptCache cache = new PromptCache();

  Inference(Timeline timeline, OpenAiLimits limits) {
    this.timeline = timeline;
    this.limits = limits;
  }

  /// Has the model answer.
  ///
  /// @throws Refusal when the prompt is too long or a limit is reached
  Inferred infer(Call call, Terms terms, Inquiry inquiry, Dialect dialect) {
    checkLength(inquiry, dialect);
    var headers = admitted(call, terms, inquiry);
    var use = cache.look(inquiry.prompt(), inquiry.caching(), inquiry.abilities(), timeline.now());
    var question = withinTheModel(inquiry);
    var answers = new ArrayList<Answer>(inquiry.choices());
    for (var variant = 0; variant < inquiry.choices(); variant++) {
      answers.add(Mind.answer(question, variant));
    }
    var usage =
        new Usage(
            inquiry.abilities(),
            inquiry.prompt().size(),
            use,
            answers.stream().mapToInt(Answer::tokens).sum(),
            answers.stream().mapToInt(Answer::reasoningTokens).sum());
    var charge = inquiry.model().charge(usage.tokens(), tier(terms, inquiry.tier()));
    return new Inferred(answers, usage, charge, headers);
  }

  /// No answer is longer than the model can make one, even if the request sets no end.
  private static Question withinTheModel(Inquiry inquiry) {
    var question = inquiry.question();
    var bounds = question.bounds();
    var most = inquiry.model().maxOutput();
    return new Question(
        question.messages(),
        question.tooling(),
        question.form(),
        new Question.Bounds(
            bounds.tokens(),
            OptionalInt.of(Math.min(most, bounds.maxTokens().orElse(most))),
            bounds.stops(),
            bounds.effort(),
            bounds.manner()));
  }

  /// What counts is the prompt and what the request says it may get; a request that does not say
  /// counts with its prompt alone (contract §9).
  private Fields admitted(Call call, Terms terms, Inquiry inquiry) {
    var asked = NamedErrors.asked(call.request().body(), "model");
    var output = (long) inquiry.question().bounds().maxTokens().orElse(0) * inquiry.choices();
    return switch (terms) {
      case ONLINE ->
          limits.admit(call, inquiry.model().family(), asked, inquiry.prompt().size() + output);
      case BATCH -> limits.unlimited(call);
    };
  }

  private static Tier tier(Terms terms, String named) {
    if (terms == Terms.BATCH) {
      return Tier.BATCH;
    }
    return switch (named) {
      case "flex" -> Tier.FLEX;
      case "priority" -> Tier.PRIORITY;
      default -> Tier.DEFAULT;
    };
  }

  private static void checkLength(Inquiry inquiry, Dialect dialect) {
    var model = inquiry.model();
    var prompt = inquiry.prompt().size();
    if (inquiry.abilities().speaksNewly()) {
      if (prompt > model.maxInput()) {
        throw tooLong(
            dialect,
            "Your input exceeds the context window of this model. Please adjust your input and try"
                + " again.");
      }
    } else if (prompt > model.window()) {
      throw tooLong(
          dialect,
          ("This model's maximum context length is %d tokens. However, your messages resulted in %d"
                  + " tokens. Please reduce the length of the messages.")
              .formatted(model.window(), prompt));
    } else if (inquiry.question().bounds().maxTokens().isPresent()
        && prompt + inquiry.maxTokens() > model.window()) {
      throw tooLong(
          dialect,
          ("This model's maximum context length is %d tokens. However, you requested %d tokens (%d"
                  + " in the messages, %d in the completion). Please reduce the length of the"
                  + " messages or completion.")
              .formatted(
                  model.window(), prompt + inquiry.maxTokens(), prompt, inquiry.maxTokens()));
    }
  }

  private static Refusal tooLong(Dialect dialect, String message) {
    return OpenAiError.invalid(message)
        .param(dialect.input())
        .code("context_length_exceeded")
        .refusal();
  }
}
