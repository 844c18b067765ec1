package lectern.parse.remote;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import lectern.document.DocumentId;
import lectern.document.Sha256;
import lectern.document.WorkspaceId;
import lectern.gateway.Target;

/// A parse job that is, or may be, paid for.
///
/// @param intent names it at the provider before the provider has named it
/// @param document for which it was made; others with the same bytes have their pages from it, too
/// @param recipe what decides the result beside the bytes, see {@link
///   lectern.gateway.llamaparse.Recipe}
/// @param id the provider's name for it, as soon as that is known
public record PaidJob(
    UUID intent,
    DocumentId document,
    WorkspaceId workspace,
    Sha256 sha256,
    Target target,
    String recipe,
    Optional<String> id,
    Instant createdAt) {

  PaidJob called(String name) {
    return new PaidJob(
        intent, document, workspace, sha256, target, recipe, Optional.of(name), createdAt);
  }

  /// How a job ended.
  public enum Ending {
    COMPLETED,
    FAILED,
    /// The provider does not know it any more, or its result is gone.
    LOST
  }
}
