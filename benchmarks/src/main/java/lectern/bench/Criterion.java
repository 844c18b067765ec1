package lectern.bench;

/// What a benchmark promises beforehand, and what was measured. A value that is not a number keeps
/// no promise.
///
/// @param name what is measured, with its conditions: `nDCG@10, hybrid`
/// @param unit of both figures; empty where they have none
public record Criterion(
    String name, Direction direction, double bound, double measured, String unit) {

  /// On which side of the bound it is good to be. The bound itself is good.
  public enum Direction {
    AT_LEAST("at least"),
    AT_MOST("at most");

    private final String words;

    Direction(String words) {
      this.words = words;
    }
  }

  /// To be completed with what was measured.
  public record Promise(String name, Direction direction, double bound, String unit) {

    public Criterion measured(double value) {
      return new Criterion(name, direction, bound, value, unit);
    }
  }

  public static Promise atLeast(double bound, String unit, String name) {
    return new Promise(name, Direction.AT_LEAST, bound, unit);
  }

  public static Promise atMost(double bound, String unit, String name) {
    return new Promise(name, Direction.AT_MOST, bound, unit);
  }

  public boolean isMet() {
    return switch (direction) {
      case AT_LEAST -> measured >= bound;
      case AT_MOST -> measured <= bound;
    };
  }

  String promised() {
    return direction.words + " " + Figures.of(bound, unit);
  }

  String outcome() {
    return isMet() ? "met" : "MISSED";
  }

  /// In a few words, for the last line of a run.
  String summary() {
    return "%s %s (%s: %s)".formatted(name, Figures.of(measured, unit), promised(), outcome());
  }
}
