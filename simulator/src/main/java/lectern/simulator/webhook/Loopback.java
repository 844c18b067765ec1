package lectern.simulator.webhook;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The only addresses the simulator calls by itself: those of its own machine. So whoever may talk
/// to it cannot make it talk to anybody else. Names are not looked up: a name may point anywhere.
public final class Loopback {
  // RFC 1122, 3.2.1.3: all of 127/8 is the loopback network; RFC 6761: localhost is, too
  private static final Pattern HOST =
      Pattern.compile(
          "localhost|127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}|\\[::1\\]|\\[0:0:0:0:0:0:0:1\\]");

  /// Longer than any address of a test; clients' addresses are kept with their jobs.
  private static final int LIMIT_CHARS = 2_000;

  private static final int LAST_PORT = 65_535;

  private Loopback() {}

  /// The text as an address on this machine, by HTTP or HTTPS; empty if it is none.
  public static Optional<URI> address(String text) {
    if (text.length() > LIMIT_CHARS) {
      return Optional.empty();
    }
    try {
      var address = URI.create(text);
      return isWeb(address) && isHere(address) ? Optional.of(address) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isWeb(URI address) {
    return "http".equalsIgnoreCase(address.getScheme())
        || "https".equalsIgnoreCase(address.getScheme());
  }

  private static boolean isHere(URI address) {
    return address.getHost() != null
        && address.getPort() <= LAST_PORT
        && HOST.matcher(address.getHost().toLowerCase(Locale.ROOT)).matches();
  }
}
