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

  @Test
  void calls_are_counted() {
    try (var _ = room.enter(1);
        var _ = room.enter(1);
        var _ = room.enter(1)) {
      assertRefused(1, "gateway.max_calls");
    }

    room.enter(1).close();
  }

  @Test
  void the_bytes_of_bodies_are_counted() {
    try (var _ = room.enter(6 * MEGABYTE)) {
      assertRefused(5 * MEGABYTE, "gateway.max_bodies");
      room.enter(3 * MEGABYTE).close();
    }

    room.enter(5 * MEGABYTE).close();
  }

  @Test
  void who_was_refused_takes_no_place() {
    try (var _ = room.enter(6 * MEGABYTE)) {
      for (int i = 0; i < 5; i++) {
        assertRefused(5 * MEGABYTE, "gateway.max_bodies");
      }
      room.enter(1).close();
    }
  }

  @Test
  void a_body_larger_than_all_the_room_has_it_to_itself() {
    try (var _ = room.enter(100 * MEGABYTE)) {
      assertRefused(1, "gateway.max_bodies");
    }
  }

  private void assertRefused(long bytes, String setting) {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> room.enter(bytes).close())
        .satisfies(it -> assertThat(it.type()).isEqualTo(ProblemType.TOO_BUSY))
        .satisfies(it -> assertThat(it.detail()).contains(setting));
  }
}
