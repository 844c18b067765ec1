package lectern.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import lectern.http.Problem;
import org.junit.jupiter.api.Test;

final class CursorTest {
  private static final String ID = "01a205c5-a647-73a4-9ac4-6830bec6c2e1";

  @Test
  void a_cursor_leads_back_to_its_place() {
    assertThat(read(Cursor.of("list", List.of(ID)))).isEqualTo(UUID.fromString(ID));
  }

  /// Whoever knows how cursors are made can make one of anything.
  @Test
  void a_cursor_whose_place_is_none_is_refused_as_one_of_another_list_is() {
    assertThatThrownBy(() -> read(Cursor.of("list", List.of("no id"))))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("list from the start");
    assertThatThrownBy(() -> read(Cursor.of("other", List.of(ID))))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("list from the start");
  }

  private static UUID read(String cursor) {
    return Cursor.read("list", cursor, place -> UUID.fromString(place.getFirst()));
  }
}
