package lectern.gateway.wire;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import lectern.gateway.LimitNews;
import lectern.gateway.LimitNews.Window;
import lectern.gateway.wire.Hints.Advice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HintsTest {
  private static Optional<Duration> pause(Map<String, String> headers, String body) {
    return Hints.of(name -> Optional.ofNullable(headers.get(name)), body).pause();
  }

  private static LimitNews news(Map<String, String> headers) {
    return Hints.news(name -> Optional.ofNullable(headers.get(name)));
  }

  @ParameterizedTest
  @CsvSource({
    "retry-after-ms, 1873, 1873",
    "retry-after-ms, 12.5, 12.5",
    "retry-after, 2, 2000",
    "retry-after, 0.25, 250",
    "retry-after, ' 3 ', 3000",
    "retry-after, 0, 0",
  })
  void a_pause_is_told_in_a_header(String name, String value, double millis) {
    assertThat(pause(Map.of(name, value), ""))
        .contains(Duration.ofNanos((long) (millis * 1_000_000)));
  }

  @Test
  void milliseconds_are_believed_before_seconds_and_a_header_before_the_text() {
    var text = "Please try again in 9s.";

    assertThat(pause(Map.of("retry-after-ms", "25", "retry-after", "1"), text))
        .contains(ofMillis(25));
    assertThat(pause(Map.of("retry-after", "1"), text)).contains(ofSeconds(1));
  }

  @Test
  void a_date_is_read_by_the_clock_of_who_wrote_it() {
    var date = "Thu, 01 Jan 2026 00:00:00 GMT";
    var later = "Thu, 01 Jan 2026 00:01:30 GMT";

    assertThat(pause(Map.of("date", date, "retry-after", later), "")).contains(ofSeconds(90));
    assertThat(pause(Map.of("date", date, "retry-after", date), "")).contains(ZERO);
    assertThat(pause(Map.of("date", later, "retry-after", date), "")).isEmpty();
    assertThat(pause(Map.of("retry-after", later), "")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Please try again in 9.816s. Visit https://platform.openai.com/account, 9816",
    "Please try again in 120ms., 120",
    "try again in 6m0s, 360000",
    "try again in 1h30m0s, 5400000",
    "Please retry after 20 seconds., 20000",
    "Please retry after 1 second., 1000",
    "try again in 250µs, 0.25",
    "Try later: try again in 2 minutes!, 120000",
  })
  void a_pause_is_told_in_the_text(String text, double millis) {
    assertThat(pause(Map.of(), text)).contains(Duration.ofNanos((long) (millis * 1_000_000)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"soon", "-1", "NaN", "1e9", "", "99999999999999", "0x10", "1,5", "999999999"})
  void nonsense_is_passed_over(String value) {
    assertThat(pause(Map.of("retry-after", value), "Please try again later.")).isEmpty();
    assertThat(pause(Map.of(), "try again in " + value + " parsecs")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"true, COME_AGAIN", "false, DO_NOT", "perhaps, NONE"})
  void whether_to_come_again_at_all_is_told(String value, Advice advice) {
    var headers = Map.of("x-should-retry", value);

    assertThat(Hints.of(name -> Optional.ofNullable(headers.get(name)), "").advice())
        .isEqualTo(advice);
  }

  @Test
  void limits_are_told_for_requests_and_for_tokens() {
    var news =
        news(
            Map.of(
                "x-ratelimit-limit-requests", "60",
                "x-ratelimit-remaining-requests", "59",
                "x-ratelimit-limit-tokens", "150000",
                "x-ratelimit-remaining-tokens", "149984"));

    assertThat(news.requests()).contains(new Window(60, 59));
    assertThat(news.tokens()).contains(new Window(150_000, 149_984));
  }

  @Test
  void the_older_names_of_limits_are_known() {
    var news =
        news(
            Map.of(
                "x-ratelimit-limit-tokens_usage_based", "10",
                "x-ratelimit-remaining-tokens_usage_based", "1"));

    assertThat(news.tokens()).contains(new Window(10, 1));
  }

  @ParameterizedTest
  @CsvSource({"-1, -1", "0, 0", "5, 6", "five, 4", "5, -1", "9999999999999999999, 1"})
  void limits_that_cannot_be_are_passed_over(String limit, String remaining) {
    var headers =
        Map.of("x-ratelimit-limit-tokens", limit, "x-ratelimit-remaining-tokens", remaining);

    assertThat(news(headers)).isEqualTo(LimitNews.NONE);
  }
}
