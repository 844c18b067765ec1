package lectern.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds `docs/configuration.md` to the table of settings, both ways.
class EverySettingIsDocumentedTest {
  private static final Pattern ROW = Pattern.compile("\\| `([a-z_.]+)` \\| `([^`]+)` \\|.*");

  @Test
  void each_setting_has_a_row_with_its_default_and_no_row_is_about_nothing() throws IOException {
    var documented = new ArrayList<String>();
    for (var line : Files.readAllLines(Path.of("../docs/configuration.md"))) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        documented.add(row.group(1) + " = " + row.group(2));
      }
    }

    var settings = Stream.of(Key.values()).map(key -> key.path() + " = " + key.preset()).toList();
    assertThat(documented).containsExactlyElementsOf(settings);
  }
}
