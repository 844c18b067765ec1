package lectern.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The programs of docs/clients.md do what the page says, against a server.
@Timeout(120)
class ClientsPageTest {
  private static final Path PAGE = Path.of("../docs/clients.md");

  /// Far above what a program takes on a busy machine.
  private static final long MOST_SECONDS = 90;

  @TempDir private static Path folder;

  private static RunningServer server;

  @BeforeAll
  static void a_server_and_a_file() throws Exception {
    server = RunningServer.in(folder);
    Files.writeString(
        folder.resolve("pump.md"), "# Pump\n\n## Oil\n\nThe pump takes 4 litres of oil.\n");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void curl_runs_as_the_page_shows_it() throws Exception {
    assumeTrue(isThere("curl", "--version"), "curl is not installed");

    var said = run("bash", "clients.sh");

    assertThat(said).contains("4 litres of oil", "event: done", "/problems/not-found");
  }

  @Test
  void java_runs_as_the_page_shows_it() throws Exception {
    var said = run("java", "Client.java");

    assertThat(said).contains("4 litres of oil", "event: done");
  }

  @Test
  void python_runs_as_the_page_shows_it() throws Exception {
    assumeTrue(isThere("python3", "-c", "import requests"), "Python's requests is not installed");

    var said = run("python", "client.py");

    assertThat(said).contains("4 litres of oil", "[1] pump.md, page 1");
  }

  @Test
  void javascript_runs_as_the_page_shows_it() throws Exception {
    assumeTrue(isThere("node", "-e", "fs.openAsBlob.name"), "Node 20 or later is not installed");

    var said = run("js", "client.mjs");

    assertThat(said).contains("4 litres of oil", "pump.md, page 1");
  }

  private static String run(String language, String file) throws Exception {
    Files.writeString(folder.resolve(file), program(language));
    var output = folder.resolve(file + ".txt");
    var process = new ProcessBuilder(interpreter(language), file).directory(folder.toFile());
    process.environment().put("LECTERN_SERVER", server.uri("").toString());
    process.environment().put("LECTERN_KEY", server.adminKey);
    var running = process.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      assertThat(running.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).as("it ended").isTrue();
    } finally {
      running.destroyForcibly();
    }
    var said = Files.readString(output);
    assertThat(running.exitValue()).as(said).isZero();
    return said;
  }

  private static String interpreter(String language) {
    return switch (language) {
      case "java" -> Path.of(System.getProperty("java.home"), "bin", "java").toString();
      case "python" -> "python3";
      case "js" -> "node";
      default -> language;
    };
  }

  /// The page's only block of a language.
  private static String program(String language) throws IOException {
    var blocks =
        Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
            .matcher(Files.readString(PAGE))
            .results()
            .toList();
    assertThat(blocks).as(language).hasSize(1);
    return blocks.getFirst().group(1);
  }

  private static boolean isThere(String... command) throws InterruptedException {
    try {
      var process = new ProcessBuilder(List.of(command)).redirectErrorStream(true);
      return process.redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
    } catch (IOException _) {
      return false;
    }
  }
}
