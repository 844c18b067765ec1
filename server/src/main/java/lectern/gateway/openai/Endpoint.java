package lectern.gateway.openai;

/// What a server of OpenAI's kind is asked through the gateway.
public enum Endpoint {
  CHAT("chat", "/chat/completions"),
  RESPONSES("responses", "/responses"),
  EMBEDDINGS("embeddings", "/embeddings");

  private final String operation;
  private final String path;

  Endpoint(String operation, String path) {
    this.operation = operation;
    this.path = path;
  }

  /// As requests, records and metrics call it.
  public String operation() {
    return operation;
  }

  /// Behind a provider's base URL.
  public String path() {
    return path;
  }
}
