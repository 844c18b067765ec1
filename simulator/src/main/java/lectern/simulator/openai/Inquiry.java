package lectern.simulator.openai;

import lectern.simulator.mind.Question;

/// What either API makes of a request, for [Inference].
///
/// @param choices how many answers are wanted
/// @param tier as answers name it
record Inquiry(
    Abilities abilities,
    Prompt prompt,
    Question question,
    PromptCache.Wish caching,
    int choices,
    String tier) {
  Model model() {
    return abilities.model();
  }

  /// How many tokens one answer may have.
  int maxTokens() {
    return question.bounds().maxTokens().orElse(model().maxOutput());
  }
}
