package lectern.bench;

/// What can go wrong with one attempt, and can be put right by another.
enum FaultKind {
  THROTTLED("429, come again in a second", "error: {name: rate_limit, retry_after: 1}"),
  FAILED("500", "error: server_error"),
  BAD_GATEWAY("502, as HTML", "html: 502"),
  OVERLOADED("503", "error: overloaded"),
  RESET_BEFORE_HEADERS("reset before the headers", "reset: before_headers"),
  RESET_AFTER_HEADERS("reset after the headers", "reset: after_headers"),
  RESET_MID_BODY("reset in the middle", "reset: mid_body"),
  HANGS("no reply at all", "hang: true"),
  SLOW_FIRST_TOKEN("first token after 30 s", "first_token_after: 30s"),
  TRUNCATED("stream without its end", "cut: {after: 3, end: clean}"),
  MALFORMED("malformed chunk", "malformed_chunk: 2"),
  ERROR_INSIDE("error inside a 200", "error_inside: {name: server_error, after: 2}");

  private final String words;
  private final String fault;

  FaultKind(String words, String fault) {
    this.words = words;
    this.fault = fault;
  }

  String words() {
    return words;
  }

  /// A plan in which it befalls that share of the requests.
  String plan(double share) {
    return """
    latency: none
    limits: {openai: none}
    faults:
      - {name: %s, on: {endpoint: openai.chat, probability: %s}, do: {%s}}
    """
        .formatted(name(), share, fault);
  }
}
