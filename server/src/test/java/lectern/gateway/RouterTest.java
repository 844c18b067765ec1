package lectern.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lectern.gateway.ModelRoute.Choice;
import lectern.gateway.ModelRoute.Policy;
import lectern.gateway.pace.Gatekeeper.Health.Breaker;
import org.junit.jupiter.api.Test;

/// In which order the targets of a route are tried.
class RouterTest {
  private static final Choice FIRST = Choice.of("one", "small");
  private static final Choice SECOND = Choice.of("two", "small");
  private static final Choice THIRD = Choice.of("three", "small");

  private final OpenGate gate = new OpenGate();
  private final Router router = new Router(gate);

  private static ModelRoute route(Policy policy) {
    return new ModelRoute(
        "chat",
        Capability.CHAT,
        policy,
        List.of(FIRST, SECOND, THIRD),
        Duration.ofMinutes(1),
        RetryPolicy.DEFAULT,
        ModelRoute.Caching.OFF);
  }

  private void took(Choice choice, int tokenMillis, int wholeMillis) {
    gate.latencies.put(
        choice.target(),
        Map.of(
            Awaited.FIRST_TOKEN, Duration.ofMillis(tokenMillis),
            Awaited.WHOLE_REPLY, Duration.ofMillis(wholeMillis)));
  }

  @Test
  void they_are_tried_as_they_stand() {
    took(FIRST, 900, 900);
    took(SECOND, 1, 1);

    assertThat(router.order(route(Policy.ORDERED), Optional.of(Awaited.FIRST_TOKEN)))
        .containsExactly(FIRST, SECOND, THIRD);
  }

  @Test
  void the_quickest_is_the_one_that_was_quick_at_what_is_awaited() {
    took(FIRST, 300, 2_000);
    took(SECOND, 100, 9_000);
    took(THIRD, 200, 3_000);

    assertThat(router.order(route(Policy.FASTEST), Optional.of(Awaited.FIRST_TOKEN)))
        .containsExactly(SECOND, THIRD, FIRST);
    assertThat(router.order(route(Policy.FASTEST), Optional.of(Awaited.WHOLE_REPLY)))
        .containsExactly(FIRST, THIRD, SECOND);
  }

  @Test
  void where_nothing_is_compared_they_are_tried_as_they_stand() {
    took(SECOND, 1, 1);

    assertThat(router.order(route(Policy.FASTEST), Optional.empty()))
        .containsExactly(FIRST, SECOND, THIRD);
  }

  @Test
  void who_was_not_tried_lately_is_tried() {
    took(FIRST, 300, 300);
    took(SECOND, 100, 100);

    assertThat(router.order(route(Policy.FASTEST), Optional.of(Awaited.FIRST_TOKEN)))
        .containsExactly(THIRD, SECOND, FIRST);
  }

  @Test
  void who_is_left_alone_comes_last() {
    took(FIRST, 300, 300);
    took(SECOND, 100, 100);
    took(THIRD, 200, 200);
    gate.breakers.put(SECOND.target(), Breaker.OPEN);

    assertThat(router.order(route(Policy.FASTEST), Optional.of(Awaited.FIRST_TOKEN)))
        .containsExactly(THIRD, FIRST, SECOND);
    assertThat(router.order(route(Policy.ORDERED), Optional.of(Awaited.FIRST_TOKEN)))
        .containsExactly(FIRST, THIRD, SECOND);
  }
}
