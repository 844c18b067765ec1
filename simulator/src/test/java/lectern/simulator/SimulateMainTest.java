package lectern.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
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
import java.util.List;
import lectern.simulator.bill.Bill;
import lectern.simulator.time.VirtualTimeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SimulateMainTest {
  @TempDir private Path folder;

  @Test
  void it_says_where_it_listens_keeps_its_bill_and_ends_at_a_signal() throws Exception {
    try (var process = SimulatorProcess.start(folder, "--port", "0", "--latency", "none")) {
      var greeting = process.greeting();
      var url = greeting.replaceAll(".* LLAMA_CLOUD_BASE_URL=(\\S+) .*", "$1");
      var answer = chat(URI.create(url));
      process.terminate();
      var code = process.exitCode();

      assertThat(greeting)
          .isEqualTo(
              "export OPENAI_BASE_URL=%s/v1 LLAMA_CLOUD_BASE_URL=%s".formatted(url, url)
                  + "  # bill: data/simulator-bill.jsonl, 0 entries so far");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(Files.readString(folder.resolve("data/simulator-bill.jsonl")))
          .contains(answer.headers().firstValue("x-request-id").orElseThrow());
      assertThat(process.complaints()).isEmpty();
      assertThat(code).as("128 + SIGTERM").isEqualTo(143);
    }
  }

  @Test
  void it_takes_plan_seed_bill_and_clock() throws Exception {
    var plan =
        Files.writeString(folder.resolve("plan.yaml"), "faults: [{name: a, do: {hang: true}}]");
    var options =
        List.of(
            "--port=0",
            "--plan=" + plan,
            "--seed=7",
            "--bill=off",
            "--clock=2026-02-03T04:05:06Z",
            "--bind=0.0.0.0");
    try (var process = SimulatorProcess.start(folder, options.toArray(String[]::new))) {
      var url = process.url();

      assertThat(get(url, "/__sim/faults")).contains("\"a\"");
      assertThat(get(url, "/__sim")).contains("\"seed\":7");
      assertThat(get(url, "/__sim/bill")).contains("no bill is kept");
      assertThat(get(url, "/__sim/clock")).contains("2026-02-03T04:05:06Z");
      assertThat(process.complaints()).contains("0.0.0.0 is open to other machines");
    }
  }

  @Test
  void a_wrong_plan_is_one_line_with_file_line_and_reason() throws IOException {
    var plan = Files.writeString(folder.resolve("outage.yaml"), "seed: 1\nfalts: []\n");

    var said = simulate("--plan", plan.toString());

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.error().lines()).hasSize(1);
    assertThat(said.error())
        .startsWith("lectern simulate: ")
        .contains(plan + ", line 2: ", "falts");
  }

  @Test
  void a_plan_that_is_not_there_is_one_line() {
    var said = simulate("--plan", folder.resolve("nowhere.yaml").toString());

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.error().lines()).hasSize(1);
    assertThat(said.error()).contains("there is no file", "nowhere.yaml");
  }

  @Test
  void a_port_that_is_taken_is_one_line() throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var said = simulate("--bill=off", "--port", Integer.toString(other.getLocalPort()));

      assertThat(said.code()).isEqualTo(3);
      assertThat(said.error().lines()).hasSize(1);
      assertThat(said.error()).contains("127.0.0.1:" + other.getLocalPort());
    }
  }

  @Test
  void a_bill_that_another_has_is_one_line() {
    var file = folder.resolve("bill.jsonl");
    try (var _ = Bill.inFile(file, VirtualTimeline.fromTheBeginning()::now)) {
      var said = simulate("--port=0", "--bill", file.toString());

      assertThat(said.code()).isEqualTo(3);
      assertThat(said.error().lines()).hasSize(1);
      assertThat(said.error()).contains(file.toString(), "another simulator");
    }
  }

  @Test
  @Timeout(60) // a second simulator that is let in runs for ever
  void a_bill_of_another_process_stays_its_own_though_that_reads_it() throws Exception {
    var file = folder.resolve("bill.jsonl");
    try (var process = SimulatorProcess.start(folder, "--port=0", "--bill=" + file)) {
      get(process.url(), "/__sim/bill");

      var said = simulate("--port=0", "--bill", file.toString());

      assertThat(said.code()).isEqualTo(3);
      assertThat(said.error()).contains(file.toString(), "another simulator");
    }
  }

  @Test
  void an_unknown_option_is_answered_with_the_usage() {
    var said = simulate("--prot", "9090");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.error()).contains("--prot").contains("Usage: lectern simulate");
  }

  @Test
  void wrong_values_are_one_line() {
    for (var wrong :
        List.of("--port=70000", "--port=x", "--seed=x", "--clock=noon", "--latency=x")) {
      var said = simulate("--bill=off", wrong);

      assertThat(said.code()).as(wrong).isEqualTo(2);
      assertThat(said.error().lines()).as(wrong).hasSize(1);
      assertThat(said.error()).contains(wrong.substring(0, wrong.indexOf('=')));
    }
  }

  @Test
  void the_help_tells_every_option_with_its_default() {
    var said = simulate("--help");

    assertThat(said.code()).isZero();
    assertThat(said.output())
        .contains("--port", "--bind", "--plan", "--seed", "--bill", "--latency", "--clock")
        .contains("9090", "127.0.0.1", "data/simulator-bill.jsonl")
        .contains("docs/simulator.md");
  }

  private record Said(int code, String output, String error) {}

  private static Said simulate(String... options) {
    var output = new StringWriter();
    var error = new StringWriter();
    var command = SimulateMain.commandLine();
    command.setOut(new PrintWriter(output)).setErr(new PrintWriter(error));
    var code = command.execute(options);
    return new Said(code, output.toString(), error.toString());
  }

  private static HttpResponse<String> chat(URI url) throws Exception {
    var body = "{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    return send(
        HttpRequest.newBuilder(URI.create(url + "/v1/chat/completions"))
            .header("Authorization", "Bearer sk-test-0123456789")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private static String get(URI url, String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(url + path))).body();
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }
}
