package lectern.gateway.wire;

import java.util.Optional;
import java.util.function.Function;

/// An error as a provider told it.
///
/// @param header the first of that name
public record ErrorReply(int status, Function<String, Optional<String>> header, String body) {}
