package lectern.cli.remote;

import java.net.URI;

/// Where a server is, and a key for it.
///
/// @param address `http` or `https`, a host, perhaps a port and a path; without a `/` at its end
/// @param key visible ASCII characters
public record Access(URI address, String key) {

  URI at(String path) {
    return URI.create(address + path);
  }

  /// Does not show the key.
  @Override
  public String toString() {
    return "Access[" + address + "]";
  }
}
