package lectern.cli.remote;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import lectern.api.DocumentShape;
import lectern.cli.remote.EventStream.Event;
import lectern.document.DocumentId;
import lectern.document.JobState;
import lectern.pipeline.Progress;
import org.jspecify.annotations.Nullable;

/// Waits for documents by the server's events. When the stream ends, as it does every now and then
/// and when the server restarts, it comes back with the id of the last event, and has missed
/// nothing; when the server has forgotten that event, it looks at each document once more.
public final class Awaiting {
  private final ServerClient client;
  private final Progress progress;
  private final Map<String, DocumentShape> documents = new LinkedHashMap<>();
  private final Set<String> onTheirWay = new LinkedHashSet<>();
  private Optional<String> lastId = Optional.empty();

  /// Data of the events `progress` and `deleted`.
  record Advanced(String id, int done, @Nullable Integer total) {}

  record Deleted(String id) {}

  /// @param progress hears where the documents are
  public Awaiting(ServerClient client, Progress progress) {
    this.client = client;
    this.progress = progress;
  }

  /// From now on, this document is waited for.
  public void add(DocumentShape document) {
    documents.put(document.id(), document);
    onTheirWay.add(document.id());
  }

  /// Waits until nothing more happens by itself to any of them. One that is deleted meanwhile is
  /// cancelled.
  ///
  /// @return the documents in the order in which they were added
  /// @throws ServerAway when the server is away for too long
  public List<DocumentShape> await() throws InterruptedException {
    var patience = client.newPatience();
    while (!onTheirWay.isEmpty()) {
      try (var stream = client.events(lastId)) {
        while (!onTheirWay.isEmpty()) {
          hear(stream.next());
          patience.renew();
        }
      } catch (ServerAway away) {
        patience.pause(away);
      }
    }
    return List.copyOf(documents.values());
  }

  /// The id counts as heard only when all that follows from the event has been done.
  private void hear(Event event) throws InterruptedException {
    switch (event.name()) {
      case "open" -> lookUnlessResumed();
      case "reset" -> look();
      case "document" -> changed(client.read(event.data(), DocumentShape.class));
      case "progress" -> advanced(client.read(event.data(), Advanced.class));
      case "deleted" -> deleted(client.read(event.data(), Deleted.class).id());
      default -> {} // of a later version
    }
    lastId = Optional.of(event.id());
  }

  private void lookUnlessResumed() throws InterruptedException {
    if (lastId.isEmpty()) {
      look();
    }
  }

  private void look() throws InterruptedException {
    for (var id : List.copyOf(onTheirWay)) {
      client.document(id).ifPresentOrElse(this::changed, () -> deleted(id));
    }
  }

  private void changed(DocumentShape now) {
    if (!onTheirWay.contains(now.id())) {
      return;
    }
    var before = documents.put(now.id(), now);
    var state = JobState.of(now.state());
    if (before == null || !before.state().equals(now.state()) || state.isFinal()) {
      progress.moved(id(now.id()), state);
    }
    if (state.isFinal()) {
      onTheirWay.remove(now.id());
    }
  }

  private void advanced(Advanced told) {
    if (onTheirWay.contains(told.id())) {
      var total = told.total();
      progress.advanced(
          id(told.id()), told.done(), total == null ? OptionalInt.empty() : OptionalInt.of(total));
    }
  }

  private void deleted(String id) {
    var before = documents.get(id);
    if (before != null) {
      changed(cancelled(before));
    }
  }

  private static DocumentShape cancelled(DocumentShape it) {
    return new DocumentShape(
        it.id(),
        it.name(),
        JobState.CANCELLED.word(),
        it.format(),
        it.mediaType(),
        it.pages(),
        it.unreadPages(),
        it.parsedBy(),
        it.parseFallback(),
        it.sizeBytes(),
        it.sha256(),
        it.receivedAt(),
        it.changedAt(),
        it.tags(),
        it.collections(),
        null,
        null,
        null,
        it.stageMillis());
  }

  private static DocumentId id(String text) {
    return new DocumentId(UUID.fromString(text));
  }
}
