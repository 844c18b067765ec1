package lectern.simulator.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lectern.simulator.fault.Fault;
import lectern.simulator.fault.Match;
import lectern.simulator.fault.Plan;
import lectern.simulator.fault.Rule;
import lectern.simulator.fault.Window;
import tools.jackson.databind.JsonNode;

/// What tests of batches do again and again.
record Batching(Rig rig) implements AutoCloseable {
  static final String MODEL = "text-embedding-3-small";

  /// A plan in which that befalls every batch when it is asked for.
  static Plan befalling(Fault fault) {
    var match =
        new Match("openai.batches.create", "*", Map.of(), Window.ALWAYS, Optional.empty(), 1);
    return new Plan(
        Optional.empty(),
        Optional.empty(),
        Plan.Limits.USUAL,
        Plan.Jobs.USUAL,
        Map.of(),
        List.of(new Rule("fault", match, List.of(fault))));
  }

  static Plan fated(Fault.Fate fate) {
    return befalling(new Fault.Job(fate));
  }

  /// So many good lines, called `r-1` and so on.
  static String lines(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> line("r-" + i, "{\"model\":\"" + MODEL + "\",\"input\":\"Text " + i + "\"}"))
        .collect(Collectors.joining());
  }

  static String line(String customId, String body) {
    return line(customId, "/v1/embeddings", body);
  }

  static String line(String customId, String url, String body) {
    return "{\"custom_id\":\"%s\",\"method\":\"POST\",\"url\":\"%s\",\"body\":%s}\n"
        .formatted(customId, url, body);
  }

  /// Uploads the lines and asks for a batch of them; gives its id.
  String begin(String lines) throws Exception {
    return begin("/v1/embeddings", lines);
  }

  String begin(String endpoint, String lines) throws Exception {
    var file = Rig.json(rig.upload("in.jsonl", "batch", lines)).path("id").asString();
    var answer = rig.post("/batches", order(file, endpoint));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(Rig.json(answer).path("status").asString()).isEqualTo("validating");
    return Rig.json(answer).path("id").asString();
  }

  static String order(String file, String endpoint) {
    return """
    {"input_file_id": "%s", "endpoint": "%s", "completion_window": "24h"}
    """
        .formatted(file, endpoint);
  }

  /// The batch after that much time.
  JsonNode after(Duration time, String batch) throws Exception {
    rig.time.advance(time);
    return batch(batch);
  }

  JsonNode batch(String id) throws Exception {
    return Rig.json(rig.get("/batches/" + id));
  }

  /// The lines of one of a batch's files, `output_file_id` or `error_file_id`.
  List<JsonNode> results(JsonNode batch, String file) throws Exception {
    var content = rig.get("/files/" + batch.path(file).asString() + "/content").body();
    return Arrays.stream(content.split("\n", -1))
        .filter(line -> !line.isEmpty())
        .map(Rig::json)
        .toList();
  }

  static List<String> customIds(List<JsonNode> results) {
    return results.stream().map(line -> line.path("custom_id").asString()).toList();
  }

  static String status(JsonNode batch) {
    return batch.path("status").asString();
  }

  @Override
  public void close() {
    rig.close();
  }
}
