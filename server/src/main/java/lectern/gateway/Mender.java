package lectern.gateway;

/// Who can put an error right.
public enum Mender {
  /// Nobody has to: it passes.
  TIME,
  /// Who holds the keys, the bill and the settings.
  OPERATOR,
  /// Who made the request.
  CALLER,
  /// Lectern's developers.
  US
}
