package lectern.gateway;

import java.time.Duration;

/// How long each part of an exchange may take. The deadline of its call cuts all of them short.
public record Timeouts(
    Duration connect,
    Duration headers,
    Duration firstToken,
    Duration betweenTokens,
    Duration total) {

  /// Ten minutes in all and five seconds to connect are the defaults of OpenAI's SDK for Python
  /// (3.3.1). A minute to the headers is long for a stream and short for a large answer that is not
  /// streamed; half a minute between tokens is four times what the slowest reasoning models were
  /// seen to pause.
  public static final Timeouts DEFAULT =
      new Timeouts(
          Duration.ofSeconds(5),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          Duration.ofMinutes(10));

  public Duration of(Phase phase) {
    return switch (phase) {
      case CONNECT -> connect;
      case HEADERS -> headers;
      case FIRST_TOKEN -> firstToken;
      case BETWEEN_TOKENS -> betweenTokens;
      case TOTAL -> total;
    };
  }
}
