package lectern.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import lectern.simulator.bill.Entry;
import lectern.simulator.time.VirtualTimeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The promise of determinism: one seed, one plan and the same requests make the same bytes, in
/// answers and on the bill.
class SameSeedSameBytesTest {
  private static final int REQUESTS = 200;
  private static final String PLAN =
      """
      limits: {openai: none, llamaparse: none}
      faults:
        - {name: down, on: {from: 1h, for: 1h, endpoint: "openai.*"}, do: {error: server_error}}
        - {name: busy, on: {probability: 0.05}, do: {error: rate_limit}}
        - {name: proxy, on: {probability: 0.05}, do: {html: 502}}
        - {name: refused, on: {probability: 0.05}, do: {reset: before_headers}}
        - {name: torn, on: {probability: 0.05}, do: {reset: mid_body}}
        - {name: lost, on: {probability: 0.05}, do: {lose_answer: reset}}
        - {name: cut, on: {probability: 0.1}, do: {cut: {after: 2, end: clean}}}
        - {name: garbled, on: {probability: 0.05}, do: {malformed_chunk: 2}}
        - {name: mute, on: {probability: 0.1}, do: {headers: {remove: ["x-ratelimit-*"]}}}
      """;

  private static final String ORDER =
      "configuration\"\r\n\r\n{\"tier\": \"agentic\", \"version\": \"latest\"}";
  private static final Pattern FILE = Pattern.compile("file-[0-9A-Za-z]+");

  @TempDir private Path folder;

  @Test
  void two_runs_answer_and_bill_the_same_bytes() throws IOException {
    var one = run(7, folder.resolve("one.jsonl"));
    var other = run(7, folder.resolve("other.jsonl"));

    assertThat(other.answers()).isEqualTo(one.answers());
    assertThat(other.bill()).isEqualTo(one.bill());
    assertThat(one.answers().stream().distinct().count()).isGreaterThan(REQUESTS / 2);
    assertThat(one.bill()).contains("\"line\":\"delivered\"", "\"line\":\"lost\"");
    assertThat(one.bill()).contains("openai.batches.line", "llamaparse.parse.upload");
  }

  @Test
  void another_seed_is_another_story() throws IOException {
    var one = run(7, folder.resolve("one.jsonl"));
    var other = run(8, folder.resolve("other.jsonl"));

    assertThat(other.answers()).isNotEqualTo(one.answers());
    assertThat(other.bill()).isNotEqualTo(one.bill());
  }

  @Test
  void a_virtual_day_passes_with_what_should_happen_in_it() throws IOException {
    var outage = "faults: [{name: down, on: {for: 12h}, do: {error: server_error}}]";
    try (var simulator =
        Simulator.with().plan(outage).time(VirtualTimeline.fromTheBeginning()).start()) {
      var during = send(simulator, "POST /v1/chat/completions", chat("Hello?", false));
      simulator.advance(Duration.ofDays(1));
      var after = send(simulator, "POST /v1/chat/completions", chat("Hello?", false));

      assertThat(during).startsWith("HTTP/1.1 500 ");
      assertThat(after).startsWith("HTTP/1.1 200 ");
      assertThat(simulator.bill().entries())
          .extracting(Entry::at)
          .containsExactly(VirtualTimeline.BEGINNING.plus(Duration.ofDays(1)));
    }
  }

  private record Run(List<String> answers, String bill) {}

  private static Run run(long seed, Path bill) throws IOException {
    var answers = new ArrayList<String>();
    try (var simulator = simulator(seed, bill)) {
      for (var i = 0; i < REQUESTS; i++) {
        answers.add(answer(simulator, i, answers));
        simulator.advance(Duration.ofSeconds(25));
      }
    }
    return new Run(answers, Files.readString(bill));
  }

  private static Simulator simulator(long seed, Path bill) throws IOException {
    return Simulator.with()
        .seed(seed)
        .plan(PLAN)
        .time(VirtualTimeline.fromTheBeginning())
        .billIn(bill)
        .start();
  }

  /// Every fifth request is the same as one before: so are its luck and its id not.
  private static String answer(Simulator simulator, int i, List<String> before) throws IOException {
    var question = "How many days of leave after " + (i % 5 == 0 ? 1 : i) + " years?";
    return switch (i % 13) {
      case 0, 1 -> send(simulator, "POST /v1/chat/completions", chat(question, false));
      case 2, 3 -> send(simulator, "POST /v1/chat/completions", chat(question, true));
      case 4 -> send(simulator, "POST /v1/responses", responses(question));
      case 5 -> send(simulator, "POST /v1/embeddings", embeddings(question));
      case 6 -> send(simulator, "GET /v1/models", "");
      case 7 -> upload(simulator, "/v1/files", "purpose\"\r\n\r\nbatch", line(question));
      case 8 -> send(simulator, "POST /v1/batches", batch(before));
      case 9 -> send(simulator, "GET /v1/batches", "");
      case 10 -> upload(simulator, "/api/v2/parse/upload", ORDER, "# Leave\n" + question);
      case 11 -> send(simulator, "GET /api/v2/parse?expand=usage", "");
      case 12 -> send(simulator, "GET /v1/organization/costs?start_time=1767225600", "");
      default -> send(simulator, "POST /v1/chat/completions", "{\"model\": " + i);
    };
  }

  private static String chat(String question, boolean stream) {
    return """
    {"model": "gpt-4o-mini", "stream": %s, "messages": [{"role": "user", "content": "%s"}]}\
    """
        .formatted(stream, question);
  }

  private static String responses(String question) {
    return "{\"model\": \"gpt-4o-mini\", \"input\": \"%s\"}".formatted(question);
  }

  private static String embeddings(String question) {
    return "{\"model\": \"text-embedding-3-small\", \"input\": \"%s\"}".formatted(question);
  }

  private static String line(String question) {
    return """
    {"custom_id": "a", "method": "POST", "url": "/v1/chat/completions", "body": %s}\
    """
        .formatted(chat(question, false));
  }

  /// A batch of the file that was uploaded last.
  private static String batch(List<String> before) {
    var file =
        before.stream()
            .flatMap(answer -> FILE.matcher(answer).results())
            .map(MatchResult::group)
            .reduce("file-none", (_, later) -> later);
    return """
    {"input_file_id": "%s", "endpoint": "/v1/chat/completions", "completion_window": "24h"}\
    """
        .formatted(file);
  }

  private static String upload(Simulator simulator, String path, String field, String content)
      throws IOException {
    var form =
        """
        --b\r\nContent-Disposition: form-data; name="%s\r\n--b\r
        Content-Disposition: form-data; name="file"; filename="a.%s"\r\n\r
        %s\r\n--b--\r
        """
            .formatted(field, path.startsWith("/v1") ? "jsonl" : "md", content);
    return send(simulator, "POST " + path, "multipart/form-data; boundary=b", form);
  }

  private static String send(Simulator simulator, String line, String json) throws IOException {
    return send(simulator, line, "application/json", json);
  }

  private static String send(Simulator simulator, String line, String type, String body)
      throws IOException {
    var key = line.contains(" /api/") ? "llx-test" : "sk-test-0123456789abcdef";
    var head = line + " HTTP/1.1\nAuthorization: Bearer " + key + "\nContent-Type: " + type;
    return RawExchange.send(simulator.llamaParseUrl(), head, body);
  }
}
