package lectern.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lectern.document.DocumentId;
import lectern.document.WorkspaceId;
import lectern.library.Event.Deleted;
import lectern.library.EventLog.Heard;
import lectern.library.EventLog.Listener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class EventLogTest {
  private static final WorkspaceId OURS = new WorkspaceId(DocumentId.create().value());
  private static final WorkspaceId THEIRS = new WorkspaceId(DocumentId.create().value());

  private final EventLog log = new EventLog("run", 5);

  @Test
  void a_listener_hears_what_happens_from_then_on_in_its_order() throws Exception {
    happen(OURS);
    var listener = listen(Optional.empty());

    var events = List.of(happen(OURS), happen(OURS));

    assertThat(heard(listener)).isEqualTo(events);
  }

  @Test
  void nobody_hears_another_workspace_not_even_how_busy_it_is() throws Exception {
    var listener = listen(Optional.empty());
    var before = listener.position();

    happen(THEIRS);

    assertThat(heard(listener)).isEmpty();
    assertThat(listener.position()).isEqualTo(before);
  }

  @Test
  void who_comes_back_misses_nothing_and_hears_nothing_twice() throws Exception {
    var listener = listen(Optional.empty());
    happen(OURS);
    listener.next(Duration.ZERO);
    var position = listener.position();
    var missed = List.of(happen(OURS), happen(OURS));

    assertThat(heard(listen(Optional.of(position)))).isEqualTo(missed);
  }

  @Test
  void who_is_gone_before_hearing_that_something_was_missed_hears_it_the_next_time()
      throws Exception {
    var gone = listen(Optional.of("earlier-7"));

    var back = listen(Optional.of(gone.position()));

    assertThat(back.next(Duration.ZERO)).isEqualTo(new Heard.Reset());
  }

  @Test
  void who_comes_back_too_late_is_told_to_begin_again() throws Exception {
    var position = listen(Optional.empty()).position();
    for (int i = 0; i < 6; i++) {
      happen(OURS);
    }

    var late = listen(Optional.of(position));

    assertThat(late.next(Duration.ZERO)).isEqualTo(new Heard.Reset());
    assertThat(heard(late)).isEmpty();
    assertThat(heard(listen(Optional.of(late.position())))).isEmpty();
  }

  @Test
  void a_listener_that_is_slower_than_the_log_is_largeis_told_to_begin_again() throws Exception {
    var slow = listen(Optional.empty());
    for (int i = 0; i < 6; i++) {
      happen(OURS);
    }

    assertThat(slow.next(Duration.ZERO)).isEqualTo(new Heard.Reset());
    var next = happen(OURS);
    assertThat(heard(slow)).containsExactly(next);
  }

  @Test
  void a_position_that_was_never_given_out_is_told_to_begin_again() throws Exception {
    for (var position : List.of("", "run", "run-", "run-7", "other-0", "run--1", "run-1e3", "☃")) {
      var listener = listen(Optional.of(position));

      assertThat(listener.next(Duration.ZERO)).as(position).isEqualTo(new Heard.Reset());
      assertThat(listener.next(Duration.ZERO)).as(position).isEqualTo(new Heard.Silence());
    }
  }

  @Test
  void a_listener_to_one_document_hears_of_no_other() throws Exception {
    var wanted = new Deleted(DocumentId.create());
    var listener = log.listen(OURS, Optional.empty(), wanted::equals);

    happen(OURS);
    log.append(OURS, wanted);
    happen(OURS);

    assertThat(heard(listener)).containsExactly(wanted);
  }

  @Test
  void a_thousand_listeners_all_hear_everything() throws Exception {
    var large = new EventLog("run", 200);
    var listeners = new ArrayList<Listener>();
    for (int i = 0; i < 1000; i++) {
      listeners.add(large.listen(OURS, Optional.empty(), _ -> true));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var counts = new ArrayList<Future<Integer>>();
      for (var listener : listeners) {
        counts.add(threads.submit(() -> count(listener, 100)));
      }

      for (int i = 0; i < 100; i++) {
        large.append(OURS, new Deleted(DocumentId.create()));
      }

      for (var count : counts) {
        assertThat(count.get()).isEqualTo(100);
      }
    }
  }

  private static int count(Listener listener, int most) throws InterruptedException {
    int told = 0;
    while (told < most && listener.next(Duration.ofSeconds(20)) instanceof Heard.Told) {
      told++;
    }
    return told;
  }

  private Listener listen(Optional<String> position) {
    return log.listen(OURS, position, _ -> true);
  }

  private Event happen(WorkspaceId workspace) {
    var event = new Deleted(DocumentId.create());
    log.append(workspace, event);
    return event;
  }

  /// All that there is to hear now.
  private static List<Event> heard(Listener listener) throws InterruptedException {
    var events = new ArrayList<Event>();
    while (listener.next(Duration.ZERO) instanceof Heard.Told(var event)) {
      events.add(event);
    }
    return events;
  }
}
