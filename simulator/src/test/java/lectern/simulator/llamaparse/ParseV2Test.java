package lectern.simulator.llamaparse;

import static lectern.simulator.llamaparse.Rig.AGENTIC;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParseV2Test {
  @Test
  void create_answers_a_flat_job_and_get_a_wrapped_one() throws Exception {
    try (var rig = Rig.start()) {
      var created = Rig.json(rig.parse(AGENTIC, Pdf.pages(2)));

      var read = rig.read(created.path("id").asString(), "");

      assertThat(created.path("id").asString()).startsWith("pjb-");
      assertThat(created.path("status").asString()).isEqualTo("PENDING");
      assertThat(read.path("id").isMissingNode()).isTrue();
      assertThat(read.path("job").path("id")).isEqualTo(created.path("id"));
    }
  }
}
