package lectern.gateway.llamaparse;

import java.util.Map;

/// What decides a parse job's result, beside the file's bytes.
///
/// @param tier such as `agentic`
/// @param version the tier's, as a date; `latest` would change results and prices without notice
public record Recipe(String tier, String version) {
  /// Of each tier's versions in September 2026 the latest (`GET /api/v2/parse/versions`).
  private static final Map<String, String> PINNED =
      Map.of(
          "fast", "2026-06-15",
          "cost_effective", "2026-08-19",
          "agentic", "2026-09-07",
          "agentic_plus", "2026-08-19");

  /// A job fails as a whole when more of its pages do. LlamaParse's own default of 0.05 throws away
  /// nearly whole documents for one page; the pages that fail are read locally, or marked.
  static final double PAGES_MAY_FAIL = 0.5;

  /// @param model a tier, as `agentic`, or one with a version, as `agentic@2026-08-19`
  public static Recipe of(String model) {
    int at = model.indexOf('@');
    return at < 0
        ? new Recipe(model, PINNED.getOrDefault(model, "latest"))
        : new Recipe(model.substring(0, at), model.substring(at + 1));
  }

  /// As it is written down; what is changed about the options must change it.
  @Override
  public String toString() {
    return "%s@%s tables=markdown pages_may_fail=%s".formatted(tier, version, PAGES_MAY_FAIL);
  }
}
