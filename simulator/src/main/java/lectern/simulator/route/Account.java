package lectern.simulator.route;

/// Who calls.
///
/// @param key the API key as it was sent; it is never written down or shown
/// @param masked what may be: enough to tell keys apart, too little to use one
public record Account(String key, String masked) {
  @Override
  public String toString() {
    return masked;
  }
}
