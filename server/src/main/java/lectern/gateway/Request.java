package lectern.gateway;

import java.util.UUID;
import lectern.document.WorkspaceId;

/// One call: what is asked for, by whom, and until when.
///
/// @param operation what it is, for records and metrics: `chat`, `responses`, `embeddings`,
///   `parse.upload` …; a bounded set
public record Request(
    UUID id,
    WorkspaceId workspace,
    String operation,
    ModelRoute route,
    Priority priority,
    Deadline deadline) {}
