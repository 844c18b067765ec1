package lectern.gateway;

/// What a failed attempt will cost. UNKNOWN is not NOTHING: the provider may have done the work.
public enum Charge {
  /// The provider did not do the work, or says that it does not bill it.
  NOTHING,
  /// The provider told its usage before it failed.
  EXACT,
  /// It may have been done and billed, and nothing here tells.
  UNKNOWN
}
