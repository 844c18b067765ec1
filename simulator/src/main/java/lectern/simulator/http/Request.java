package lectern.simulator.http;

import java.time.Instant;

/// A request, wholly received.
///
/// @param path without the query, as sent
/// @param fingerprint SHA-256 of method, path, query and content, in 64 hexadecimal digits: equal
///   for equal requests whatever their headers are and however a form was cut into parts
/// @param occurrence the how-manieth request with this fingerprint it is, from 1
/// @param receivedAt when its body was complete
public record Request(
    String method,
    String path,
    Query query,
    Fields headers,
    Body body,
    String fingerprint,
    int occurrence,
    Instant receivedAt) {}
