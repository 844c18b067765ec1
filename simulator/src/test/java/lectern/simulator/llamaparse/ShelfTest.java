package lectern.simulator.llamaparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import lectern.simulator.time.VirtualTimeline;
import org.junit.jupiter.api.Test;

class ShelfTest {
  private final VirtualTimeline time = VirtualTimeline.fromTheBeginning();
  private final ArrayList<String> gone = new ArrayList<>();
  private final Shelf<String> shelf = new Shelf<>(time, new Shelf.Room(2, 100), gone::add);

  @Test
  void what_comes_back_is_kept_for_its_own_48_hours() {
    shelf.put("a", "first", 1);
    shelf.remove("a");
    time.advance(Duration.ofHours(24));
    shelf.put("a", "second", 1);

    time.advance(Duration.ofHours(24));
    assertThat(shelf.get("a")).contains("second");

    time.advance(Duration.ofHours(24));
    assertThat(shelf.get("a")).isEmpty();
    assertThat(gone).containsExactly("first", "second");
  }

  @Test
  void what_is_replaced_weighs_no_more() {
    shelf.put("a", "first", 60);
    shelf.put("a", "second", 60);
    shelf.put("b", "third", 40);

    assertThat(shelf.all()).containsExactly("second", "third");
  }
}
