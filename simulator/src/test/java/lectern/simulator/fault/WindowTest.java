package lectern.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowTest {
  private static Optional<Duration> seconds(int count) {
    return Optional.of(Duration.ofSeconds(count));
  }

  /// The seconds from 0 to 11 in which it holds.
  private static List<Integer> holdsIn(Window window) {
    return IntStream.range(0, 12)
        .filter(second -> window.holds(Duration.ofSeconds(second)))
        .boxed()
        .toList();
  }

  @Test
  void an_outage_begins_lasts_and_ends() {
    var window = new Window(Duration.ofSeconds(3), seconds(2), Optional.empty());

    assertThat(holdsIn(window)).containsExactly(3, 4);
  }

  @Test
  void without_a_length_it_never_ends() {
    assertThat(holdsIn(new Window(Duration.ofSeconds(9), Optional.empty(), Optional.empty())))
        .containsExactly(9, 10, 11);
    assertThat(holdsIn(Window.ALWAYS)).hasSize(12);
  }

  @Test
  void flapping_comes_again_and_again() {
    assertThat(holdsIn(new Window(Duration.ofSeconds(1), seconds(2), seconds(5))))
        .containsExactly(1, 2, 6, 7, 11);
  }

  @Test
  void its_end_is_not_part_of_it() {
    var window = new Window(Duration.ZERO, seconds(1), Optional.empty());

    assertThat(window.holds(Duration.ofNanos(999_999_999))).isTrue();
    assertThat(window.holds(Duration.ofSeconds(1))).isFalse();
  }

  @Test
  void a_window_that_comes_again_after_no_time_is_none() {
    assertThatThrownBy(() -> new Window(Duration.ZERO, seconds(1), seconds(0)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
