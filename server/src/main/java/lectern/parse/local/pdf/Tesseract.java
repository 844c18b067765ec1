package lectern.parse.local.pdf;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/// Reads the words of a picture with the `tesseract` program, when it is installed.
///
/// Each picture is a process of its own with one thread, which is ended when it takes longer than
/// the limit. Safe to use from many threads.
public final class Tesseract {

  /// A dense page of 200 dpi takes 2 to 10 s on one core of 2020. It must be less than the time
  /// that a worker has for a page, so that a picture which cannot be read costs only itself.
  public static final Duration PAGE_LIMIT = Duration.ofSeconds(45);

  private static final Duration VERSION_LIMIT = Duration.ofSeconds(10);

  private final List<String> program;
  private final String languages;
  private final Duration limit;

  private Tesseract(List<String> program, String languages, Duration limit) {
    this.program = program;
    this.languages = languages;
    this.limit = limit;
  }

  /// Looks for the program once; nothing when it is missing or does not run.
  ///
  /// @param searchPath folders as in the environment variable PATH
  /// @param languages as the program takes them, for instance `eng` or `eng+deu`
  /// @param limit for one picture
  public static Optional<Tesseract> find(String searchPath, String languages, Duration limit)
      throws InterruptedException {
    for (Path program : programs(searchPath, "tesseract")) {
      List<String> command = ending(searchPath, program, limit);
      if (runs(command)) {
        return Optional.of(new Tesseract(command, languages, limit));
      }
    }
    return Optional.empty();
  }

  private static List<Path> programs(String searchPath, String name) {
    return Arrays.stream(searchPath.split(Pattern.quote(File.pathSeparator), -1))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder).resolve(name))
        .filter(Files::isExecutable)
        .toList();
  }

  /// The program, made to end by itself where `timeout` of the GNU core utilities is installed: we
  /// end it when it takes too long, but a worker that dies cannot.
  private static List<String> ending(String searchPath, Path program, Duration limit) {
    var command = new ArrayList<String>();
    programs(searchPath, "timeout").stream()
        .findFirst()
        .ifPresent(timeout ->
            command.addAll(List.of(timeout.toString(), "-s", "KILL", limit.toSeconds() + 1 + "s")));
    command.add(program.toString());
    return List.copyOf(command);
  }

  private static boolean runs(List<String> program) throws InterruptedException {
    var command = new ArrayList<>(program);
    command.add("--version");
    try {
      return run(command, VERSION_LIMIT) == 0;
    } catch (IOException _) {
      return false;
    }
  }

  /// A recognised word.
  ///
  /// @param line equal for the words of one line, different for others
  /// @param paragraph equal for the words of one paragraph, different for others
  record Seen(String text, Box pixels, String line, String paragraph) {}

  /// The words of a picture in reading order, with their boxes in pixels.
  ///
  /// @throws IOException when the program fails or takes longer than the limit
  List<Seen> read(BufferedImage picture) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("lectern-ocr");
    Path input = folder.resolve("page.png");
    Path output = folder.resolve("page.tsv");
    try {
      ImageIO.write(picture, "png", input.toFile());
      int status = run(command(input, folder.resolve("page")), limit);
      if (status != 0 || !Files.exists(output)) {
        throw new IOException("tesseract ended with status " + status);
      }
      return words(Files.readAllLines(output, StandardCharsets.UTF_8));
    } finally {
      Files.deleteIfExists(input);
      Files.deleteIfExists(output);
      Files.deleteIfExists(folder);
    }
  }

  private List<String> command(Path input, Path output) {
    var command = new ArrayList<>(program);
    command.addAll(
        List.of(input.toString(), output.toString(), "-l", languages, "--psm", "3", "tsv"));
    return command;
  }

  private static int run(List<String> command, Duration limit)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command);
    builder.environment().put("OMP_THREAD_LIMIT", "1");
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("tesseract took longer than %d ms".formatted(limit.toMillis()));
      }
      return process.exitValue();
    } finally {
      // What `timeout` started goes on when `timeout` itself is killed.
      List<ProcessHandle> started = process.descendants().toList();
      process.destroyForcibly();
      started.forEach(ProcessHandle::destroyForcibly);
    }
  }

  /// Columns: level, page, block, paragraph, line, word, left, top, width, height, confidence,
  /// text; rows of level 5 are words (tesseract(1), tessedit_create_tsv).
  static List<Seen> words(List<String> tsv) {
    var words = new ArrayList<Seen>();
    for (String row : tsv) {
      String[] field = row.split("\t", 12);
      if (field.length == 12 && field[0].equals("5") && !field[11].isBlank()) {
        var box =
            new Box(
                Float.parseFloat(field[6]),
                Float.parseFloat(field[7]),
                Float.parseFloat(field[8]),
                Float.parseFloat(field[9]));
        String paragraph = field[2] + "." + field[3];
        String text = Letters.clean(field[11]).strip();
        words.add(new Seen(text, box, paragraph + "." + field[4], paragraph));
      }
    }
    return List.copyOf(words);
  }
}
