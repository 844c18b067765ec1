package lectern.simulator.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import lectern.simulator.time.VirtualTimeline;
import org.junit.jupiter.api.Test;

/// The costs are those of the bill, by the days of UTC.
class CostsTest extends Rigged {
  private static final long BEGINNING = VirtualTimeline.BEGINNING.getEpochSecond();
  private static final String COSTS = "/organization/costs?start_time=" + BEGINNING;

  @Test
  void each_day_has_a_bucket_with_the_exact_amount_and_a_day_without_costs_an_empty_one()
      throws Exception {
    embed("text-embedding-3-small");
    embed("text-embedding-3-large");
    rig.time.advance(Duration.ofDays(1));

    var page = Rig.json(rig.get(COSTS));

    assertThat(page.path("data").get(0).toString())
        .isEqualTo(
            """
            {"object":"bucket","start_time":1767225600,"end_time":1767312000,"results":[\
            {"object":"organization.costs.result","amount":{"value":1.5E-7,"currency":"usd"},\
            "line_item":null,"project_id":null}]}\
            """);
    assertThat(page.path("data")).hasSize(2);
    assertThat(page.path("data").get(1).path("results")).isEmpty();
    assertThat(page.path("has_more").asBoolean()).isFalse();
    assertThat(page.path("next_page").isNull()).isTrue();
  }

  @Test
  void costs_can_be_told_by_model_and_by_project() throws Exception {
    embed("text-embedding-3-small");
    embed("text-embedding-3-large");

    var page = Rig.json(rig.get(COSTS + "&group_by=line_item&group_by=project_id"));

    var results = page.path("data").get(0).path("results");
    assertThat(results.findValuesAsString("line_item"))
        .containsExactly("text-embedding-3-large", "text-embedding-3-small");
    assertThat(results.get(0).path("project_id").asString()).startsWith("proj_");
    assertThat(results.get(0).path("amount").path("value").decimalValue())
        .isEqualByComparingTo("0.00000013");
    var inBrackets = Rig.json(rig.get(COSTS + "&group_by%5B%5D=line_item"));
    assertThat(inBrackets.findValuesAsString("line_item"))
        .containsExactly("text-embedding-3-large", "text-embedding-3-small");
  }

  @Test
  void many_days_come_page_by_page() throws Exception {
    rig.time.advance(Duration.ofDays(3));

    var first = Rig.json(rig.get(COSTS + "&limit=2"));
    var rest = Rig.json(rig.get(COSTS + "&limit=2&page=" + first.path("next_page").asString()));

    assertThat(first.path("has_more").asBoolean()).isTrue();
    assertThat(rest.path("data").get(0).path("start_time").asLong())
        .isEqualTo(BEGINNING + 2 * 86_400);
    assertThat(rest.path("has_more").asBoolean()).isFalse();
  }

  @Test
  void a_question_without_a_start_or_by_the_hour_is_refused() throws Exception {
    assertThat(Rig.error(rig.get("/organization/costs")).path("param").asString())
        .isEqualTo("start_time");
    assertThat(rig.get(COSTS + "&bucket_width=1h").statusCode()).isEqualTo(400);
    assertThat(rig.get(COSTS + "&group_by=colour").statusCode()).isEqualTo(400);
    assertThat(rig.get(COSTS + "&limit=181").statusCode()).isEqualTo(400);
    assertThat(rig.get("/organization/costs?start_time=soon").statusCode()).isEqualTo(400);
  }

  private void embed(String model) throws Exception {
    rig.post("/embeddings", "{\"model\":\"" + model + "\",\"input\":\"Hello\"}");
  }
}
