package lectern.simulator.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.errors.NotFoundException;
import com.openai.models.models.Model;
import org.junit.jupiter.api.Test;

/// The list of models as the vendor's client sees it.
class ModelsTest extends Conformance {
  @Test
  void every_model_of_the_list_can_be_asked_for() {
    var models = client.models().list().items();

    assertThat(models)
        .extracting(Model::id)
        .contains("gpt-4o-mini", "text-embedding-3-small")
        .allMatch(id -> client.models().retrieve(id).id().equals(id));
  }

  @Test
  void an_unknown_model_is_not_found() {
    assertThatThrownBy(() -> client.models().retrieve("gpt-0"))
        .isInstanceOfSatisfying(
            NotFoundException.class, e -> assertThat(e.code()).contains("model_not_found"));
  }
}
