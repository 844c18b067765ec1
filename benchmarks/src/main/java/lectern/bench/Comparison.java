package lectern.bench;

/// A figure beside another that gives it a meaning: a figure alone says little on a machine nobody
/// knows.
///
/// @param what is measured: `nDCG@10, hybrid`
/// @param reference what it is compared with: `lexical alone`, `the run of 2026-11-22`
/// @param unit of both figures; empty where they have none
public record Comparison(
    String what, double measured, String reference, double referenceValue, String unit) {

  /// Not a number when there is nothing to divide by.
  public double ratio() {
    return referenceValue == 0 ? Double.NaN : measured / referenceValue;
  }

  String summary() {
    return "%s %s × %s".formatted(what, Figures.of(ratio()), reference);
  }
}
