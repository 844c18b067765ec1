package lectern.simulator.llamaparse;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// A file that was uploaded to be parsed later.
record StoredFile(
    String id,
    Project project,
    String name,
    Path path,
    String sha256,
    String purpose,
    Optional<String> externalId,
    Instant created) {}
