package lectern.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Which state of the source was measured.
public record Revision(String name) {

  static final Revision UNKNOWN = new Revision("unknown (not in a git repository)");

  /// Earlier results are no part of what is measured.
  private static final String NOT_RESULTS = ":(exclude)benchmarks/results";

  /// Asks git; the name says so when there are changes that are not committed.
  public static Revision of(Path folder) throws InterruptedException {
    Optional<String> commit = git(folder, List.of("rev-parse", "--short=12", "HEAD"));
    if (commit.isEmpty()) {
      return UNKNOWN;
    }
    boolean clean =
        git(
                folder,
                List.of("status", "--porcelain", "--untracked-files=no", "--", ".", NOT_RESULTS))
            .orElse("")
            .isEmpty();
    return new Revision(commit.get() + (clean ? "" : " with uncommitted changes"));
  }

  /// Empty when git is not installed or refuses.
  private static Optional<String> git(Path folder, List<String> arguments)
      throws InterruptedException {
    var command = new ProcessBuilder("git").directory(folder.toFile());
    command.command().addAll(arguments);
    command.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process;
    try {
      process = command.start();
    } catch (IOException e) {
      return Optional.empty();
    }
    try (var output = process.getInputStream()) {
      String text = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.waitFor() == 0 ? Optional.of(text) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
