package lectern.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The page of traps names only tests that there are, and at least one for each trap.
class TrapsPageTest {
  private static final Path PAGE = Path.of("../docs/simulator-traps.md");
  private static final Pattern OF_JAVA = Pattern.compile("`([A-Z]\\w+Test)\\.(\\w+)`");
  private static final Pattern OF_NODE = Pattern.compile("`([\\w-]+\\.test\\.mjs): ([^`]+)`");

  @Test
  void every_test_that_it_names_exists() {
    var page = read(PAGE);
    var missing =
        OF_JAVA.matcher(page).results().filter(test -> !isInJava(test)).map(MatchResult::group);
    var missingInNode =
        OF_NODE.matcher(page).results().filter(test -> !isInNode(test)).map(MatchResult::group);

    assertThat(missing).isEmpty();
    assertThat(missingInNode).isEmpty();
  }

  @Test
  void every_trap_has_a_test() {
    var rows =
        read(PAGE)
            .lines()
            .filter(line -> line.startsWith("| ") && !line.startsWith("| trap |"))
            .filter(line -> !line.startsWith("| --- "))
            .toList();

    assertThat(rows).hasSizeGreaterThan(100).allMatch(row -> row.matches(".*\\| `.+` \\|"));
  }

  private static boolean isInJava(MatchResult test) {
    return sources("src/test/java", "/" + test.group(1) + ".java").stream()
        .anyMatch(file -> read(file).contains("void " + test.group(2) + "("));
  }

  private static boolean isInNode(MatchResult test) {
    return sources("conformance", "/" + test.group(1)).stream()
        .filter(file -> !file.toString().contains("node_modules"))
        .anyMatch(file -> read(file).contains('"' + test.group(2) + '"'));
  }

  private static List<Path> sources(String folder, String end) {
    try (var files = Files.walk(Path.of(folder))) {
      return files.filter(file -> file.toString().endsWith(end)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
