package lectern.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import lectern.monitor.Health.Check;
import lectern.monitor.Health.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HealthTest {

  @Test
  void each_part_is_told_with_its_reason() throws Exception {
    var health =
        new Health(
            List.of(
                new Part("good", Optional::empty), new Part("bad", () -> Optional.of("broken"))));

    assertThat(health.checks())
        .containsExactly(
            new Check("good", Optional.empty()), new Check("bad", Optional.of("broken")));
  }

  @Test
  void what_a_part_throws_is_not_shown_for_it_may_hold_a_secret() throws Exception {
    var health =
        new Health(
            List.of(
                new Part(
                    "database",
                    () -> {
                      throw new IllegalStateException("password hunter2");
                    })));

    assertThat(health.checks().getFirst().trouble())
        .hasValueSatisfying(reason -> assertThat(reason).doesNotContain("hunter2").contains("log"));
  }

  @Test
  void a_part_that_hangs_is_not_waited_for() throws Exception {
    var never = new CountDownLatch(1);
    var health =
        new Health(
            List.of(
                new Part(
                    "hangs",
                    () -> {
                      never.await();
                      return Optional.empty();
                    })));

    assertThat(health.checks().getFirst().trouble()).contains("it did not answer within 2 s");
  }

  @Test
  void a_disk_with_too_little_room_is_told_with_both_figures() throws Exception {
    var full = HealthParts.disk(Path.of("."), Long.MAX_VALUE);

    assertThat(full.probe().trouble())
        .hasValueSatisfying(reason ->
            assertThat(reason).matches("only .* MB are free where the data is, .* MB are needed"));
    assertThat(HealthParts.disk(Path.of("."), 0).probe().trouble()).isEmpty();
  }
}
