package lectern.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import lectern.simulator.time.VirtualTimeline;

/// A simulator with one of the plans of the handbook, in a time that the test advances, and a plain
/// HTTP client that never repeats anything by itself.
final class Visitor implements AutoCloseable {
  static final Path PLANS = Path.of("plans");

  final VirtualTimeline time = VirtualTimeline.fromTheBeginning();
  final Simulator simulator;
  private final HttpClient client = HttpClient.newHttpClient();

  Visitor(String plan) throws IOException {
    simulator = Simulator.with().plan(PLANS.resolve(plan)).time(time).start();
  }

  /// A chat with that text, as the key `sk-test`.
  static String chat(String text) {
    return """
    {"model": "gpt-4o-mini", "max_tokens": 200,
    "messages": [{"role": "user", "content": "%s"}]}
    """
        .formatted(text);
  }

  /// The same, streamed.
  static String streamed(String text) {
    return chat(text).replace("}]}", "}], \"stream\": true}");
  }

  HttpResponse<String> ask(String json) throws IOException, InterruptedException {
    return ask("sk-test", json);
  }

  HttpResponse<String> ask(String key, String json) throws IOException, InterruptedException {
    return client.send(asking(key, json).build(), BodyHandlers.ofString());
  }

  /// Like [#ask], for who does not wait longer than that.
  HttpResponse<String> ask(String json, Duration timeout) throws IOException, InterruptedException {
    return client.send(asking("sk-test", json).timeout(timeout).build(), BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> begin(String json) {
    return client.sendAsync(asking("sk-test", json).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder asking(String key, String json) {
    return HttpRequest.newBuilder(URI.create(simulator.openAiUrl() + "/chat/completions"))
        .header("Authorization", "Bearer " + key)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(json));
  }

  /// Has a page parsed by the cheapest tier.
  ///
  /// @param more keys and values of the configuration, each behind a comma
  HttpResponse<String> parse(String key, String text, String more)
      throws IOException, InterruptedException {
    var form =
        """
        --b\r
        Content-Disposition: form-data; name="configuration"\r
        \r
        {"tier": "fast", "version": "latest"%s}\r
        --b\r
        Content-Disposition: form-data; name="file"; filename="page.md"\r
        Content-Type: application/octet-stream\r
        \r
        %s\r
        --b--\r
        """
            .formatted(more, text);
    return client.send(
        llamaParse(key, "/api/v2/parse/upload")
            .header("Content-Type", "multipart/form-data; boundary=b")
            .POST(BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.ofString());
  }

  HttpResponse<String> look(String path) throws IOException, InterruptedException {
    return client.send(llamaParse("llx-test", path).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder llamaParse(String key, String path) {
    return HttpRequest.newBuilder(simulator.llamaParseUrl().resolve(path))
        .header("Authorization", "Bearer " + key);
  }

  @Override
  public void close() {
    simulator.close();
    client.close();
  }
}
