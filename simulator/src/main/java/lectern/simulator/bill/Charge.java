package lectern.simulator.bill;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// What a request costs.
///
/// @param model the model's name as the answer gives it, or the tier of a parse job
/// @param picoUsd the exact amount, in 10⁻¹² US dollars
public record Charge(String model, Measure measure, long picoUsd) {
  /// What is counted.
  public sealed interface Measure {
    /// What was counted by its name on the bill, in the order in which it stands there.
    SequencedMap<String, Long> counts();
  }

  /// Tokens of a model.
  ///
  /// @param input all that was sent; `cached` and `cacheWrite` are parts of it
  /// @param output all that was made; `reasoning` is a part of it
  public record Tokens(long input, long cached, long cacheWrite, long output, long reasoning)
      implements Measure {
    @Override
    public SequencedMap<String, Long> counts() {
      var counts = new LinkedHashMap<String, Long>();
      counts.put("input_tokens", input);
      counts.put("cached_tokens", cached);
      counts.put("cache_write_tokens", cacheWrite);
      counts.put("output_tokens", output);
      counts.put("reasoning_tokens", reasoning);
      return counts;
    }
  }

  /// LlamaParse credits.
  public record Credits(long credits) implements Measure {
    @Override
    public SequencedMap<String, Long> counts() {
      var counts = new LinkedHashMap<String, Long>();
      counts.put("credits", credits);
      return counts;
    }
  }
}
