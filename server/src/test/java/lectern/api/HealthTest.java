package lectern.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthTest {
  @TempDir Path folder;

  @Test
  void a_server_that_runs_is_live() throws Exception {
    try (var server = RunningServer.in(folder)) {
      var response = server.get("/api/v1/health/live");

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(RunningServer.json(response).path("status").asString()).isEqualTo("live");
    }
  }

  @Test
  void an_unknown_address_is_a_problem_that_names_itself() throws Exception {
    try (var server = RunningServer.in(folder)) {
      var response = server.get("/api/v1/nothing");

      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(response.headers().firstValue("Content-Type"))
          .contains("application/problem+json");
      assertThat(RunningServer.json(response).path("type").asString())
          .isEqualTo("/problems/not-found");
    }
  }
}
