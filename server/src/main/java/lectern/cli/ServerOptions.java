package lectern.cli;

import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import lectern.cli.remote.Access;
import picocli.CommandLine.Option;

/// Options of commands that can work with a server. What is wrong with them is told without showing
/// them: an address may hold a password, and a key is one.
final class ServerOptions {
  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "Work with the server at this address (default: variable LECTERN_SERVER).")
  private Optional<String> server = Optional.empty();

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description =
          "A key for that server (default: variable LECTERN_KEY, which others cannot see).")
  private Optional<String> key = Optional.empty();

  /// The server to work with; empty when there is none to.
  Optional<Access> access(Map<String, String> environment) {
    var address = server.or(() -> variable(environment, "LECTERN_SERVER"));
    if (address.isEmpty()) {
      if (key.isPresent()) {
        throw new WrongUse("--key is for a server: name it with --server URL");
      }
      return Optional.empty();
    }
    var secret = key.or(() -> variable(environment, "LECTERN_KEY"));
    return Optional.of(new Access(address(address.get()), checked(secret)));
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(Predicate.not(String::isBlank));
  }

  private static URI address(String text) {
    try {
      var address = URI.create(text.strip().replaceFirst("/+$", ""));
      boolean isGood =
          String.valueOf(address.getScheme()).matches("(?i)https?")
              && address.getHost() != null
              && address.getRawUserInfo() == null
              && address.getRawQuery() == null
              && address.getRawFragment() == null;
      if (isGood) {
        return address;
      }
    } catch (IllegalArgumentException _) {
      // told below
    }
    throw new WrongUse(
        "the address of the server (--server or LECTERN_SERVER) must be like"
            + " https://lectern.example.org or http://127.0.0.1:8080, with nothing behind it");
  }

  private static String checked(Optional<String> key) {
    return key.map(String::strip)
        .filter(text -> text.matches("[\\x21-\\x7e]+"))
        .orElseThrow(() ->
            new WrongUse(
                "the server needs a key: set the variable LECTERN_KEY, or give --key lk_…"));
  }

  /// Whether whoever is between can read the key and the documents.
  static boolean isOpenToOthers(Access access) {
    var host = access.address().getHost().replaceAll("[\\[\\]]", "");
    return access.address().getScheme().equalsIgnoreCase("http")
        && !host.equalsIgnoreCase("localhost")
        && !isLoopback(host);
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException _) {
      return false; // a name
    }
  }
}
