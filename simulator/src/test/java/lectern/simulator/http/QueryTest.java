package lectern.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QueryTest {
  @Test
  void a_list_may_be_repeated_or_joined_by_commas() {
    assertThat(Query.of("expand=text&expand=items").list("expand"))
        .containsExactly("text", "items");
    assertThat(Query.of("expand=text,items").list("expand")).containsExactly("text", "items");
    assertThat(Query.of("expand=text%2Citems").list("expand")).containsExactly("text", "items");
  }

  @Test
  void names_and_values_are_decoded() {
    assertThat(Query.of("metadata%5Btopic%5D=a+b").first("metadata[topic]")).contains("a b");
  }

  @Test
  void an_empty_value_is_none() {
    assertThat(Query.of("after=&limit=2").first("after")).isEmpty();
    assertThat(Query.of("after").first("after")).isEmpty();
    assertThat(Query.of("").all()).isEmpty();
  }

  @Test
  void what_is_badly_encoded_is_taken_as_it_stands() {
    assertThat(Query.of("after=100%").first("after")).contains("100%");
  }
}
