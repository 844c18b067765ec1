package lectern.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lectern.cli.Cli;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// What the project's documents say about the project is true, as far as a machine can see.
class DocumentsKeepTheirWordTest {
  private static final Path HOME = Path.of("..");

  /// `[text](target)`, without titles; images, too.
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)(?:\\s+\"[^\"]*\")?\\)");

  private static final Pattern COMMAND = Pattern.compile("\\./lectern\\s+([a-z][a-z-]*)\\b");

  /// A program of its own, whose tests hold its page to it.
  private static final String SIMULATE = "simulate";

  private static final Pattern OPTION = Pattern.compile("(?<=\\s)--[a-z][a-z-]*");

  /// Built, fetched, or made by a program.
  private static final Pattern NOT_OURS =
      Pattern.compile(".*/(target|node_modules|\\.git|samples/[a-z-]+\\.md).*");

  private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```\\s*$");

  @Test
  void every_link_inside_the_project_leads_somewhere() {
    var broken = new ArrayList<String>();
    for (var file : documents()) {
      var text = FENCE.matcher(read(file)).replaceAll("");
      LINK.matcher(text)
          .results()
          .map(link -> link.group(1))
          .filter(target -> !leadsSomewhere(file, target))
          .forEach(target -> broken.add(file + ": " + target));
    }

    assertThat(broken).as("links to files that are not there").isEmpty();
  }

  private static boolean leadsSomewhere(Path file, String target) {
    if (target.matches("[a-z]+:.*") || target.startsWith("#")) {
      return true;
    }
    var path = URLDecoder.decode(target.replaceFirst("#.*", ""), StandardCharsets.UTF_8);
    return Files.exists(file.resolveSibling(path));
  }

  @Test
  void every_command_and_option_that_is_shown_exists() {
    var commands = commandLine().getSubcommands();
    var wrong = new ArrayList<String>();
    for (var file : documents()) {
      for (var line : read(file).lines().toList()) {
        var shown = COMMAND.matcher(line);
        if (!shown.find() || shown.group(1).equals(SIMULATE)) {
          continue;
        }
        var command = commands.get(shown.group(1));
        if (command == null) {
          wrong.add(file + ": " + line);
        } else {
          OPTION
              .matcher(line.substring(shown.end()).replaceFirst("[|#`].*", ""))
              .results()
              .filter(option -> !command.getCommandSpec().optionsMap().containsKey(option.group()))
              .forEach(option -> wrong.add(file + ": " + option.group() + " in: " + line));
        }
      }
    }

    assertThat(wrong).as("commands that there are not").isEmpty();
  }

  @Test
  void every_target_of_the_makefile_that_is_shown_exists() {
    var makefile = HOME.resolve("Makefile");
    var targets = Files.exists(makefile) ? read(makefile) : "";
    var shown = Pattern.compile("`make ([a-z][a-z-]*)");
    var missing = new ArrayList<String>();
    for (var file : targets.isEmpty() ? List.<Path>of() : documents()) {
      shown
          .matcher(read(file))
          .results()
          .map(target -> target.group(1))
          .filter(target -> !isDeclared(target, targets))
          .forEach(target -> missing.add(file + ": make " + target));
    }

    assertThat(missing).as("targets that there are not").isEmpty();
  }

  /// Under its own name, or as one of a family such as `bench-%`.
  private static boolean isDeclared(String target, String makefile) {
    var names = target + "|" + target.replaceFirst("-.*", "-%");
    return Pattern.compile("(?m)^(" + names + ")\\s*:").matcher(makefile).find();
  }

  private static CommandLine commandLine() {
    return Cli.commandLine(
        (_, _) -> {
          throw new AssertionError("nothing is to be opened");
        },
        Map.of());
  }

  /// All Markdown that people wrote.
  private static List<Path> documents() {
    try (Stream<Path> files = Files.walk(HOME)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !NOT_OURS.matcher(file.toString()).matches())
          .toList();
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
