package lectern.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lectern.access.RequestRates;
import lectern.api.UploadResult.Outcome;
import lectern.document.DocumentId;
import lectern.document.Failure;
import lectern.document.Failure.Reason;
import lectern.http.Call;
import lectern.http.Problem;
import lectern.http.ProblemType;
import lectern.ingest.Ingest.Again;
import lectern.ingest.Ingest.Receipt;
import lectern.store.StoreUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files of one upload, taken in one after the other. Each is durable, labelled, on its way and
/// told to listeners before the next one is looked at.
final class Arrival {
  private static final Logger LOG = LoggerFactory.getLogger(Arrival.class);

  /// Files of one request. A browser's upload of a folder comes in many requests.
  private static final int MOST_FILES = 100;

  private final Api.Parts parts;
  private final Call call;
  private final Labels labels;
  private final Found found;
  private final List<UploadResult> results = new ArrayList<>();

  Arrival(Api.Parts parts, Call call, Labels labels) {
    this.parts = parts;
    this.call = call;
    this.labels = labels;
    this.found = new Found(parts);
  }

  /// What became of the files so far, in their order.
  List<UploadResult> results() {
    return List.copyOf(results);
  }

  /// Takes a file.
  ///
  /// @throws IOException when it breaks off; nothing of it is kept
  /// @throws Problem when no further file is taken
  UploadResult take(String name, InputStream content) throws IOException {
    if (results.size() == MOST_FILES) {
      throw new Problem(
          ProblemType.TOO_LARGE,
          "A request has at most %d files; send the others in another.".formatted(MOST_FILES));
    }
    parts
        .rates()
        .over(call.caller().key(), RequestRates.Kind.UPLOAD)
        .ifPresent(wait -> {
          throw Problem.tooMany(
              "The key has uploaded too many files (server.uploads_per_minute).", wait);
        });
    if (results.isEmpty()) {
      labels.check();
    }
    var result = receive(name, content);
    results.add(result);
    parts.metrics().uploaded(result.outcome().name());
    return result;
  }

  private UploadResult receive(String name, InputStream content) throws IOException {
    try {
      return switch (parts.ingest().receive(call.caller().workspace(), name, content)) {
        case Receipt.Received(var document) ->
            new UploadResult(Outcome.received, name, false, shelved(document.id()), null);
        case Receipt.Known(var document, var again) ->
            new UploadResult(
                Outcome.known, name, again == Again.FROM_START, shelved(document.id()), null);
        case Receipt.Refused(var failure) -> UploadResult.refused(name, failure);
      };
    } catch (StoreUnavailable e) {
      LOG.warn("{} an upload was refused: {}", call.requestId(), e.getMessage());
      return UploadResult.refused(
          name,
          new Failure(
              Reason.NOT_STORED,
              "The server cannot write the file, as when its disk is full; the operator finds the"
                  + " reason in the log."));
    }
  }

  private @Nullable DocumentShape shelved(DocumentId id) {
    var entry = labels.give(id);
    parts.pipeline().wake();
    parts.events().changed(id);
    return entry.map(found::shape).orElse(null);
  }

  /// Why nothing was taken, when nothing was.
  Optional<Problem> refusal() {
    if (results.isEmpty()
        || results.stream().anyMatch(result -> result.outcome() != Outcome.refused)) {
      return Optional.empty();
    }
    var first = results.getFirst().failure();
    var detail = first == null ? "" : first.message();
    if (allAreFor(Reason.NOT_STORED)) {
      return Optional.of(new Problem(ProblemType.DISK_FULL, detail));
    }
    return Optional.of(
        new Problem(
            allAreFor(Reason.TOO_LARGE) ? ProblemType.TOO_LARGE : ProblemType.NOT_ACCEPTED,
            detail));
  }

  private boolean allAreFor(Reason reason) {
    return results.stream().allMatch(result -> result.isFor(reason));
  }
}
