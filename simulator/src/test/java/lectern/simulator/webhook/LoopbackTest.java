package lectern.simulator.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost/hook",
        "https://LOCALHOST:8443/hook",
        "http://127.0.0.1:80",
        "http://127.8.8.8/",
        "http://[::1]:8080/hook"
      })
  void these_are_addresses_of_this_machine(String address) {
    assertThat(Loopback.address(address)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/",
        "http://127.0.0.1.example.com/",
        "http://localhost.example.com/",
        "http://127.0.0.1@example.com/",
        "http://10.0.0.1/",
        "http://0.0.0.0/",
        "http://169.254.169.254/",
        "http://[::ffff:127.0.0.1]/",
        "http://2130706433/",
        "file:///etc/passwd",
        "ftp://localhost/",
        "http://127.999.1.1/",
        "http://localhost:99999/",
        "not an address",
        ""
      })
  void these_are_not(String address) {
    assertThat(Loopback.address(address)).isEmpty();
  }
}
