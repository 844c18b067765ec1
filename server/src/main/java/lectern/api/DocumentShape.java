package lectern.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lectern.document.Failure;
import lectern.document.Format;
import lectern.document.ReadBy;
import lectern.library.CollectionId;
import lectern.library.Entry;
import lectern.library.Event.Advance;
import lectern.pipeline.DocumentStatus;
import org.jspecify.annotations.Nullable;

/// A document as the API shows it.
///
/// @param parsedBy `local`, or a provider with its tier; null until somebody begins to read it
/// @param parseFallback why it is not the parser of first choice; null when it is
public record DocumentShape(
    String id,
    String name,
    String state,
    @Nullable String format,
    @Nullable String mediaType,
    @Nullable Integer pages,
    int unreadPages,
    @Nullable String parsedBy,
    @Nullable String parseFallback,
    long sizeBytes,
    String sha256,
    String receivedAt,
    String changedAt,
    List<String> tags,
    List<String> collections,
    @Nullable ProgressShape progress,
    @Nullable FailureShape failure,
    @Nullable WaitingShape waiting,
    Map<String, Long> stageMillis) {

  static DocumentShape of(Entry entry, Optional<Advance> advance) {
    var status = entry.status();
    var document = status.document();
    return new DocumentShape(
        document.id().toString(),
        document.name(),
        status.state().word(),
        status.format().map(Enum::name).orElse(null),
        status.format().map(Format::mediaType).orElse(null),
        status.pages().isPresent() ? status.pages().getAsInt() : null,
        status.unreadPictures(),
        status.readBy().map(ReadBy::parser).orElse(null),
        status.readBy().flatMap(ReadBy::fallback).orElse(null),
        document.sizeBytes(),
        document.sha256().hex(),
        document.receivedAt().toString(),
        entry.changedAt().toString(),
        entry.tags().words(),
        entry.collections().stream().map(CollectionId::toString).toList(),
        advance.map(ProgressShape::of).orElse(null),
        FailureShape.of(status),
        WaitingShape.of(status),
        millisOf(status));
  }

  /// How long each finished stage took, in milliseconds.
  public static Map<String, Long> millisOf(DocumentStatus status) {
    var millis = new LinkedHashMap<String, Long>();
    status.stageTimes().forEach((stage, time) -> millis.put(stage, time.toMillis()));
    return millis;
  }

  /// How far a document has come within its state.
  public record ProgressShape(int done, @Nullable Integer total) {
    static ProgressShape of(Advance advance) {
      var total = advance.total();
      return new ProgressShape(advance.done(), total.isPresent() ? total.getAsInt() : null);
    }
  }

  /// Why and until when a document waits.
  public record WaitingShape(String reason, String until) {
    public static @Nullable WaitingShape of(DocumentStatus status) {
      return status
          .waiting()
          .map(waiting -> new WaitingShape(waiting.reason(), waiting.until().toString()))
          .orElse(null);
    }
  }

  /// In which stage and why a document failed, and who can mend it.
  public record FailureShape(String stage, String reason, String mender, String message) {
    public static FailureShape of(String stage, Failure failure) {
      var reason = failure.reason();
      return new FailureShape(stage, reason.name(), reason.mender().name(), failure.message());
    }

    public static @Nullable FailureShape of(DocumentStatus status) {
      return status.failed().map(failed -> of(failed.stage(), failed.failure())).orElse(null);
    }
  }
}
