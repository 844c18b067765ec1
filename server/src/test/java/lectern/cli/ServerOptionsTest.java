package lectern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import lectern.cli.remote.Access;
import lectern.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is wrong with the name of a server is told before anything is sent to it.
class ServerOptionsTest {
  private static final String SECRET = "lk_very-secret";

  @ParameterizedTest
  @CsvSource({
    "documents --server http://127.0.0.1:1, LECTERN_KEY",
    "documents --key lk_very-secret, --server URL",
    "documents --server http://127.0.0.1:1 --key lk_very-secret --data here, --data is for",
    "documents --server http://127.0.0.1:1 --key lk_very-secret --config x.yaml, --config is for",
    "documents --server 127.0.0.1:8080 --key lk_very-secret, must be like",
    "documents --server ftp://localhost --key lk_very-secret, must be like",
    "documents --server http://me:lk_very-secret@localhost --key a, must be like",
    "documents --server http://localhost/#/sign-in?token=lk_very-secret --key a, must be like",
    "documents --server http://localhost --key ö, LECTERN_KEY",
    "demo --server http://localhost --key lk_very-secret, stand behind ask",
    "serve --key=lk_very-secret, stand behind ask",
    "--server http://localhost doctor, stand behind ask",
    "documents --kee lk_very-secret, --kee",
    "search --key lk_very-secret --key lk_very-secret oil, --key",
  })
  void wrong_options_are_told_in_one_line_without_the_key(String words, String told) {
    var spoken = Spoken.by(ServerOptionsTest::neverOpened, Map.of(), words.split(" ", -1));

    assertThat(spoken.exitCode()).isEqualTo(2);
    assertThat(spoken.errorLines())
        .singleElement()
        .asString()
        .startsWith("lectern: ")
        .contains(told)
        .doesNotContain(SECRET, "Exception");
  }

  private static Application neverOpened(Settings settings, Object progress) {
    throw new AssertionError("opened " + settings.data());
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8080, false",
    "http://LOCALHOST:8080, false",
    "http://[::1]:8080, false",
    "https://lectern.example.org, false",
    "http://lectern.example.org, true",
    "http://192.0.2.7:8080, true",
    "http://127.0.0.1.example.org, true",
  })
  void only_another_machine_without_encryption_is_worth_a_warning(String address, boolean warned) {
    var access = new Access(URI.create(address), SECRET);

    assertThat(ServerOptions.isOpenToOthers(access)).isEqualTo(warned);
  }

  @Test
  void a_server_where_nobody_listens_ends_the_command_with_3() {
    var environment = Map.of("LECTERN_SERVER", "http://127.0.0.1:1", "LECTERN_KEY", SECRET);

    var spoken = Spoken.by(ServerOptionsTest::neverOpened, environment, "documents");

    assertThat(spoken.exitCode()).isEqualTo(3);
    assertThat(spoken.errorLines())
        .singleElement()
        .asString()
        .contains("http://127.0.0.1:1 cannot be reached", "nothing listens")
        .doesNotContain(SECRET);
  }
}
