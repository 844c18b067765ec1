package lectern.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import lectern.document.Document;
import lectern.document.DocumentId;
import lectern.document.JobState;
import lectern.document.Sha256;
import lectern.document.WorkspaceId;
import lectern.library.EventLog.Heard;
import lectern.library.EventLog.Listener;
import lectern.pipeline.DocumentStatus;
import org.junit.jupiter.api.Test;

final class JobEventsTest {
  private static final OptionalInt NINE = OptionalInt.of(9);

  private final DocumentId id = DocumentId.create();
  private Instant now = Instant.EPOCH;
  private Optional<Entry> kept = Optional.of(entry(JobState.PARSING));
  private boolean isStoreGone;
  private final JobEvents events = new JobEvents(_ -> look(), () -> now, "run");

  @Test
  void a_change_is_told_as_it_stands_in_the_library() throws Exception {
    var listener = listen();

    events.moved(id, JobState.PARSING);

    assertThat(told(listener)).containsExactly("parsing");
  }

  @Test
  void advances_are_told_at_most_once_in_a_while_and_the_last_one_before_a_change_is()
      throws Exception {
    var listener = listen();
    events.moved(id, JobState.PARSING);

    events.advanced(id, 1, NINE);
    events.advanced(id, 2, NINE);
    now = now.plus(JobEvents.PACE);
    events.advanced(id, 3, NINE);
    events.advanced(id, 4, NINE);
    events.advanced(id, 9, NINE);
    kept = Optional.of(entry(JobState.PARSED));
    events.moved(id, JobState.PARSED);

    assertThat(told(listener)).containsExactly("parsing", "1/9", "3/9", "9/9", "parsed");
  }

  @Test
  void how_far_a_document_is_can_be_asked_while_it_is_worked_on() {
    events.moved(id, JobState.PARSING);
    events.advanced(id, 2, NINE);

    assertThat(events.advance(id)).contains(new Event.Advance(2, NINE));

    events.moved(id, JobState.READY);
    assertThat(events.advance(id)).isEmpty();
  }

  @Test
  void nothing_is_heard_of_a_document_after_it_was_deleted() throws Exception {
    var listener = listen();
    events.moved(id, JobState.PARSING);
    kept = Optional.empty();

    events.removed(WorkspaceId.LOCAL, id);
    events.advanced(id, 1, NINE);
    events.moved(id, JobState.PARSED);
    events.changed(id);

    assertThat(told(listener)).containsExactly("parsing", "deleted");
  }

  @Test
  void what_the_library_could_not_tell_is_not_missed_unnoticed() throws Exception {
    var listener = listen();
    isStoreGone = true;

    assertThatThrownBy(() -> events.moved(id, JobState.PARSING)).hasMessage("gone");

    assertThat(listener.next(Duration.ZERO)).isEqualTo(new Heard.Reset());
  }

  private Optional<Entry> look() {
    if (isStoreGone) {
      throw new IllegalStateException("gone");
    }
    return kept;
  }

  private Listener listen() {
    return events.listen(WorkspaceId.LOCAL, Optional.empty(), Set.of());
  }

  private static List<String> told(Listener listener) throws InterruptedException {
    var told = new ArrayList<String>();
    while (listener.next(Duration.ZERO) instanceof Heard.Told(var event)) {
      told.add(
          switch (event) {
            case Event.Changed(var entry, _) -> entry.status().state().word();
            case Event.Advanced(_, _, var advance) ->
                advance.done() + "/" + advance.total().orElseThrow();
            case Event.Deleted _ -> "deleted";
          });
    }
    return told;
  }

  private Entry entry(JobState state) {
    var document = new Document(id, WorkspaceId.LOCAL, Sha256.of("a"), "a.pdf", 1, Instant.EPOCH);
    var status =
        new DocumentStatus(
            document,
            state,
            Optional.empty(),
            OptionalInt.empty(),
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of());
    return new Entry(status, Instant.EPOCH, new Tags(List.of()), List.of());
  }
}
