package lectern.http;

import java.time.Duration;

/// The limits of the server, each a setting `server.…`; see docs/configuration.md.
///
/// @param maxBodyBytes of a body that is no upload
/// @param maxUploadBytes of one request that uploads, all its files together
/// @param maxConnections open at the same time
/// @param maxStreams event streams open at the same time
/// @param headerTime from the first byte of a request to the end of its headers
/// @param idleTime without a byte, after which a connection is closed
/// @param grace how long requests may go on when the server stops
public record Limits(
    long maxBodyBytes,
    long maxUploadBytes,
    int maxConnections,
    int maxStreams,
    Duration headerTime,
    Duration idleTime,
    Duration grace) {}
