package lectern.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {
  @TempDir private Path folder;

  @Test
  void without_anything_set_every_setting_has_its_default() {
    var settings = SettingsReader.read(Optional.empty(), Map.of());

    assertThat(settings.data()).isEqualTo(Path.of("data").toAbsolutePath());
    assertThat(settings.databaseUrl()).isEmpty();
    assertThat(settings.maxFileBytes()).isEqualTo(1L << 30);
    assertThat(settings.parse().fileTimeout()).isEqualTo(Duration.ofMinutes(30));
    assertThat(settings.embedWorkers()).isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @Test
  void the_file_is_read_and_the_environment_wins() throws IOException {
    var file = file("ingest:\n  max_file: 5MB\nask:\n  passages: 7\n");

    var settings = SettingsReader.read(Optional.of(file), Map.of("LECTERN_ASK_PASSAGES", "9"));

    assertThat(settings.maxFileBytes()).isEqualTo(5L << 20);
    assertThat(settings.ask().passages()).isEqualTo(9);
  }

  @Test
  void everything_that_is_wrong_is_told_at_once_with_its_place() throws IOException {
    var file = file("ingest:\n  max_file: much\nparse:\n  workers: 0\n  wrokers: 2\n");

    assertThatThrownBy(() ->
            SettingsReader.read(
                Optional.of(file), Map.of("LECTERN_EMBED_WORKER", "2", "LECTERN_DATA", " ")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("lectern.yaml:2: ingest.max_file must be a size")
        .hasMessageContaining("lectern.yaml:4: parse.workers must be a whole number")
        .hasMessageContaining("lectern.yaml:5: there is no setting 'parse.wrokers'")
        .hasMessageContaining("LECTERN_EMBED_WORKER: there is no such setting")
        .hasMessageContaining("LECTERN_DATA: data must be a folder");
  }

  @Test
  void sizes_out_of_range_and_settings_given_twice_are_told() throws IOException {
    var file = file("parse:\n  worker_memory: 16MB\ningest:\n  max_file: 0B\n  max_file: 1GB\n");

    assertThatThrownBy(() ->
            SettingsReader.read(Optional.of(file), Map.of("LECTERN_INGEST_MAX_FILE", "999999TB")))
        .hasMessageContaining("lectern.yaml:2: parse.worker_memory must be between 33,554,432")
        .hasMessageContaining("lectern.yaml:5: ingest.max_file stands at")
        .hasMessageContaining("LECTERN_INGEST_MAX_FILE: ingest.max_file must be between 1 and");
  }

  @Test
  void a_file_that_is_not_yaml_is_told_with_its_line() throws IOException {
    var file = file("ask:\n  passages: [1\n");

    assertThatThrownBy(() -> SettingsReader.read(Optional.of(file), Map.of()))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("lectern.yaml:3: not YAML");
  }

  @Test
  void a_missing_or_binary_file_is_told() throws IOException {
    var binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xFF, 0, 1});

    assertThatThrownBy(
            () -> SettingsReader.read(Optional.of(folder.resolve("none.yaml")), Map.of()))
        .hasMessageContaining("none.yaml: cannot be read");
    assertThatThrownBy(() -> SettingsReader.read(Optional.of(binary), Map.of()))
        .hasMessageContaining("binary.yaml: not UTF-8");
  }

  @Test
  void the_database_password_is_not_shown() {
    var settings =
        SettingsReader.read(
            Optional.empty(), Map.of("DATABASE_URL", "postgres://lectern:hunter2@db/lectern"));

    assertThat(settings.databaseUrl()).isPresent();
    assertThat(settings.toString()).doesNotContain("hunter2").contains("external");
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("lectern.yaml"), yaml, StandardCharsets.UTF_8);
  }

  @Test
  void a_certificate_and_its_key_need_each_other() {
    var both = Map.of("LECTERN_SERVER_TLS_CERTIFICATE", "a.crt", "LECTERN_SERVER_TLS_KEY", "a.key");
    var one = Map.of("LECTERN_SERVER_TLS_CERTIFICATE", "a.crt");

    var server = SettingsReader.read(Optional.empty(), both).server();

    assertThat(server.address(8443)).isEqualTo("https://127.0.0.1:8443");
    assertThatThrownBy(() -> SettingsReader.read(Optional.empty(), one))
        .hasMessageContaining("server.tls_certificate and server.tls_key need each other");
  }

  @Test
  void the_access_log_is_on_or_off() {
    assertThatThrownBy(() ->
            SettingsReader.read(Optional.empty(), Map.of("LECTERN_SERVER_ACCESS_LOG", "loud")))
        .hasMessageContaining("server.access_log must be on or off, not 'loud'");
  }
}
