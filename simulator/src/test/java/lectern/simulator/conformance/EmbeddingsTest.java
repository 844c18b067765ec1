package lectern.simulator.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.openai.models.embeddings.Embedding;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams.EncodingFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Embeddings as the vendor's client sees them.
class EmbeddingsTest extends Conformance {
  private static EmbeddingCreateParams.Builder of(String... texts) {
    return EmbeddingCreateParams.builder()
        .model("text-embedding-3-small")
        .inputOfArrayOfStrings(List.of(texts));
  }

  private static double dot(List<Float> one, List<Float> other) {
    var sum = 0.0;
    for (var i = 0; i < one.size(); i++) {
      sum += one.get(i) * other.get(i);
    }
    return sum;
  }

  @Test
  void the_client_asks_for_base64_by_itself_and_gets_it() {
    var answer = client.embeddings().create(of("a lectern", "a desk").build());

    assertThat(answer.model()).isEqualTo("text-embedding-3-small");
    assertThat(answer.data()).extracting(Embedding::index).containsExactly(0L, 1L);
    assertThat(answer.data()).allMatch(one -> one.embedding().size() == 1536);
    assertThat(answer.usage().promptTokens()).isEqualTo(answer.usage().totalTokens()).isPositive();
  }

  @Test
  void floats_and_base64_are_the_same_vector() {
    var packed = client.embeddings().create(of("a lectern").build()).data().getFirst();
    var plain =
        client
            .embeddings()
            .create(of("a lectern").encodingFormat(EncodingFormat.FLOAT).build())
            .data()
            .getFirst();

    assertThat(plain.embeddingValue().isFloats()).isTrue();
    assertThat(packed.embedding()).isEqualTo(plain.embedding());
  }

  @Test
  void a_vector_with_fewer_dimensions_has_still_length_one() {
    var vector =
        client.embeddings().create(of("a lectern").dimensions(256).build()).data().getFirst();

    assertThat(vector.embedding()).hasSize(256);
    assertThat(dot(vector.embedding(), vector.embedding())).isCloseTo(1, within(1e-4));
  }

  @Test
  void texts_that_share_words_are_near() {
    var vectors =
        client
            .embeddings()
            .create(
                of(
                        "How many days of annual leave do I get?",
                        "Employees get 27 days of annual leave.",
                        "The printer is on the second floor.")
                    .build())
            .data()
            .stream()
            .map(Embedding::embedding)
            .toList();

    assertThat(dot(vectors.get(0), vectors.get(1)))
        .isGreaterThan(dot(vectors.get(0), vectors.get(2)));
  }

  @Test
  void tokens_are_taken_instead_of_text() {
    var answer =
        client
            .embeddings()
            .create(
                EmbeddingCreateParams.builder()
                    .model("text-embedding-3-large")
                    .inputOfArrayOfTokenArrays(List.of(List.of(64L, 514L), List.of(1820L)))
                    .build());

    assertThat(answer.data()).hasSize(2).allMatch(one -> one.embedding().size() == 3072);
    assertThat(answer.usage().promptTokens()).isEqualTo(3);
  }
}
