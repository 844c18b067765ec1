package lectern.gateway;

import java.util.Locale;

/// The parts of an exchange, each with a time limit of its own.
public enum Phase {
  /// Until the connection stands, with TLS.
  CONNECT,
  /// From there until the reply's headers; the request is sent in it.
  HEADERS,
  /// From the headers to the first piece of a stream.
  FIRST_TOKEN,
  /// Between two pieces, of a stream or of a body.
  BETWEEN_TOKENS,
  /// The whole exchange, from the begin of connecting.
  TOTAL;

  /// In words, for messages: `first token`.
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
