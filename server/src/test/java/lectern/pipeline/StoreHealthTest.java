package lectern.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class StoreHealthTest {
  private final StoreHealth store = new StoreHealth(Duration.ZERO);

  @Test
  void a_store_that_fails_a_few_times_may_be_back_soon() {
    fail(4);

    assertThat(store.isGood()).isFalse();
    assertThat(store.verdict()).isEmpty();
  }

  @Test
  void a_store_that_fails_again_and_again_is_told_with_the_reason_until_it_works() {
    fail(7);
    var verdict = store.verdict().orElseThrow();

    store.worked();

    assertThat(verdict)
        .hasMessageContaining("EOFException")
        .hasMessageContaining("nothing is lost");
    assertThat(store.verdict()).isEmpty();
    assertThat(store.isGood()).isTrue();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      store.failed(new IllegalStateException(new EOFException()));
    }
  }
}
