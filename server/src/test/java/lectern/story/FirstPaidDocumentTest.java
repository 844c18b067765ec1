package lectern.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lectern.Main;
import lectern.agent.Answer;
import lectern.agent.Verifier;
import lectern.cli.Application;
import lectern.config.Settings;
import lectern.config.SettingsReader;
import lectern.document.Document;
import lectern.document.JobState;
import lectern.document.ReadBy;
import lectern.document.WorkspaceId;
import lectern.index.SearchIndex.Scope;
import lectern.ingest.Ingest.Again;
import lectern.ingest.Ingest.Receipt;
import lectern.pipeline.Progress;
import lectern.retrieve.Question;
import lectern.simulator.Simulator;
import lectern.simulator.fault.Plan;
import lectern.store.Tenancy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The story once more, with keys: LlamaParse reads, OpenAI embeds and answers. Both are a
/// simulator, which keeps a bill.
@Timeout(120)
class FirstPaidDocumentTest {
  private static final Path REPORT = Path.of("..", "samples", "annual-report.pdf");
  private static final String AT_ONCE = "jobs: {pending: 1ms, per_page: 1ms}";

  @TempDir private Path folder;

  @Test
  void a_document_is_read_embedded_and_asked_for_money_and_paid_once() throws Exception {
    var latency = Plan.LatencyProfile.NONE;
    try (var simulator = Simulator.with().seed(7).latency(latency).plan(AT_ONCE).start()) {
      var settings = settings(simulator);
      try (var lectern = Main.open(settings, Progress.SILENT)) {
        // A reader uploads a file, and LlamaParse reads it.
        var document = received(lectern, "annual-report.pdf");
        lectern.pipeline().await(List.of(document.id()));

        var status = lectern.catalogue().list(WorkspaceId.LOCAL).getFirst();
        assertThat(status.failed()).isEmpty();
        assertThat(status.state()).isEqualTo(JobState.READY);
        assertThat(status.readBy())
            .contains(new ReadBy("llamaparse/cost_effective", Optional.empty()));
        assertThat(paid(simulator, "llamaparse.parse.upload")).isEqualTo(1);
        assertThat(paid(simulator, "openai.embeddings")).isPositive();

        // A model answers, and what it cites stands on its page, letter for letter.
        var answer =
            (Answer.Written) ask(lectern, "What did the new test bay at Millrace Yard cost?");

        assertThat(paid(simulator, "openai.chat")).isEqualTo(1);
        assertThat(answer.text()).contains("1.24 million").contains("[1]");
        var verifier = new Verifier(lectern.pages());
        assertThat(answer.quotations())
            .allSatisfy(it ->
                assertThat(Tenancy.in(WorkspaceId.LOCAL, () -> verifier.isTrue(it.citation())))
                    .isTrue());

        // What the documents do not say is not made up.
        assertThat(ask(lectern, "Who won the football world cup in 1954?"))
            .isInstanceOf(Answer.NotInDocuments.class);

        // The same bytes again cost nothing, whatever their name.
        long before = simulator.bill().count();
        var again = lectern.ingest().receive(WorkspaceId.LOCAL, "copy.pdf", report());

        assertThat(again).isEqualTo(new Receipt.Known(document, Again.NO));
        assertThat(simulator.bill().count()).isEqualTo(before);
      }

      // Stopped and started again, everything is still there, and nobody was asked for it.
      long before = simulator.bill().count();
      try (var lectern = Main.open(settings, Progress.SILENT)) {
        assertThat(lectern.catalogue().list(WorkspaceId.LOCAL))
            .singleElement()
            .satisfies(status -> assertThat(status.state()).isEqualTo(JobState.READY));
        assertThat(simulator.bill().count()).isEqualTo(before);
      }
      assertThat(simulator.bill().duplicates()).isEmpty();
    }
  }

  private Settings settings(Simulator simulator) {
    return SettingsReader.read(
        Optional.empty(),
        Map.of(
            "LECTERN_DATA", folder.toString(),
            "OPENAI_API_KEY", "sk-test",
            "OPENAI_BASE_URL", simulator.openAiUrl().toString(),
            "LLAMA_CLOUD_API_KEY", "llx-test",
            "LLAMA_CLOUD_BASE_URL", simulator.llamaParseUrl().toString()));
  }

  private static Document received(Application lectern, String name) throws Exception {
    var receipt = lectern.ingest().receive(WorkspaceId.LOCAL, name, report());
    return ((Receipt.Received) receipt).document();
  }

  private static InputStream report() throws Exception {
    return Files.newInputStream(REPORT);
  }

  private static long paid(Simulator simulator, String endpoint) {
    return simulator.bill().entries().stream()
        .filter(entry -> entry.endpoint().equals(endpoint))
        .count();
  }

  private static Answer ask(Application lectern, String question) throws InterruptedException {
    return lectern.agent().answer(new Question(question), Scope.all(WorkspaceId.LOCAL));
  }
}
