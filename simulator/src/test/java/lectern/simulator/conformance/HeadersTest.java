package lectern.simulator.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.core.http.Headers;
import com.openai.errors.RateLimitException;
import com.openai.models.chat.completions.ChatCompletion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lectern.simulator.fault.Plan;
import org.junit.jupiter.api.Test;

/// What the headers tell the vendor's client: who answered, and how much is left.
class HeadersTest extends Conformance {
  @Override
  Plan plan() {
    var limits = List.of(new Plan.ModelLimit("*", Optional.of(2L), Optional.of(100_000L)));
    return new Plan(
        Optional.empty(),
        Optional.empty(),
        new Plan.Limits(Optional.of(limits), Plan.Refused.COUNT, Optional.empty()),
        Plan.Jobs.USUAL,
        Map.of(),
        List.of());
  }

  private static String only(Headers headers, String name) {
    assertThat(headers.values(name)).as(name).hasSize(1);
    return headers.values(name).getFirst();
  }

  @Test
  void each_answer_has_an_id_of_its_own() {
    var chat = client.chat().completions().withRawResponse();

    try (var first = chat.create(asking("Who are you?").build());
        var second = chat.create(asking("Who are you?").build())) {
      assertThat(first.requestId().orElseThrow()).startsWith("req_");
      assertThat(second.requestId()).isPresent().isNotEqualTo(first.requestId());
      assertThat(first.statusCode()).isEqualTo(200);
      assertThat(first.parse()).isInstanceOf(ChatCompletion.class);
    }
  }

  @Test
  void an_answer_tells_what_is_left() {
    try (var answer =
        client.chat().completions().withRawResponse().create(asking("How much?").build())) {
      var headers = answer.headers();

      assertThat(only(headers, "x-ratelimit-limit-requests")).isEqualTo("2");
      assertThat(only(headers, "x-ratelimit-remaining-requests")).isEqualTo("1");
      assertThat(only(headers, "x-ratelimit-reset-requests")).isEqualTo("30s");
      assertThat(only(headers, "x-ratelimit-limit-tokens")).isEqualTo("100000");
      assertThat(only(headers, "x-ratelimit-remaining-tokens")).matches("\\d{5}");
      assertThat(only(headers, "x-ratelimit-reset-tokens")).matches("[0-9.]+m?s");
      assertThat(only(headers, "openai-processing-ms")).matches("\\d+");
      assertThat(only(headers, "openai-version")).isEqualTo("2020-10-01");
    }
  }

  @Test
  void who_is_too_quick_is_told_when_to_come_again() {
    var question = asking("Again?").build();
    client.chat().completions().create(question);
    client.chat().completions().create(question);

    assertThatThrownBy(() -> client.chat().completions().create(question))
        .isInstanceOfSatisfying(
            RateLimitException.class,
            e -> {
              assertThat(e.code()).contains("rate_limit_exceeded");
              assertThat(e.type()).contains("requests");
              assertThat(only(e.headers(), "retry-after")).isEqualTo("30");
            });
    time.advance(Duration.ofSeconds(60));
    assertThat(client.chat().completions().create(question).choices()).isNotEmpty();
  }
}
