package lectern.api.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import lectern.http.Problem;
import lectern.http.ProblemType;
import org.junit.jupiter.api.Test;

/// There is no more on its way at the same time than there is room for.
class RoomTest {
  private static final long MEGABYTE = 1 << 20;

  private final Room room = new Room(3, 10 * MEGABYTE);

  private Room.Place enter(long bytes) {
    var place = room.enter();
    try {
      place.hold(bytes);
      return place;
    } catch (Problem e) {
      place.close();
      throw e;
    }
  }

  @Test
  void calls_are_counted() {
    try (var _ = enter(1);
        var _ = enter(1);
        var _ = enter(1)) {
      assertRefused(1, "gateway.max_calls");
    }

    enter(1).close();
  }

  @Test
  void what_a_body_grows_by_is_counted() {
    try (var place = room.enter();
        var _ = enter(6 * MEGABYTE)) {
      place.hold(2 * MEGABYTE);
      place.hold(3 * MEGABYTE);
      assertThatExceptionOfType(Problem.class).isThrownBy(() -> place.hold(5 * MEGABYTE));
    }

    enter(9 * MEGABYTE).close();
  }

  @Test
  void the_bytes_of_bodies_are_counted() {
    try (var _ = enter(6 * MEGABYTE)) {
      assertRefused(5 * MEGABYTE, "gateway.max_bodies");
      enter(3 * MEGABYTE).close();
    }

    enter(5 * MEGABYTE).close();
  }

  @Test
  void who_was_refused_takes_no_place() {
    try (var _ = enter(6 * MEGABYTE)) {
      for (int i = 0; i < 5; i++) {
        assertRefused(5 * MEGABYTE, "gateway.max_bodies");
      }
      enter(1).close();
    }
  }

  @Test
  void a_body_larger_than_all_the_room_has_it_to_itself() {
    try (var _ = enter(100 * MEGABYTE)) {
      assertRefused(1, "gateway.max_bodies");
    }
  }

  private void assertRefused(long bytes, String setting) {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> enter(bytes).close())
        .satisfies(it -> assertThat(it.type()).isEqualTo(ProblemType.TOO_BUSY))
        .satisfies(it -> assertThat(it.detail()).contains(setting));
  }
}
