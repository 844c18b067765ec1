package lectern.http;

import java.time.Duration;

/// The limits of the server, each but the last a setting `server.…`; see docs/configuration.md.
///
/// @param maxBodyBytes of a body that is no upload
/// @param maxUploadBytes of one request that uploads, all its files together
/// @param maxConnections open at the same time; further ones wait to be accepted
/// @param maxStreams event streams open at the same time
/// @param headerTime from the first byte of a request to the end of its headers, and from the begin
///   of a connection to the end of its TLS handshake
/// @param bodyTime how long a body may bring less than {@link Wire#LEAST_BYTES_PER_SECOND}
/// @param idleTime a connection without a request, or a reader that takes nothing, is cut off
/// @param grace how long requests may go on when the server stops
/// @param pingTime a stream that is silent for so long sends a comment
public record Limits(
    long maxBodyBytes,
    long maxUploadBytes,
    int maxConnections,
    int maxStreams,
    Duration headerTime,
    Duration bodyTime,
    Duration idleTime,
    Duration grace,
    Duration pingTime) {

  /// Below the 30 s after which proxies and phone networks begin to forget silent connections.
  public static final Duration PING_TIME = Duration.ofSeconds(15);
}
