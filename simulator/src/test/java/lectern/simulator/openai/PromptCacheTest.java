package lectern.simulator.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PromptCacheTest {
  /// Some 1,500 tokens.
  private static final String LONG = "The pump is blue. ".repeat(300);

  private static JsonNode details(Rig rig, String model, String text, String more)
      throws Exception {
    var body = ChatTest.hello(model, more).replace("Hello", text);
    return Rig.json(rig.post(ChatTest.PATH, body)).at("/usage/prompt_tokens_details");
  }

  @Test
  void the_second_time_a_long_beginning_is_cached_in_steps_of_128() throws Exception {
    try (var rig = Rig.start()) {
      var first = details(rig, "gpt-4.1", LONG + "One?", "");
      var second = details(rig, "gpt-4.1", LONG + "Two?", "");

      var cached = second.path("cached_tokens").intValue();
      assertThat(first.path("cached_tokens").intValue()).isZero();
      assertThat(cached).isGreaterThanOrEqualTo(1_024);
      assertThat(cached % 128).isZero();
      assertThat(second.has("cache_write_tokens")).isFalse();
    }
  }

  @Test
  void a_short_prompt_is_never_cached() throws Exception {
    try (var rig = Rig.start()) {
      details(rig, "gpt-4.1", "Short", "");

      assertThat(details(rig, "gpt-4.1", "Short", "").path("cached_tokens").intValue()).isZero();
    }
  }

  @Test
  void cached_tokens_are_part_of_the_prompt_and_billed_less() throws Exception {
    try (var rig = Rig.start()) {
      details(rig, "gpt-4.1", LONG, "");
      details(rig, "gpt-4.1", LONG, "");

      var bill = rig.simulator.bill().entries();
      assertThat(bill.get(1).charge().picoUsd()).isLessThan(bill.get(0).charge().picoUsd());
    }
  }

  @Test
  void the_cache_forgets_after_ten_minutes() throws Exception {
    try (var rig = Rig.start()) {
      details(rig, "gpt-4.1", LONG, "");
      rig.time.advance(Duration.ofMinutes(10));

      assertThat(details(rig, "gpt-4.1", LONG, "").path("cached_tokens").intValue()).isZero();
    }
  }

  @Test
  void the_cache_keeps_for_a_day_when_told_to() throws Exception {
    try (var rig = Rig.start()) {
      var kept = ", \"prompt_cache_retention\": \"24h\"";
      details(rig, "gpt-4.1", LONG, kept);
      rig.time.advance(Duration.ofHours(23));

      assertThat(details(rig, "gpt-4.1", LONG, kept).path("cached_tokens").intValue()).isPositive();
    }
  }

  @Test
  void another_cache_key_finds_nothing() throws Exception {
    try (var rig = Rig.start()) {
      details(rig, "gpt-4.1", LONG, ", \"prompt_cache_key\": \"a\"");

      assertThat(
              details(rig, "gpt-4.1", LONG, ", \"prompt_cache_key\": \"b\"")
                  .path("cached_tokens")
                  .intValue())
          .isZero();
    }
  }

  @Test
  void newer_models_tell_and_bill_what_they_write_into_the_cache() throws Exception {
    try (var rig = Rig.start()) {
      var first = details(rig, "gpt-5.6-luna", LONG, "");
      var second = details(rig, "gpt-5.6-luna", LONG, "");

      assertThat(first.path("cache_write_tokens").intValue()).isGreaterThanOrEqualTo(1_024);
      assertThat(second.path("cache_write_tokens").intValue()).isZero();
      assertThat(second.path("cached_tokens").intValue())
          .isEqualTo(first.path("cache_write_tokens").intValue());
      var bill = rig.simulator.bill().entries();
      assertThat(bill.get(1).charge().picoUsd()).isLessThan(bill.get(0).charge().picoUsd());
    }
  }

  @Test
  void nothing_is_written_in_explicit_mode_without_a_breakpoint() throws Exception {
    try (var rig = Rig.start()) {
      var explicit = ", \"prompt_cache_options\": {\"mode\": \"explicit\"}";

      var details = details(rig, "gpt-5.6-luna", LONG, explicit);

      assertThat(details.path("cache_write_tokens").intValue()).isZero();
    }
  }
}
