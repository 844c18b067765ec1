package lectern.simulator.openai;

import lectern.simulator.bill.Charge;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The tokens of a request as its answer tells them (contract §2.2).
///
/// @param prompt all input; `cached` and `written` are parts of it
/// @param completion all output; `reasoning` is a part of it
record Usage(
    Abilities abilities, int prompt, PromptCache.Use cache, int completion, int reasoning) {
  Charge.Tokens tokens() {
    return new Charge.Tokens(prompt, cache.cached(), cache.written(), completion, reasoning);
  }

  /// In the words of chat completions.
  ObjectNode ofChat() {
    var usage = JsonNodeFactory.instance.objectNode();
    usage.put("prompt_tokens", prompt);
    usage.put("completion_tokens", completion);
    usage.put("total_tokens", prompt + completion);
    var input = usage.putObject("prompt_tokens_details");
    input.put("cached_tokens", cache.cached());
    input.put("audio_tokens", 0);
    if (abilities.tellsCacheWrites()) {
      input.put("cache_write_tokens", cache.written());
    }
    usage
        .putObject("completion_tokens_details")
        .put("reasoning_tokens", reasoning)
        .put("audio_tokens", 0)
        .put("accepted_prediction_tokens", 0)
        .put("rejected_prediction_tokens", 0);
    return usage;
  }

  /// In the words of responses.
  ObjectNode ofResponse() {
    var usage = JsonNodeFactory.instance.objectNode();
    usage.put("input_tokens", prompt);
    usage
        .putObject("input_tokens_details")
        .put("cached_tokens", cache.cached())
        .put("cache_write_tokens", cache.written());
    usage.put("output_tokens", completion);
    usage.putObject("output_tokens_details").put("reasoning_tokens", reasoning);
    usage.put("total_tokens", prompt + completion);
    return usage;
  }
}
