package lectern.simulator.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.core.Sleeper;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import lectern.simulator.fault.Fault;
import lectern.simulator.fault.Fault.Hints;
import lectern.simulator.fault.Rule;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// How the vendor's client tries again, and what the simulator can tell it about that. The client's
/// pauses are noted and not waited for.
class RetriesTest extends Conformance {
  private static final String JSON = "application/json";

  private final List<Duration> pauses = new ArrayList<>();

  private OpenAIClient patient(int retries) {
    return open(settings().maxRetries(retries).sleeper(new Notebook()));
  }

  private final class Notebook implements Sleeper {
    @Override
    public void sleep(Duration duration) {
      pauses.add(duration);
    }

    @Override
    public CompletableFuture<Void> sleepAsync(Duration duration) {
      throw new AssertionError("the client blocks");
    }

    @Override
    public void close() {}
  }

  private static ThrowingCallable ask(OpenAIClient client) {
    return () -> client.chat().completions().create(asking("Are you there?").build());
  }

  private static Fault.AnyReply reply(int status, Hints hints) {
    return new Fault.AnyReply(status, JSON, "{\"error\":{\"message\":\"no\"}}", hints);
  }

  private static Hints after(String seconds) {
    return new Hints(Optional.of(seconds), Optional.empty(), Optional.empty());
  }

  private static Hints shouldRetry(boolean should) {
    return new Hints(Optional.of("1"), Optional.empty(), Optional.of(should));
  }

  @Test
  void two_retries_are_seen_in_the_header_that_counts_them() throws Throwable {
    lay(onTry(0, reply(500, Hints.NONE)), onTry(1, reply(503, Hints.NONE)));

    var patient = patient(2);

    ask(patient).call();

    assertThat(simulator.bill().entries()).hasSize(1);
    assertThat(pauses).hasSize(2);
    assertThat(pauses.get(0)).isBetween(Duration.ofMillis(375), Duration.ofMillis(500));
    assertThat(pauses.get(1)).isBetween(Duration.ofMillis(750), Duration.ofMillis(1000));
  }

  private static Rule onTry(int number, Fault fault) {
    return new Rule(
        "try " + number,
        matching("openai.chat", Map.of("x-stainless-retry-count", Integer.toString(number))),
        List.of(fault));
  }

  @Test
  void after_the_last_try_the_error_comes_through() {
    befalls("openai.chat", reply(500, Hints.NONE));

    var patient = patient(2);

    assertThatThrownBy(ask(patient)).isInstanceOf(InternalServerException.class);
    assertThat(pauses).hasSize(2);
    assertThat(simulator.bill().entries()).isEmpty();
  }

  @Test
  void retry_after_is_obeyed() {
    befalls("openai.chat", reply(429, after("2")));

    var patient = patient(1);

    assertThatThrownBy(ask(patient)).isInstanceOf(RateLimitException.class);
    assertThat(pauses).containsExactly(Duration.ofSeconds(2));
  }

  @Test
  void retry_after_is_clamped_to_eight_seconds_in_java() {
    befalls("openai.chat", reply(429, after("300")));

    var patient = patient(1);

    assertThatThrownBy(ask(patient)).isInstanceOf(RateLimitException.class);
    assertThat(pauses).containsExactly(Duration.ofSeconds(8));
  }

  @Test
  void retry_after_ms_goes_before_retry_after() {
    befalls(
        "openai.chat",
        reply(429, new Hints(Optional.of("2"), Optional.of(1873L), Optional.empty())));

    var patient = patient(1);

    assertThatThrownBy(ask(patient)).isInstanceOf(RateLimitException.class);
    assertThat(pauses).hasSize(1);
    assertThat(pauses.getFirst()).isCloseTo(Duration.ofMillis(1873), Duration.ofMillis(1));
  }

  @Test
  void x_should_retry_false_stops_what_would_be_tried_again() {
    befalls("openai.chat", reply(429, shouldRetry(false)));

    var patient = patient(2);

    assertThatThrownBy(ask(patient)).isInstanceOf(RateLimitException.class);
    assertThat(pauses).isEmpty();
  }

  @Test
  void x_should_retry_true_repeats_what_would_not_be_tried_again() {
    befalls("openai.chat", reply(400, shouldRetry(true)));

    var patient = patient(2);

    assertThatThrownBy(ask(patient)).isInstanceOf(BadRequestException.class);
    assertThat(pauses).hasSize(2);
  }

  @Test
  void insufficient_quota_is_retried_by_the_client_because_it_looks_at_the_status_only() {
    befalls("openai.chat", new Fault.NamedError("insufficient_quota", Hints.NONE));

    var patient = patient(2);

    assertThatThrownBy(ask(patient))
        .isInstanceOfSatisfying(
            OpenAIServiceException.class, e -> assertThat(e.type()).contains("insufficient_quota"));
    assertThat(pauses).hasSize(2);
  }

  @Test
  void an_answer_lost_after_it_was_billed_is_paid_twice() throws Throwable {
    lay(onTry(0, new Fault.LoseAnswer(Fault.Loss.RESET)));

    var patient = patient(2);

    ask(patient).call();

    assertThat(simulator.bill().entries())
        .hasSize(2)
        .extracting(entry -> entry.fingerprint())
        .containsOnly(simulator.bill().entries().getFirst().fingerprint());
  }
}
