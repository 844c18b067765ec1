package lectern.config;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import lectern.gateway.Roster;

/// What an operator has set, checked. Sizes are in bytes.
///
/// @param data where everything is kept that must not be lost
/// @param roster who may be asked for what
/// @param databaseUrl a PostgreSQL to use in place of the embedded one; holds a password
public record Settings(
    Path data,
    Optional<String> databaseUrl,
    long maxFileBytes,
    Parse parse,
    int embedWorkers,
    int documentsAtOnce,
    Ask ask,
    Roster roster,
    Face face,
    Server server) {

  /// Limits on parsing.
  ///
  /// @param webhookUrl under which a provider reaches this server
  public record Parse(
      int workers,
      long workerMemoryBytes,
      Duration pageTimeout,
      Duration fileTimeout,
      int maxPages,
      int maxPageChars,
      int maxDocumentChars,
      String ocrLanguages,
      Optional<URI> webhookUrl) {}

  /// Limits on questions.
  public record Ask(int passages, int maxQuestionChars) {}

  /// Limits of what is served to OpenAI's clients, and of what is remembered of calls.
  ///
  /// @param maxCalls on their way at the same time
  /// @param maxBodiesBytes of all their bodies
  /// @param keptCalls whose records can still be read
  /// @param cacheBytes of answers kept, and as many of vectors
  /// @param cacheAge after which they are asked for anew
  public record Face(
      long maxBodyBytes,
      int maxCalls,
      long maxBodiesBytes,
      int keptCalls,
      long cacheBytes,
      Duration cacheAge) {}

  /// Where the server listens, and its limits.
  ///
  /// @param bodyTimeout how long a request's body may come too slowly
  /// @param grace how long requests may go on when the server stops
  /// @param requestsPerMinute of one key
  /// @param uploadsPerMinute files of one key
  public record Server(
      String host,
      int port,
      long maxBodyBytes,
      long maxUploadBytes,
      int maxConnections,
      int maxStreams,
      Duration headerTimeout,
      Duration bodyTimeout,
      Duration idleTimeout,
      Duration grace,
      Optional<Tls> tls,
      AccessLog accessLog,
      int requestsPerMinute,
      int uploadsPerMinute) {

    /// PEM files of a certificate and its key.
    public record Tls(Path certificate, Path key) {}

    /// Whether each request is logged.
    public enum AccessLog {
      ON,
      OFF
    }

    /// Its address for browsers on this machine.
    ///
    /// @param openPort where it really listens: the setting may be 0
    public String address(int openPort) {
      var name = isEverywhere() ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host;
      return (tls.isPresent() ? "https://" : "http://") + name + ":" + openPort;
    }

    /// Whether only this machine reaches it.
    public boolean isLoopback() {
      return literal().map(InetAddress::isLoopbackAddress).orElse(host.equals("localhost"));
    }

    private boolean isEverywhere() {
      return literal().map(InetAddress::isAnyLocalAddress).orElse(false);
    }

    /// The host as an address; empty when it is a name.
    private Optional<InetAddress> literal() {
      try {
        return Optional.of(InetAddress.ofLiteral(host));
      } catch (IllegalArgumentException _) {
        return Optional.empty();
      }
    }

    /// The same at another place.
    public Server at(String otherHost, int otherPort) {
      return new Server(
          otherHost,
          otherPort,
          maxBodyBytes,
          maxUploadBytes,
          maxConnections,
          maxStreams,
          headerTimeout,
          bodyTimeout,
          idleTimeout,
          grace,
          tls,
          accessLog,
          requestsPerMinute,
          uploadsPerMinute);
    }
  }

  /// The same with another data folder.
  public Settings withData(Path folder) {
    return with(folder, server);
  }

  /// The same with another server.
  public Settings withServer(Server other) {
    return with(data, other);
  }

  private Settings with(Path folder, Server other) {
    return new Settings(
        folder,
        databaseUrl,
        maxFileBytes,
        parse,
        embedWorkers,
        documentsAtOnce,
        ask,
        roster,
        face,
        other);
  }

  /// Does not show the database's password.
  @Override
  public String toString() {
    return "Settings[data=%s, database=%s]"
        .formatted(data, databaseUrl.isPresent() ? "external" : "embedded");
  }
}
