package lectern.simulator.llamaparse;

import static lectern.simulator.llamaparse.Rig.AGENTIC;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import lectern.simulator.fault.Fault;
import lectern.simulator.fault.Fault.Fate;
import lectern.simulator.fault.Match;
import lectern.simulator.fault.Window;
import org.junit.jupiter.api.Test;

class CacheTest {
  private static final String UNCACHED =
      "{\"tier\": \"agentic\", \"version\": \"latest\", \"disable_cache\": true}";

  @Test
  void the_same_file_and_options_within_48_hours_cost_nothing() throws Exception {
    try (var rig = Rig.start()) {
      rig.parse(AGENTIC, Pdf.pages(2));
      rig.pass(10);

      var again = rig.job(AGENTIC, Pdf.pages(2));
      rig.pass(0);
      var read = rig.read(again, "?expand=job_metadata,markdown_full");

      assertThat(read.path("job").path("status").asString()).isEqualTo("COMPLETED");
      assertThat(read.path("job_metadata").path("job_is_cache_hit").asBoolean()).isTrue();
      assertThat(read.path("markdown_full").asString()).contains("# Page 2");
      assertThat(rig.credits()).containsExactly(20L, 0L);
    }
  }

  @Test
  void disable_cache_pays_again_and_so_do_other_options() throws Exception {
    try (var rig = Rig.start()) {
      rig.parse(AGENTIC, Pdf.pages(1));
      rig.pass(10);

      rig.parse(UNCACHED, Pdf.pages(1));
      rig.parse("{\"tier\": \"fast\", \"version\": \"latest\"}", Pdf.pages(1));

      assertThat(rig.credits()).containsExactly(10L, 10L, 1L);
    }
  }

  @Test
  void a_file_uploaded_twice_before_it_is_parsed_is_billed_twice() throws Exception {
    try (var rig = Rig.start()) {
      var file = Pdf.pages(1);
      rig.parse(AGENTIC, file);
      rig.parse(AGENTIC, file);

      rig.pass(10);

      assertThat(rig.credits()).containsExactly(10L, 10L);
      assertThat(rig.simulator.bill().duplicates()).hasSize(1);
    }
  }

  @Test
  void failures_are_cached_too() throws Exception {
    var first =
        new Match("*", "*", Map.of(), Window.ALWAYS, Optional.of(new Match.Calls.Range(1, 1)), 1);
    var plan = Rig.faults(first, new Fault.Job(new Fate.Fails("TIMEOUT")));
    try (var rig = Rig.start(plan)) {
      rig.parse(AGENTIC, Pdf.pages(1));
      rig.pass(10);

      var again = rig.job(AGENTIC, Pdf.pages(1));
      var uncached = rig.job(UNCACHED, Pdf.pages(1));
      rig.pass(10);

      assertThat(rig.status(again)).isEqualTo("FAILED");
      assertThat(rig.status(uncached)).isEqualTo("COMPLETED");
    }
  }

  @Test
  void after_48_hours_jobs_and_results_are_gone() throws Exception {
    try (var rig = Rig.start()) {
      var id = rig.job(AGENTIC, Pdf.pages(1));
      rig.pass(10);

      rig.time.advance(Duration.ofDays(2));
      var again = rig.parse(AGENTIC, Pdf.pages(1));

      assertThat(rig.get("/api/v2/parse/" + id).statusCode()).isEqualTo(404);
      assertThat(again.statusCode()).isEqualTo(200);
      assertThat(rig.credits()).containsExactly(10L, 10L);
    }
  }
}
