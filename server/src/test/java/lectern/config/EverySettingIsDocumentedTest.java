package lectern.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds `docs/configuration.md` to the table of settings, both ways.
class EverySettingIsDocumentedTest {
  private static final Path PAGE = Path.of("../docs/configuration.md");

  private static final Pattern NAMED_ROW =
      Pattern.compile("(?m)^\\| `((?:providers|routes)\\.NAME\\.[a-z_.]+)` \\|");

  private static final Pattern ROW = Pattern.compile("\\| `([a-z_.]+)` \\| `([^`]+)` \\|.*");

  @Test
  void each_setting_has_a_row_with_its_default_and_no_row_is_about_nothing() throws IOException {
    var documented = new ArrayList<String>();
    for (var line : Files.readAllLines(PAGE)) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        documented.add(row.group(1) + " = " + row.group(2));
      }
    }

    var settings = Stream.of(Key.values()).map(key -> key.path() + " = " + key.preset()).toList();
    assertThat(documented).containsExactlyElementsOf(settings);
  }

  @Test
  void each_setting_of_providers_and_routes_has_a_row_and_no_row_is_about_nothing()
      throws IOException {
    var documented =
        NAMED_ROW.matcher(Files.readString(PAGE)).results().map(row -> row.group(1)).toList();

    var read =
        Stream.of(
                read("ProviderReader", "section", "providers.NAME."),
                read("BaseUrlReader", "section", "providers.NAME."),
                read("ProviderReader", "given", "providers.NAME.timeouts."),
                read("RouteReader", "section", "routes.NAME."),
                read("RouteReader", "item", "routes.NAME.targets."))
            .flatMap(Function.identity())
            .collect(Collectors.toSet());
    assertThat(documented).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(read);
  }

  /// What a reader takes out of a section.
  private static Stream<String> read(String reader, String section, String prefix)
      throws IOException {
    var source = Files.readString(Path.of("src/main/java/lectern/config", reader + ".java"));
    var taken =
        Pattern.compile(
            section
                + "\\s*\\.(text|texts|count|duration|flag|word|table|section|items)"
                + "\\(\\s*\"([a-z_]+)\"");
    return taken.matcher(source).results().map(call -> prefix + call.group(2));
  }
}
