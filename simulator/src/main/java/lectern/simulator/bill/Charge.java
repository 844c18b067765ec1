package lectern.simulator.bill;

/// What a request costs.
///
/// @param model the model's name as the answer gives it, or the tier of a parse job
/// @param picoUsd the exact amount, in 10⁻¹² US dollars
public record Charge(String model, Measure measure, long picoUsd) {
  /// What is counted.
  public sealed interface Measure {}

  /// Tokens of a model.
  ///
  /// @param input all that was sent; `cached` and `cacheWrite` are parts of it
  /// @param output all that was made; `reasoning` is a part of it
  public record Tokens(long input, long cached, long cacheWrite, long output, long reasoning)
      implements Measure {}

  /// LlamaParse credits.
  public record Credits(long credits) implements Measure {}
}
