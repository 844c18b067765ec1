package lectern.simulator.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.errors.BadRequestException;
import com.openai.models.batches.Batch;
import com.openai.models.batches.BatchCreateParams;
import com.openai.models.files.FileCreateParams;
import com.openai.models.files.FilePurpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import lectern.simulator.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Batches as the vendor's client sees them, over virtual hours.
class BatchesTest extends Conformance {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration LONG_ENOUGH = Duration.ofHours(1);

  private static final String GOOD =
      """
      {"custom_id":"r-%d","method":"POST","url":"/v1/chat/completions",\
      "body":{"model":"gpt-4o-mini","messages":[{"role":"user","content":"What is %d?"}]}}
      """;
  private static final String BAD =
      """
      {"custom_id":"bad","method":"POST","url":"/v1/chat/completions",\
      "body":{"model":"gpt-4o-mini","messages":[]}}
      """;

  @TempDir Path folder;

  private Batch batch(String lines) throws IOException {
    var input =
        client
            .files()
            .create(
                FileCreateParams.builder()
                    .file(Files.writeString(folder.resolve("in.jsonl"), lines))
                    .purpose(FilePurpose.BATCH)
                    .build());
    return client
        .batches()
        .create(
            BatchCreateParams.builder()
                .inputFileId(input.id())
                .endpoint(BatchCreateParams.Endpoint.V1_CHAT_COMPLETIONS)
                .completionWindow(BatchCreateParams.CompletionWindow._24H)
                .build());
  }

  private Batch later(Batch batch) {
    time.advance(LONG_ENOUGH);
    return client.batches().retrieve(batch.id());
  }

  private Map<String, JsonNode> lines(String file) throws IOException {
    try (var content = client.files().content(file)) {
      return new String(content.body().readAllBytes(), UTF_8)
          .lines()
          .map(JSON::readTree)
          .collect(toMap(line -> line.path("custom_id").asString(), Function.identity()));
    }
  }

  @Test
  void a_batch_is_validated_worked_off_and_joined_by_custom_id() throws IOException {
    var created = batch(GOOD.formatted(1, 1) + GOOD.formatted(2, 2) + GOOD.formatted(3, 3));
    var done = later(created);

    var answers = lines(done.outputFileId().orElseThrow());
    assertThat(created.status()).isEqualTo(Batch.Status.VALIDATING);
    assertThat(created.expiresAt()).contains(created.createdAt() + 86_400);
    assertThat(done.status()).isEqualTo(Batch.Status.COMPLETED);
    assertThat(done.requestCounts().orElseThrow().completed()).isEqualTo(3);
    assertThat(answers).containsOnlyKeys("r-1", "r-2", "r-3");
    assertThat(answers.get("r-2").at("/response/status_code").asInt()).isEqualTo(200);
    assertThat(answers.get("r-2").at("/response/body/object").asString())
        .isEqualTo("chat.completion");
    assertThat(client.batches().list().autoPager())
        .extracting(Batch::id)
        .containsExactly(created.id());
  }

  @Test
  void a_batch_where_all_went_well_has_no_error_file() throws IOException {
    var done = later(batch(GOOD.formatted(1, 1)));

    assertThat(done.outputFileId()).isPresent();
    assertThat(done.errorFileId()).isEmpty();
  }

  @Test
  void a_completed_batch_can_have_failed_in_every_line_and_has_no_output_file() throws IOException {
    var done = later(batch(BAD));

    assertThat(done.status()).isEqualTo(Batch.Status.COMPLETED);
    assertThat(done.outputFileId()).isEmpty();
    assertThat(done.requestCounts().orElseThrow().failed()).isEqualTo(1);
    assertThat(
            lines(done.errorFileId().orElseThrow()).get("bad").at("/response/status_code").asInt())
        .isEqualTo(400);
  }

  @Test
  void wrong_content_fails_the_batch_and_not_the_call() throws IOException {
    var failed = later(batch("{this is no JSON\n"));

    assertThat(failed.status()).isEqualTo(Batch.Status.FAILED);
    assertThat(failed.errors().orElseThrow().data().orElseThrow().getFirst().code())
        .contains("invalid_json_line");
    assertThat(failed.outputFileId()).isEmpty();
  }

  @Test
  void an_unknown_file_fails_the_call() {
    var unknown =
        BatchCreateParams.builder()
            .inputFileId("file-unknown")
            .endpoint(BatchCreateParams.Endpoint.V1_CHAT_COMPLETIONS)
            .completionWindow(BatchCreateParams.CompletionWindow._24H)
            .build();

    assertThatThrownBy(() -> client.batches().create(unknown))
        .isInstanceOfSatisfying(
            BadRequestException.class, e -> assertThat(e.param()).contains("file_id"));
  }

  @Test
  void a_cancelled_batch_is_cancelling_first() throws IOException {
    var batch = batch(GOOD.formatted(1, 1));

    var cancelling = client.batches().cancel(batch.id());
    var cancelled = later(batch);

    assertThat(cancelling.status()).isEqualTo(Batch.Status.CANCELLING);
    assertThat(cancelled.status()).isEqualTo(Batch.Status.CANCELLED);
    assertThat(cancelled.cancelledAt()).isPresent();
  }

  @Test
  void a_batch_that_is_too_slow_expires() throws IOException {
    befalls("openai.batches.create", new Fault.Job(new Fault.Fate.Expires()));
    var batch = batch(GOOD.formatted(1, 1));

    time.advance(Duration.ofHours(25));
    var expired = client.batches().retrieve(batch.id());

    assertThat(expired.status()).isEqualTo(Batch.Status.EXPIRED);
    assertThat(expired.expiredAt()).isPresent();
  }
}
