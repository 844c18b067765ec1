package lectern.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FieldsTest {
  private final Fields fields =
      Fields.of("X-RateLimit-Limit", "60", "x-ratelimit-remaining", "59", "retry-after", "2");

  @Test
  void names_are_found_in_any_case() {
    assertThat(fields.first("x-ratelimit-limit")).contains("60");
    assertThat(fields.first("x-other")).isEmpty();
  }

  @Test
  void a_field_that_is_set_stands_once() {
    assertThat(fields.with("Retry-After", "300").all())
        .filteredOn(field -> field.name().equalsIgnoreCase("retry-after"))
        .extracting(Fields.Field::value)
        .containsExactly("300");
  }

  @Test
  void a_star_takes_all_names_that_begin_so() {
    assertThat(fields.without("x-ratelimit-*").all())
        .extracting(Fields.Field::name)
        .containsExactly("retry-after");
  }
}
