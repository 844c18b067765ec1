package lectern.simulator.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import lectern.simulator.fault.Fault;
import lectern.simulator.fault.Plan;
import lectern.simulator.time.VirtualTimeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How requests are received: what endpoints see of them, and what is too much.
class IntakeTest {
  private static final String FORM_TYPE = "multipart/form-data; boundary=xyz";

  @Test
  void the_parts_of_a_form_keep_their_order_and_files_are_gone_afterwards() throws Exception {
    try (var stage = Stage.with();
        var line = stage.line()) {
      var seen = line.send(post("/form", FORM_TYPE, form("xyz"))).rest();

      assertThat(seen)
          .contains(
              "[Part[name=configuration, fileName=Optional.empty, content=Text[text={\"a\":1}]]")
          .contains("Part[name=file, fileName=Optional[é.pdf], content=Upload[")
          .contains("bytes=6");
      assertThat(stage.files()).isEmpty();
    }
  }

  @Test
  void the_boundary_of_a_form_does_not_change_its_fingerprint() throws Exception {
    try (var stage = Stage.with()) {
      var one = told(stage, post("/form", FORM_TYPE, form("xyz")));
      var other = told(stage, post("/form", FORM_TYPE.replace("xyz", "abcdef"), form("abcdef")));

      assertThat(one).endsWith("#1<EOF>");
      assertThat(other).isEqualTo(one.replace("#1", "#2"));
    }
  }

  private static String told(Stage stage, String request) throws IOException {
    try (var line = stage.line()) {
      var seen = line.send(request).rest();
      return seen.substring(seen.lastIndexOf("] ") + 2);
    }
  }

  @ParameterizedTest
  @CsvSource({"multipart/form-data", "multipart/form-data; boundary=other"})
  void a_form_that_cannot_be_read_is_refused_and_leaves_no_file(String type) throws Exception {
    try (var stage = Stage.with();
        var line = stage.line()) {
      var seen = line.send(post("/form", type, form("xyz"))).rest();

      assertThat(seen).startsWith("HTTP/1.1 400");
      assertThat(stage.files()).isEmpty();
    }
  }

  @Test
  void a_form_that_ends_too_early_is_refused_and_leaves_no_file() throws Exception {
    try (var stage = Stage.with();
        var line = stage.line()) {
      var cut = form("xyz").replace("--xyz--", "");
      var seen = line.send(post("/form", FORM_TYPE, cut)).rest();

      assertThat(seen).startsWith("HTTP/1.1 400").contains("the multipart body");
      assertThat(stage.files()).isEmpty();
    }
  }

  @Test
  void a_form_of_too_many_parts_is_refused() throws Exception {
    var part = "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n";
    try (var stage = Stage.with();
        var line = stage.line()) {
      var many = part.repeat(Limits.PARTS + 1) + "--xyz--\r\n";
      var seen = line.send(post("/form", FORM_TYPE, many)).rest();

      assertThat(seen).startsWith("HTTP/1.1 400");
    }
  }

  @Test
  void a_field_that_is_too_long_is_refused() throws Exception {
    var head = "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n";
    try (var stage = Stage.with();
        var line = stage.line()) {
      var text = "b".repeat(Limits.PART_TEXT_BYTES + 1);
      var seen = line.send(post("/form", FORM_TYPE, head + text + "\r\n--xyz--\r\n")).rest();

      assertThat(seen).startsWith("HTTP/1.1 400").contains("the field 'a' has over");
    }
  }

  @Test
  void a_body_in_chunks_is_as_good_as_any() throws Exception {
    try (var stage = Stage.with();
        var line = stage.line()) {
      var chunked =
          """
          POST /form HTTP/1.1
          Host: x
          Connection: close
          Transfer-Encoding: chunked

          4
          {"a"
          3
          :1}
          0

          """;
      var seen = line.send(chunked.replace("\n", "\r\n")).rest();

      assertThat(seen).startsWith("HTTP/1.1 200").contains("{\"a\":1}");
    }
  }

