package lectern.monitor;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
      "Steps of documents on their way, and how long they took."),
  CALLS(
      "gen_ai_client_operation_duration_seconds",
      Kind.HISTOGRAM,
      "gen_ai_operation_name gen_ai_provider_name gen_ai_request_model error_type",
      "Calls to providers and how long they took, with all their attempts and pauses."),
  CALL_TOKENS(
      "gen_ai_client_token_usage",
      Kind.TOKENS,
      "gen_ai_operation_name gen_ai_provider_name gen_ai_request_model gen_ai_token_type",
      "Tokens of calls, as providers told them."),
  FIRST_CHUNKS(
      "gen_ai_client_operation_time_to_first_chunk_seconds",
      Kind.HISTOGRAM,
      "gen_ai_operation_name gen_ai_provider_name gen_ai_request_model",
      "From sending an attempt to the first piece of its stream."),
  ATTEMPTS(
      "lectern_gateway_attempts_total",
      Kind.COUNTER,
      "provider outcome",
      "Attempts at providers, sent or refused before."),
  FALLBACKS(
      "lectern_gateway_fallbacks_total",
      Kind.COUNTER,
      "route provider",
      "Answers that were not of their route's first choice."),
  MODELS(
      "lectern_gateway_models",
      Kind.GAUGE,
      "provider state",
      "Models that were asked lately, by the state of their breaker."),
  CACHE_HITS(
      "lectern_gateway_cache_hits_total",
      Kind.COUNTER,
      "operation",
      "Calls answered from what was kept."),
  AVOIDED_TOKENS(
      "lectern_gateway_tokens_avoided_total",
      Kind.COUNTER,
      "operation",
      "Tokens that need not be used, because the answer was kept.");

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
    HISTOGRAM,
    /// The same for tokens.
    TOKENS;

    String word() {
      return this == TOKENS ? HISTOGRAM.word() : name().toLowerCase(Locale.ROOT);
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

  /// As OpenTelemetry's conventions for generative AI call it (semantic-conventions-genai, 2026-09,
  /// in development); empty where they have no name.
  public Optional<String> openTelemetryName() {
    return switch (this) {
      case CALLS -> Optional.of("gen_ai.client.operation.duration");
      case CALL_TOKENS -> Optional.of("gen_ai.client.token.usage");
      case FIRST_CHUNKS -> Optional.of("gen_ai.client.operation.time_to_first_chunk");
      default -> Optional.empty();
    };
  }

  /// As Micrometer wants it, which adds what Prometheus' names end in by itself.
  String meterName() {
    return prometheusName.replaceFirst("_(seconds|total)$", "").replace('_', '.');
  }
}
