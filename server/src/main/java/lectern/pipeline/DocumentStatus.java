package lectern.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import lectern.document.Document;
import lectern.document.Failure;
import lectern.document.Format;
import lectern.document.JobState;
import lectern.document.ReadBy;

/// A document with where it is on its way.
///
/// @param format known once the file was opened
/// @param pages known once all pages are read
/// @param unreadPictures pages that are pictures which nothing could read
/// @param readBy known once somebody begins to read it
/// @param waiting why and until when, while the state is `waiting`
/// @param failed the stage and the reason, when the state is `failed`
/// @param stageTimes how long each finished stage took, in the order of the stages
public record DocumentStatus(
    Document document,
    JobState state,
    Optional<Format> format,
    OptionalInt pages,
    int unreadPictures,
    Optional<ReadBy> readBy,
    Optional<Waiting> waiting,
    Optional<Failed> failed,
    Map<String, Duration> stageTimes) {

  /// Why a document waits, and until when.
  public record Waiting(String reason, Instant until) {}

  /// Where and why a document failed.
  public record Failed(String stage, Failure failure) {}
}
