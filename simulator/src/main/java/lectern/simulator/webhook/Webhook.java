package lectern.simulator.webhook;

import java.net.URI;
import lectern.simulator.http.Fields;

/// A message to be posted.
///
/// @param to an address of [Loopback]
public record Webhook(URI to, Fields headers, String body) {}
