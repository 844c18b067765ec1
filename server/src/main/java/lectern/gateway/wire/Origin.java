package lectern.gateway.wire;

import java.net.URI;
import java.util.Locale;

/// Where connections lead to.
record Origin(Scheme scheme, String host, int port) {

  /// How.
  enum Scheme {
    HTTP(80),
    HTTPS(443);

    private final int port;

    Scheme(int port) {
      this.port = port;
    }
  }

  /// @throws IllegalArgumentException when it names no server
  static Origin of(URI uri) {
    if (uri.getScheme() == null || uri.getHost() == null) {
      throw new IllegalArgumentException("needs http:// or https:// and a host");
    }
    var scheme = Scheme.valueOf(uri.getScheme().toUpperCase(Locale.ROOT));
    return new Origin(scheme, uri.getHost(), uri.getPort() < 0 ? scheme.port : uri.getPort());
  }

  /// As the header `Host` has it.
  String authority() {
    return port == scheme.port ? host : host + ":" + port;
  }

  /// Without the brackets around an address of IPv6.
  String address() {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
