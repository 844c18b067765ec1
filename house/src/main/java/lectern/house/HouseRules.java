package lectern.house;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The rules of the house that hold in every module and that a machine can check, each with its
/// reason. A module's `HouseRulesTest` extends this and adds its own; it runs in the module's
/// folder.
public abstract class HouseRules {
  /// The module's own classes, without its tests and without other modules.
  protected static final JavaClasses CLASSES =
      new ClassFileImporter().importPath(Path.of("target/classes"));

  private static final Path MAIN = Path.of("src/main/java");
  private static final Path TEST = Path.of("src/test/java");

  private static final int MAX_LINES = 320;
  private static final int MAX_COLUMNS = 100;

  private final String packages;

  /// @param packages which packages may form no circle: what `(*)` stands for tells them apart
  protected HouseRules(String packages) {
    this.packages = packages;
  }

  @Test
  void packages_form_no_circle() {
    slices()
        .matching(packages)
        .should()
        .beFreeOfCycles()
        .because("a circle of packages can only be understood, tested and changed as a whole")
        .check(CLASSES);
  }

  @Test
  void nobody_sleeps() {
    noClasses()
        .should()
        .callMethodWhere(target(name("sleep")))
        .because("a sleep is too long or too short; wait for what you are waiting for")
        .check(CLASSES);
  }

  @Test
  void only_mains_end_the_process() {
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Main")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .because("who ends the process skips what others have to close")
        .check(CLASSES);
  }

  @Test
  void the_time_of_day_is_passed_in() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .because("a test must be able to set the clock")
        .check(CLASSES);
  }

  @Test
  void nobody_prints_a_stack_trace() {
    noClasses()
        .should()
        .callMethod(Throwable.class, "printStackTrace")
        .because("people get one line that says how to mend it, and the log gets the rest")
        .check(CLASSES);
  }

  @Test
  void a_file_fits_in_the_head() {
    var tooLong =
        Stream.concat(sources(MAIN), sources(TEST))
            .filter(file -> lines(file).size() > MAX_LINES)
            .toList();

    assertThat(tooLong).as("files over %d lines hold two ideas: part them", MAX_LINES).isEmpty();
  }

  @Test
  void a_line_fits_on_the_screen() {
    var tooWide = new ArrayList<String>();
    Stream.concat(sources(MAIN), sources(TEST))
        .forEach(file -> {
          var lines = lines(file);
          IntStream.range(0, lines.size())
              .filter(i -> lines.get(i).codePointCount(0, lines.get(i).length()) > MAX_COLUMNS)
              .forEach(i -> tooWide.add(file + ":" + (i + 1)));
        });

    assertThat(tooWide).as("lines over %d columns", MAX_COLUMNS).isEmpty();
  }

  @Test
  void every_package_says_what_it_is_and_is_null_marked() {
    var silent =
        sources(MAIN)
            .map(Path::getParent)
            .distinct()
            .filter(folder -> !saysWhatItIs(folder.resolve("package-info.java")))
            .toList();

    assertThat(silent).as("packages without a @NullMarked package-info.java").isEmpty();
  }

  private static boolean saysWhatItIs(Path file) {
    return Files.exists(file)
        && lines(file).getFirst().startsWith("///")
        && lines(file).contains("@NullMarked");
  }

  @Test
  void names_say_what_a_thing_is() {
    var vague =
        Pattern.compile(
            "(?i:.*/(util|utils|common|helper|helpers|manager|impl|core|misc)/[^/]*)"
                + "|.*(Util|Utils|Helper|Manager|Impl)\\.java");

    assertThat(sources(MAIN).filter(file -> vague.matcher(file.toString()).matches()))
        .as("names that would fit anything")
        .isEmpty();
  }

  @Test
  void nothing_is_left_for_later() {
    var later = Pattern.compile(".*\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b.*");

    var found =
        Stream.concat(sources(MAIN), sources(TEST))
            .filter(file -> lines(file).stream().anyMatch(line -> later.matcher(line).matches()));

    assertThat(found).as("do it now, or write an issue").isEmpty();
  }

  private static Stream<Path> sources(Path root) {
    try (var files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
