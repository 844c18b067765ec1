package lectern.gateway;

import java.util.Locale;

/// What a route is good for.
public enum Capability {
  /// Bytes become pages.
  PARSE,
  /// Text becomes vectors.
  EMBED,
  /// Messages are answered.
  CHAT;

  /// The word in settings, replies and metrics.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
