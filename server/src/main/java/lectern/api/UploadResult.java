package lectern.api;

import lectern.document.Failure;
import org.jspecify.annotations.Nullable;

/// What became of one uploaded file.
///
/// @param file the name it was given
/// @param again whether it is a known document that is tried once more
record UploadResult(
    Outcome outcome,
    String file,
    boolean again,
    @Nullable DocumentShape document,
    @Nullable Refusal failure) {

  /// Written as they are named.
  enum Outcome {
    received,
    known,
    refused
  }

  /// Why a file was not taken.
  record Refusal(String reason, String mender, String message) {}

  static UploadResult refused(String file, Failure failure) {
    var reason = failure.reason();
    var refusal = new Refusal(reason.name(), reason.mender().name(), failure.message());
    return new UploadResult(Outcome.refused, file, false, null, refusal);
  }

  boolean isFor(Failure.Reason reason) {
    return failure != null && failure.reason().equals(reason.name());
  }
}
