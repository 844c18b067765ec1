package lectern.gateway;

/// What an attempt may need of a provider's limits, at worst.
///
/// @param requests usually 1; 0 for what no limit counts
/// @param tokens of input and output together; 0 where tokens are not limited
public record Need(int requests, long tokens) {

  public static final Need NOTHING = new Need(0, 0);
}
