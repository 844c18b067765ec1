package lectern.simulator.openai;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A file that somebody uploaded, or that a batch left behind.
record StoredFile(Draft draft, Path content, long bytes, Instant createdAt) {
  /// A file before it is stored.
  ///
  /// @param name as the client gave it
  /// @param purpose what it may be used for, in the vendor's words
  record Draft(String id, String name, String purpose, Optional<Expiry> expiry) {}

  String id() {
    return draft.id();
  }

  /// When it is deleted; empty never.
  Optional<Instant> expiresAt() {
    return draft.expiry().map(expiry -> createdAt.plus(expiry.after()));
  }

  ObjectNode json() {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("id", id());
    json.put("object", "file");
    json.put("bytes", bytes);
    json.put("created_at", createdAt.getEpochSecond());
    json.put("expires_at", expiresAt().map(Instant::getEpochSecond).orElse(null));
    json.put("filename", draft.name());
    json.put("purpose", draft.purpose());
    json.put("status", "processed");
    json.putNull("status_details");
    return json;
  }
}
