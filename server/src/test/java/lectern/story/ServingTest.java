package lectern.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// A server as it is started and stopped by people: by its command, its output and a signal.
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class ServingTest {
  private static final Pattern LINK =
      Pattern.compile("\\s+(http://127\\.0\\.0\\.1:\\d+)/#/sign-in\\?token=(lt_[\\w-]{43})");
  private static final Pattern KEY = Pattern.compile("\\s+(lk_[\\w-]{43})");

  private static final int SECONDS_TO_END = 30;

  @TempDir private Path temp;

  @Test
  void a_first_start_prints_a_link_and_a_key_and_a_later_one_the_link() throws Exception {
    var data = temp.resolve("data");
    String key;
    try (var server = Child.start(data, "serve", "--port", "0", "--host", "0.0.0.0")) {
      var told = welcome(server);
      var family = server.family();
      key = find(KEY, told, 1);
      var address = find(LINK, told, 1);

      assertThat(signIn(address, "key", key).statusCode()).isEqualTo(200);
      assertThat(signIn(address, "token", find(LINK, told, 2)).statusCode()).isEqualTo(200);
      assertThat(signIn(address, "token", find(LINK, told, 2)).statusCode()).isEqualTo(401);
      server.jvm().toHandle().destroy(); // SIGTERM; the streams stay open
      assertThat(server.exitCode()).isEqualTo(143);
      assertThatAllEnd(family);
      assertThat(server.complaints())
          .singleElement()
          .asString()
          .contains("other machines reach 0.0.0.0", "without encryption");
    }
    try (var server = Child.start(data, "serve", "--port", "0")) {
      var told = welcome(server);

      assertThat(told).noneMatch(line -> KEY.matcher(line).matches());
      assertThat(signIn(find(LINK, told, 1), "key", key).statusCode()).isEqualTo(200);
      assertThat(server.complaints()).isEmpty();
    }
  }

  @Test
  void a_taken_port_stops_serve_but_not_the_demo() throws Exception {
    var samples = Files.createDirectory(temp.resolve("samples"));
    Files.writeString(samples.resolve("pump.md"), "The pump takes 4 litres of oil.");
    Files.writeString(
        samples.resolve("questions.json"),
        "[{\"question\": \"How much oil does the pump take?\", \"demo\": true}]");
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = String.valueOf(taken.getLocalPort());
      try (var server = Child.start(temp.resolve("data"), "serve", "--port", port)) {
        assertThat(server.exitCode()).isEqualTo(3);
        assertThat(server.complaints()).singleElement().asString().contains(port, "server.port");
      }
      var command = new String[] {"demo", "--samples", samples.toString(), "--port", port};
      try (var demo = Child.start(temp.resolve("data"), command)) {
        var told = welcome(demo);

        assertThat(told).anyMatch(line -> line.startsWith("1 of 1 answers"));
        assertThat(get(find(LINK, told, 1) + "/api/v1/health/live").statusCode()).isEqualTo(200);
        assertThat(demo.complaints()).singleElement().asString().contains(port, "free port");
      }
    }
  }

  /// All that it says until it listens.
  private static List<String> welcome(Child server) throws IOException {
    var told = new ArrayList<String>();
    assertThat(
            server.prints(
                1,
                line -> {
                  told.add(line);
                  return line.equals("Ctrl-C ends it.");
                }))
        .as(server::told)
        .isTrue();
    return told;
  }

  private static String find(Pattern pattern, List<String> lines, int group) {
    return lines.stream()
        .map(pattern::matcher)
        .filter(matcher -> matcher.matches())
        .map(matcher -> matcher.group(group))
        .findFirst()
        .orElseThrow();
  }

  private static HttpResponse<String> signIn(String address, String proof, String secret)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(address + "/api/v1/session"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"%s\": \"%s\"}".formatted(proof, secret)))
            .build());
  }

  private static HttpResponse<String> get(String address) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(address)).build());
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString());
    }
  }

  private static void assertThatAllEnd(List<ProcessHandle> family) throws Exception {
    for (var process : family) {
      process.onExit().get(SECONDS_TO_END, TimeUnit.SECONDS);
    }
    assertThat(family).noneMatch(ProcessHandle::isAlive);
  }
}
