package lectern.simulator.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lectern.simulator.bill.Charge;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// The figures of the contract's price table, worked out by hand.
class ModelsTest {
  @Test
  void an_answer_carries_the_snapshot_not_the_alias_asked_for() {
    assertThat(model("gpt-4o-mini").snapshot()).isEqualTo("gpt-4o-mini-2024-07-18");
    assertThat(model("gpt-4o-mini-2024-07-18").family()).isEqualTo("gpt-4o-mini");
    assertThat(model("gpt-6-sol").snapshot()).isEqualTo("gpt-6-sol");
  }

  @Test
  void another_day_of_a_known_family_is_found_and_answers_with_its_own_name() {
    var model = model("gpt-4o-2024-11-20");

    assertThat(model.family()).isEqualTo("gpt-4o");
    assertThat(model.snapshot()).isEqualTo("gpt-4o-2024-11-20");
  }

  @Test
  void a_name_that_only_looks_like_a_model_is_none() {
    assertThat(Models.find("gpt-4o-minimal")).isEmpty();
    assertThat(Models.find("gpt-99")).isEmpty();
    assertThat(Models.find("gpt-99-2024-11-20")).isEmpty();
    assertThat(Models.find("")).isEmpty();
  }

  @Test
  void every_token_of_a_chat_is_charged_once_whether_cached_or_not() {
    // gpt-4o-mini: 1000 - 256 at 0.15, 256 cached at 0.075, 500 at 0.60 dollars per million
    var charge = charge("gpt-4o-mini", new Charge.Tokens(1000, 256, 0, 500, 0), Tier.DEFAULT);

    assertThat(charge.picoUsd()).isEqualTo(111_600_000L + 19_200_000L + 300_000_000L);
    assertThat(charge.model()).isEqualTo("gpt-4o-mini-2024-07-18");
  }

  @Test
  void reasoning_is_a_part_of_the_output_and_not_charged_again() {
    var charge = charge("gpt-5", new Charge.Tokens(0, 0, 0, 1000, 900), Tier.DEFAULT);

    assertThat(charge.picoUsd()).isEqualTo(10_000_000_000L);
  }

  @Test
  void writing_the_cache_costs_a_quarter_more_than_the_input() {
    // gpt-6-sol: 100 at 2, 1024 cached at 0.2, 2048 written at 2.5
    var charge = charge("gpt-6-sol", new Charge.Tokens(3172, 1024, 2048, 0, 0), Tier.DEFAULT);

    assertThat(charge.picoUsd()).isEqualTo(200_000_000L + 204_800_000L + 5_120_000_000L);
  }

  @Test
  void a_batch_and_flex_cost_half_and_priority_twice() {
    var used = new Charge.Tokens(1000, 0, 0, 1000, 0);

    assertThat(charge("gpt-4o", used, Tier.DEFAULT).picoUsd()).isEqualTo(12_500_000_000L);
    assertThat(charge("gpt-4o", used, Tier.BATCH).picoUsd()).isEqualTo(6_250_000_000L);
    assertThat(charge("gpt-4o", used, Tier.FLEX).picoUsd()).isEqualTo(6_250_000_000L);
    assertThat(charge("gpt-4o", used, Tier.PRIORITY).picoUsd()).isEqualTo(25_000_000_000L);
  }

  @Test
  void one_token_over_272000_makes_the_whole_request_dearer() {
    var atTheLimit = new Charge.Tokens(272_000, 0, 0, 10, 0);
    var over = new Charge.Tokens(272_001, 0, 0, 10, 0);

    assertThat(charge("gpt-5.4", atTheLimit, Tier.DEFAULT).picoUsd())
        .isEqualTo(272_000L * 2_500_000 + 10 * 15_000_000);
    assertThat(charge("gpt-5.4", over, Tier.DEFAULT).picoUsd())
        .isEqualTo(272_001L * 5_000_000 + 10 * 22_500_000);
    assertThat(charge("gpt-5.4", over, Tier.BATCH).picoUsd())
        .isEqualTo(272_001L * 2_500_000 + 10 * 11_250_000);
    assertThat(charge("gpt-4.1", over, Tier.DEFAULT).picoUsd())
        .isEqualTo(272_001L * 2_000_000 + 10 * 8_000_000);
  }

  @Test
  void a_price_nobody_knows_is_that_of_the_input() {
    var charge = charge("gpt-6.2-astra", new Charge.Tokens(100, 100, 0, 0, 0), Tier.DEFAULT);

    assertThat(charge.picoUsd()).isEqualTo(800_000_000L);
  }

  @Test
  void embeddings_cost_their_input_only() {
    var used = new Charge.Tokens(8, 0, 0, 0, 0);

    assertThat(charge("text-embedding-3-small", used, Tier.DEFAULT).picoUsd()).isEqualTo(160_000);
    assertThat(charge("text-embedding-3-large", used, Tier.BATCH).picoUsd()).isEqualTo(520_000);
    assertThat(charge("text-embedding-ada-002", used, Tier.DEFAULT).picoUsd()).isEqualTo(800_000);
  }

  @Test
  void the_prices_say_from_when_they_hold_and_what_has_no_price_is_not_offered() {
    assertThat(Models.effectiveFrom()).isEqualTo("2026-11-22");
    assertThat(Models.all())
        .hasSize(30)
        .allSatisfy(model -> assertThat(model.price().input()).isPositive());
  }

  @Test
  void a_wrong_price_list_is_refused_when_it_is_read() {
    var odd =
        """
        {"effectiveFrom": "2026-01-01",
         "halves": {"DEFAULT": 2, "BATCH": 1, "FLEX": 1, "PRIORITY": 4},
         "longContext": {"overTokens": 1, "inputHalves": 4, "outputHalves": 3},
         "models": [{"family": "m", "created": "2026-01-01", "kind": "CHAT", "window": 1,
           "batchQueueTokens": 1, "price": {"input": 3}}]}
        """;

    assertThatThrownBy(() -> Models.read(new JsonMapper().readTree(odd)))
        .hasMessageContaining("3 is no price");
  }

  private static Model model(String name) {
    return Models.find(name).orElseThrow();
  }

  private static Charge charge(String model, Charge.Tokens used, Tier tier) {
    return model(model).charge(used, tier);
  }
}
