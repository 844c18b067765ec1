package lectern.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import lectern.gateway.Roster;

/// A `lectern.yaml`, and what is read from it.
record RosterFile(Path file) {
  static final Map<String, String> BOTH_KEYS =
      Map.of("OPENAI_API_KEY", "sk-one", "LLAMA_CLOUD_API_KEY", "llx-two");

  static final String VLLM =
      """
      providers:
        vllm:
          base_url: http://127.0.0.1:8000/v1
      """;

  Roster roster(String yaml, Map<String, String> environment) {
    try {
      Files.writeString(file, yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SettingsReader.read(Optional.of(file), environment).roster();
  }

  /// Everything that is told to be wrong.
  String problems(String yaml, Map<String, String> environment) {
    var thrown = catchThrowable(() -> roster(yaml, environment));
    assertThat(thrown).isInstanceOf(InvalidSettings.class);
    return String.valueOf(thrown.getMessage());
  }
}
