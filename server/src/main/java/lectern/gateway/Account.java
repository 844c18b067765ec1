package lectern.gateway;

import java.util.Optional;
import java.util.UUID;

/// How a call went, for its caller.
///
/// @param target whose answer it is, or who was asked last; empty when nobody was
/// @param attempts requests that left
/// @param usage of the answer
/// @param fallback why the answer is not of the route's first choice; empty when it is
public record Account(
    UUID call,
    Optional<Target> target,
    int attempts,
    Optional<Usage> usage,
    Optional<String> fallback) {}
