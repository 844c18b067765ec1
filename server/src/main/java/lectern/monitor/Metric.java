package lectern.monitor;

import java.util.List;
import java.util.Locale;

/// Every metric of Lectern's own: the table that `docs/metrics.md` repeats. Labels have values of
/// ours only, never of users, so that their number is bounded.
public enum Metric {
  REQUESTS(
      "lectern_http_requests_seconds",
      Kind.HISTOGRAM,
      "route status",
      "Requests answered and how long they took; a stream counts when it ends."),
  STREAMS("lectern_http_streams", Kind.GAUGE, "", "Event streams that are open."),
  SEARCHES("lectern_searches_total", Kind.COUNTER, "outcome", "Searches."),
  ANSWERS("lectern_answers_total", Kind.COUNTER, "kind", "Questions answered."),
  UPLOADS("lectern_uploads_total", Kind.COUNTER, "outcome", "Files uploaded."),
  DOCUMENTS("lectern_documents", Kind.GAUGE, "state", "Documents of all workspaces."),
  STAGES(
      "lectern_stage_seconds",
      Kind.HISTOGRAM,
      "stage",
      "Steps of documents on their way, and how long they took.");

  private final String prometheusName;
  private final Kind kind;
  private final String labels;
  private final String description;

  Metric(String prometheusName, Kind kind, String labels, String description) {
    this.prometheusName = prometheusName;
    this.kind = kind;
    this.labels = labels;
    this.description = description;
  }

  /// How it is counted.
  public enum Kind {
    /// Only grows, from 0 at the start.
    COUNTER,
    /// What is so at the moment it is read.
    GAUGE,
    /// Times by upper bounds, their sum in seconds and their count.
    HISTOGRAM;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// As Prometheus shows it, with its unit.
  public String prometheusName() {
    return prometheusName;
  }

  public Kind kind() {
    return kind;
  }

  public List<String> labels() {
    return labels.isEmpty() ? List.of() : List.of(labels.split(" "));
  }

  public String description() {
    return description;
  }

  /// As Micrometer wants it, which adds what Prometheus' names end in by itself.
  String meterName() {
    return prometheusName.replaceFirst("_(seconds|total)$", "").replace('_', '.');
  }
}
