package lectern.cli.remote;

import lectern.api.DocumentShape;
import lectern.api.DocumentShape.FailureShape;

/// What became of a file that was sent.
public sealed interface Upload {
  /// It is new, durable, and on its way.
  record Received(DocumentShape document) implements Upload {}

  /// The server has these bytes already; one that failed before is tried again.
  record Known(DocumentShape document) implements Upload {}

  /// Nothing was kept.
  record Refused(FailureShape failure) implements Upload {}
}
