package lectern.parse.remote;

import java.util.Optional;
import lectern.document.Failure;
import lectern.document.Failure.Reason;
import lectern.gateway.CallError;

/// Which errors of a provider are the document's own, so that nobody else is asked: it is locked,
/// damaged or empty whoever reads it, and what a provider refuses by its policy is not carried
/// round it. A limit of size is the provider's, and no fault of the document.
final class Verdict {
  private Verdict() {}

  static Optional<Failure> on(CallError error) {
    if (error instanceof CallError.BadDocument(var code, _)) {
      return reason(code).map(reason -> new Failure(reason, error.message()));
    }
    return error instanceof CallError.Refused
        ? Optional.of(new Failure(Reason.UNSUPPORTED, error.message()))
        : Optional.empty(); // all others are about the provider, the way there, or us
  }

  private static Optional<Reason> reason(String code) {
    return switch (code) {
      case "PDF_IS_PROTECTED" -> Optional.of(Reason.LOCKED);
      case "PDF_IS_BROKEN" -> Optional.of(Reason.DAMAGED);
      case "NO_DATA_FOUND_IN_FILE" -> Optional.of(Reason.NO_TEXT);
      default -> Optional.empty();
    };
  }
}
