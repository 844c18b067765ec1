package lectern.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lectern.config.Settings;
import lectern.pipeline.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.OptionSpec;

class HelpTest {
  private final List<Path> opened = new ArrayList<>();

  static Stream<String> commands() {
    return Cli.commandLine(HelpTest::never, Map.of()).getSubcommands().keySet().stream();
  }

  private static Application never(Settings settings, Progress progress) {
    throw new AssertionError("nothing is to be opened for help");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void help_lists_every_option_and_what_it_does(String command) {
    var spoken = Spoken.by(HelpTest::never, Map.of(), command, "--help");

    assertThat(spoken.exitCode()).isZero();
    assertThat(spoken.err()).isEmpty();
    var root = Cli.commandLine(HelpTest::never, Map.of());
    var options = requireNonNull(root.getSubcommands().get(command)).getCommandSpec().options();
    assertThat(options).isNotEmpty().allSatisfy(option -> assertThatHelpHas(spoken.out(), option));
  }

  private static void assertThatHelpHas(String help, OptionSpec option) {
    assertThat(option.description()).as(option.longestName()).isNotEmpty();
    assertThat(help).contains(option.names());
  }

  @Test
  void the_root_lists_all_commands_and_exit_codes() {
    var spoken = Spoken.by(HelpTest::never, Map.of(), "--help");

    assertThat(spoken.exitCode()).isZero();
    assertThat(spoken.out()).contains(commands().toList());
    for (var code : ExitCode.values()) {
      assertThat(spoken.out()).contains(code.number() + " ");
    }
  }

  @Test
  void the_version_is_told() {
    assertThat(Spoken.by(HelpTest::never, Map.of(), "--version").out()).startsWith("lectern ");
  }

  @Test
  void the_data_folder_may_be_named_before_and_behind_the_command() {
    var environment = Map.of("LECTERN_DATA", "/in/environment");

    Spoken.by(this::note, environment, "--data", "/before", "documents");
    Spoken.by(this::note, environment, "documents", "--data", "/behind");
    Spoken.by(this::note, environment, "documents");

    assertThat(opened)
        .containsExactly(
            Path.of("/before").toAbsolutePath(),
            Path.of("/behind").toAbsolutePath(),
            Path.of("/in/environment").toAbsolutePath());
  }

  private Application note(Settings settings, Progress progress) throws InterruptedException {
    opened.add(settings.data());
    throw new InterruptedException("that is all we want to know");
  }
}
