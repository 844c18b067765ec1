package lectern.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuantilesTest {

  @Test
  void quantiles_are_measurements_that_were_made_whatever_their_order() {
    double[] values = IntStream.rangeClosed(1, 200).mapToDouble(i -> 201 - i).toArray();

    assertThat(Quantiles.of(values)).isEqualTo(new Quantiles(200, 100.5, 100, 190, 198, 200));
  }

  @Test
  void a_single_measurement_is_all_of_them() {
    assertThat(Quantiles.of(7)).isEqualTo(new Quantiles(1, 7, 7, 7, 7, 7));
  }

  @Test
  void durations_become_milliseconds() {
    List<Duration> durations = List.of(Duration.ofNanos(1_500_000), Duration.ofSeconds(1));

    assertThat(Quantiles.ofMillis(durations))
        .isEqualTo(new Quantiles(2, 500.75, 1.5, 1000, 1000, 1000));
  }

  @Test
  void no_measurement_has_no_quantiles() {
    assertThatThrownBy(Quantiles::of).isInstanceOf(IllegalArgumentException.class);
  }
}
