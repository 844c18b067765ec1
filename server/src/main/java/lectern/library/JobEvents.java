package lectern.library;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import lectern.document.DocumentId;
import lectern.document.JobState;
import lectern.document.WorkspaceId;
import lectern.library.Event.Advance;
import lectern.library.Event.Advanced;
import lectern.library.Event.Changed;
import lectern.library.Event.Deleted;
import lectern.pipeline.Progress;
import lectern.store.Documents;
import lectern.store.Tenancy;
import org.jdbi.v3.core.Jdbi;

/// What happens to documents, told to whoever listens.
///
/// Told is what is committed, read at the time it is told; one thing after the other, so that what
/// is heard last of a document is how it is. Safe to use from many threads.
public final class JobEvents implements Progress {
  /// Kept for those who come back: a listener who is away for half a minute while four workers
  /// finish three small files a second misses some 700.
  static final int MOST_EVENTS = 10_000;

  /// The shortest time between two advances of a document that are told. The eye sees no more.
  static final Duration PACE = Duration.ofMillis(200);

  private final Function<DocumentId, Optional<Entry>> library;
  private final InstantSource clock;
  private final EventLog log;

  private final ReentrantLock order = new ReentrantLock();
  private final Map<DocumentId, Track> tracks = new HashMap<>();

  /// @param jdbi sees all workspaces
  /// @param run names this start of the server, unlike any other; letters and digits
  public JobEvents(Jdbi jdbi, InstantSource clock, String run) {
    this(id -> read(jdbi, id), clock, run);
  }

  JobEvents(Function<DocumentId, Optional<Entry>> library, InstantSource clock, String run) {
    this.library = library;
    this.clock = clock;
    this.log = new EventLog(run, MOST_EVENTS);
  }

  /// A document that is being worked on. Guarded by `order`.
  private static final class Track {
    final JobState state;
    Optional<WorkspaceId> workspace = Optional.empty();
    Optional<Advance> latest = Optional.empty();
    boolean isTold = true;
    Instant toldAt = Instant.MIN;

    Track(JobState state) {
      this.state = state;
    }
  }

  /// Listens to what happens to documents of a workspace.
  ///
  /// @param position where the listener was before it went away, from {@link
  ///   EventLog.Listener#position()}
  /// @param only these documents; all when there are none
  public EventLog.Listener listen(
      WorkspaceId workspace, Optional<String> position, Set<DocumentId> only) {
    return log.listen(
        workspace, position, event -> only.isEmpty() || only.contains(event.document()));
  }

  /// How far a document has come within its state; empty when nobody works on it.
  public Optional<Advance> advance(DocumentId document) {
    order.lock();
    try {
      return Optional.ofNullable(tracks.get(document)).flatMap(track -> track.latest);
    } finally {
      order.unlock();
    }
  }

  /// A document is new, or has another name, other tags or collections, and that is committed.
  public void changed(DocumentId document) {
    inOrder(() -> tellChange(document));
  }

  @Override
  public void moved(DocumentId document, JobState state) {
    inOrder(() -> {
      Optional.ofNullable(tracks.remove(document)).ifPresent(track -> tell(document, track));
      var told = tellChange(document);
      if (!state.isFinal() && state != JobState.WAITING) {
        var track = new Track(state);
        track.workspace = told;
        tracks.put(document, track);
      }
    });
  }

  /// A document without a track was deleted meanwhile.
  @Override
  public void advanced(DocumentId document, int done, OptionalInt total) {
    inOrder(() -> {
      var track = tracks.get(document);
      if (track != null) {
        track.latest = Optional.of(new Advance(done, total));
        track.isTold = false;
        if (!clock.instant().isBefore(track.toldAt.plus(PACE))) {
          tell(document, track);
        }
      }
    });
  }

  @Override
  public void removed(WorkspaceId workspace, DocumentId document) {
    inOrder(() -> {
      tracks.remove(document);
      log.append(workspace, new Deleted(document));
    });
  }

  /// Reading and telling are one step, or two changes could be told the wrong way round.
  private void inOrder(Runnable telling) {
    order.lock();
    try {
      telling.run();
    } finally {
      order.unlock();
    }
  }

  /// Tells the latest advance, unless it was.
  private void tell(DocumentId document, Track track) {
    if (track.isTold || !log.isHeard()) {
      return;
    }
    track.workspace = track.workspace.or(() -> find(document).map(JobEvents::workspace));
    track.workspace.ifPresent(workspace ->
        log.append(workspace, new Advanced(document, track.state, track.latest.orElseThrow())));
    track.toldAt = clock.instant();
    track.isTold = true;
  }

  /// Tells how a document is now.
  ///
  /// @return whose it is; empty when nobody listens, or it is gone
  private Optional<WorkspaceId> tellChange(DocumentId document) {
    if (!log.isHeard()) {
      return Optional.empty();
    }
    var found = find(document);
    var advance = Optional.ofNullable(tracks.get(document)).flatMap(track -> track.latest);
    found.ifPresent(now -> log.append(workspace(now), new Changed(now, advance)));
    return found.map(JobEvents::workspace);
  }

  private static Optional<Entry> read(Jdbi jdbi, DocumentId id) {
    return new Documents(jdbi)
        .document(id)
        .flatMap(document ->
            Tenancy.in(
                document.workspace(),
                () -> jdbi.withHandle(handle -> new Entries().find(handle, id))));
  }

  private static WorkspaceId workspace(Entry entry) {
    return entry.status().document().workspace();
  }

  /// What cannot be read cannot be told, and must not be missed unnoticed.
  private Optional<Entry> find(DocumentId document) {
    try {
      return library.apply(document);
    } catch (RuntimeException e) {
      log.reset();
      throw e;
    }
  }
}
