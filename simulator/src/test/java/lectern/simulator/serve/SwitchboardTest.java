package lectern.simulator.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import lectern.simulator.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The way of a request through the simulator, where nothing goes wrong on the wire.
class SwitchboardTest {
  @ParameterizedTest
  @CsvSource({
    "POST,/nowhere,404",
    "GET,/whole,405",
    "DELETE,/whole/7,405",
    "GET,/whole/7,200",
    "GET,/whole/7/8,404"
  })
  void an_unknown_path_is_not_found_and_a_wrong_method_not_allowed(
      String method, String path, int status) throws Exception {
    try (var stage = Stage.with()) {
      assertThat(stage.ask(method, path)).startsWith("HTTP/1.1 " + status).contains("x-request-id");
    }
  }

  @Test
  void a_handler_that_fails_answers_500_and_shows_nothing_of_its_insides() throws Exception {
    try (var stage = Stage.with()) {
      var seen = stage.ask("POST", "/ill");

      assertThat(seen).startsWith("HTTP/1.1 500").doesNotContain("ill", "Exception", "\tat ");
    }
  }

  @Test
  void an_error_that_a_vendor_does_not_have_leaves_it_alone() throws Exception {
    try (var stage = Stage.with(new Fault.NamedError("job_not_found", Fault.Hints.NONE))) {
      assertThat(stage.ask("POST", "/whole")).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void equal_requests_have_ids_of_their_own_that_are_the_same_in_each_run() throws Exception {
    try (var one = Stage.with();
        var other = Stage.with()) {
      var first = one.ask("POST", "/whole");
      var second = one.ask("POST", "/whole");

      assertThat(second).isNotEqualTo(first);
      assertThat(other.ask("POST", "/whole")).isEqualTo(first);
      assertThat(other.ask("POST", "/whole")).isEqualTo(second);
      assertThat(one.world.bill().entries()).isEqualTo(other.world.bill().entries());
    }
  }

  @Test
  void a_port_that_is_taken_is_refused_in_one_line() throws Exception {
    try (var stage = Stage.with()) {
      var vendors = List.<lectern.simulator.route.Vendor>of(new Parrot(Path.of("none")));
      var port = stage.server.port();

      assertThatThrownBy(() -> HttpServer.start(stage.world, vendors, "127.0.0.1", port))
          .isInstanceOf(IOException.class)
          .hasMessageMatching("cannot listen on 127.0.0.1:" + port + ": .*in use.*");
    }
  }
}
