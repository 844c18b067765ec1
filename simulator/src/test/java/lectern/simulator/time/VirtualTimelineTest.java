package lectern.simulator.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class VirtualTimelineTest {
  private final VirtualTimeline timeline = VirtualTimeline.fromTheBeginning();
  private final ArrayList<String> happened = new ArrayList<>();

  @Test
  void stands_still_until_it_is_advanced() {
    assertThat(timeline.now()).isEqualTo(VirtualTimeline.BEGINNING);

    timeline.advance(Duration.ofHours(24));

    assertThat(timeline.now()).isEqualTo(VirtualTimeline.BEGINNING.plus(Duration.ofHours(24)));
  }

  @Test
  void what_is_due_happens_in_the_order_of_its_time_and_at_its_time() {
    note("later", 20);
    note("sooner", 10);
    note("too late", 31);

    timeline.advance(Duration.ofSeconds(30));

    assertThat(happened).containsExactly("sooner at 10", "later at 20");
  }

  @Test
  void what_is_due_at_one_moment_keeps_its_order() {
    note("first", 5);
    note("second", 5);

    timeline.advance(Duration.ofSeconds(5));

    assertThat(happened).containsExactly("first at 5", "second at 5");
  }

  @Test
  void what_follows_from_an_event_happens_in_the_same_advance() {
    timeline.at(VirtualTimeline.BEGINNING.plusSeconds(1), () -> note("follows", 2));

    timeline.advance(Duration.ofSeconds(3));

    assertThat(happened).containsExactly("follows at 2");
  }

  @Test
  void what_was_called_off_does_not_happen() {
    var alarm = timeline.at(VirtualTimeline.BEGINNING.plusSeconds(1), () -> happened.add("no"));

    alarm.callOff();
    timeline.advance(Duration.ofSeconds(2));

    assertThat(happened).isEmpty();
  }

  @Test
  void who_waits_is_woken_when_the_time_has_come() throws Exception {
    var sleeper = Thread.ofVirtual().start(() -> waitAndNote(Duration.ofMinutes(1)));
    timeline.awaitWaiting(1);

    timeline.advance(Duration.ofMinutes(1));
    sleeper.join();

    assertThat(happened).containsExactly("woken");
  }

  @Test
  void who_waits_for_nothing_does_not_wait() throws Exception {
    timeline.await(Duration.ZERO);
    timeline.await(Duration.ofSeconds(-1));

    assertThat(timeline.now()).isEqualTo(VirtualTimeline.BEGINNING);
  }

  @Test
  void who_waits_when_it_ends_is_told() throws Exception {
    var told = new AtomicReference<RuntimeException>();
    var sleeper =
        Thread.ofVirtual()
            .start(() -> {
              try {
                timeline.await(Duration.ofDays(1));
              } catch (TimelineEnded e) {
                told.set(e);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    timeline.awaitWaiting(1);

    timeline.close();
    sleeper.join();

    assertThat(told.get()).hasMessage("the simulator has stopped");
  }

  @Test
  void time_does_not_go_back() {
    assertThatThrownBy(() -> timeline.advance(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void note(String what, long seconds) {
    timeline.at(
        VirtualTimeline.BEGINNING.plusSeconds(seconds),
        () -> {
          var since = Duration.between(VirtualTimeline.BEGINNING, timeline.now()).toSeconds();
          happened.add(what + " at " + since);
        });
  }

  private void waitAndNote(Duration duration) {
    try {
      timeline.await(duration);
      happened.add("woken");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