  @Test
  void a_zipped_body_is_unzipped() throws Exception {
    var zipped = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(zipped)) {
      out.write("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
    }
    try (var stage = Stage.with();
        var line = stage.line()) {
      var seen =
          line.send(
                  "POST /form HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                      + "Content-Encoding: gzip\r\n"
                      + "Content-Length: "
                      + zipped.size()
                      + "\r\n\r\n")
              .send(zipped.toByteArray())
              .rest();

      assertThat(seen).startsWith("HTTP/1.1 200").contains("{\"a\":1}");
    }
  }

  @ParameterizedTest
  @CsvSource({"application/json,'{\"a\"'", "application/json,' '", "text/plain,'{}'"})
  void a_body_that_is_no_json_is_refused(String type, String body) throws Exception {
    try (var stage = Stage.with();
        var line = stage.line()) {
      assertThat(line.send(post("/whole", type, body)).rest()).startsWith("HTTP/1.1 400");
      assertThat(stage.world.bill().entries()).isEmpty();
    }
  }

  @Test
  void a_body_over_the_limit_is_refused_and_the_client_comes_to_read_it() throws Exception {
    try (var stage = Stage.with();
        var line = stage.line()) {
      line.send(
          "POST /whole HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: "
              + (Limits.JSON_BYTES + (1 << 20))
              + "\r\n\r\n");
      var mebibyte = new byte[1 << 20];
      for (var sent = 0L; sent <= Limits.JSON_BYTES; sent += mebibyte.length) {
        line.send(mebibyte);
      }

      assertThat(line.rest()).startsWith("HTTP/1.1 413").contains("over " + Limits.JSON_BYTES);
    }
  }

  @Test
  void headers_over_the_limit_are_refused_without_a_stack_trace() throws Exception {
    try (var stage = Stage.with();
        var line = stage.line()) {
      var header = "X-Long: " + "x".repeat(Limits.HEADER_BYTES) + "\r\n\r\n";
      var seen = line.send("GET /empty HTTP/1.1\r\nHost: x\r\n" + header).rest();

      assertThat(seen).startsWith("HTTP/1.1 431").doesNotContain("\tat ", "Exception");
    }
  }

  @Test
  void a_slow_upload_takes_its_time_of_the_timeline() throws Exception {
    var time = VirtualTimeline.fromTheBeginning();
    var slow = new Fault.SlowUpload(1_000);
    try (var stage = Stage.with(time, Plan.LatencyProfile.NONE, slow);
        var line = stage.line()) {
      line.send(post("/whole", "application/json", "[" + " ".repeat(98) + "]"));
      time.awaitWaiting(1);
      time.advance(Duration.ofMillis(100));

      assertThat(line.rest()).startsWith("HTTP/1.1 200");
      assertThat(stage.world.bill().entries().getFirst().at())
          .isEqualTo(VirtualTimeline.BEGINNING.plusMillis(100));
    }
  }

  @Test
  void a_client_that_leaves_in_the_middle_of_its_body_is_not_billed() throws Exception {
    try (var stage = Stage.with()) {
      try (var line = stage.line()) {
        line.send("POST /whole HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{\"a\":");
      }

      assertThat(stage.server.awaitIdle(Duration.ofSeconds(5))).isTrue();
      assertThat(stage.world.bill().entries()).isEmpty();
    }
  }

  private static String form(String boundary) {
    return """
    --BOUNDARY
    Content-Disposition: form-data; name="configuration"

    {"a":1}
    --BOUNDARY
    Content-Disposition: form-data; name="file"; filename="é.pdf"
    Content-Type: application/octet-stream

    %PDF

    --BOUNDARY--
    """
        .replace("BOUNDARY", boundary)
        .replace("\n", "\r\n");
  }

  private static String post(String path, String type, String body) {
    return "POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: %s\r\n"
            .formatted(path, type)
        + "Content-Length: %d\r\n\r\n%s"
            .formatted(body.getBytes(StandardCharsets.UTF_8).length, body);
  }
}
