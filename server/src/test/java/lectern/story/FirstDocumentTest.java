package lectern.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import lectern.Main;
import lectern.agent.Answer;
import lectern.cli.Application;
import lectern.config.SettingsReader;
import lectern.document.DocumentId;
import lectern.document.JobState;
import lectern.document.WorkspaceId;
import lectern.index.SearchIndex.Scope;
import lectern.ingest.Ingest.Again;
import lectern.ingest.Ingest.Receipt;
import lectern.pipeline.Progress;
import lectern.retrieve.Question;
import lectern.store.Tenancy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Read this first: the whole of Lectern in one story. Everything is real, and starts in an empty
/// folder.
class FirstDocumentTest {
  private static final String CONTRACT =
      """
      # Maintenance contract

      ## Visits

      The contractor inspects every pump twice a year, in April and in October.

      ## Fees

      | Service | Fee per visit |
      | --- | --- |
      | Inspection | 240 euros |
      | Emergency repair | 515 euros |

      Invoices are due thirty days after they arrive.
      """;

  @TempDir private Path folder;

  @Test
  void a_document_goes_in_and_a_cited_answer_comes_out() throws Exception {
    var settings = SettingsReader.read(Optional.empty(), Map.of("LECTERN_DATA", folder.toString()));
    var way = new Way();

    try (var lectern = Main.open(settings, way)) {
      // A reader uploads a file. When this returns, it is durable.
      var receipt = lectern.ingest().receive(WorkspaceId.LOCAL, "contract.md", bytes(CONTRACT));

      assertThat(receipt).isInstanceOf(Receipt.Received.class);
      var document = ((Receipt.Received) receipt).document();

      // The pipeline takes it through all its stages.
      lectern.pipeline().await(List.of(document.id()));

      assertThat(way.states)
          .containsExactly(
              JobState.PARSING,
              JobState.PARSED,
              JobState.CHUNKED,
              JobState.EMBEDDING,
              JobState.INDEXING,
              JobState.READY);

      // The same bytes again are the same document, whatever their name.
      var again = lectern.ingest().receive(WorkspaceId.LOCAL, "copy.md", bytes(CONTRACT));

      assertThat(again).isEqualTo(new Receipt.Known(document, Again.NO));

      // A question is answered in the document's own words, with the place where they stand.
      var answer = ask(lectern, "What does an emergency repair cost?");

      assertThat(answer).isInstanceOf(Answer.Extracts.class);
      var best = ((Answer.Extracts) answer).quotations().getFirst();
      assertThat(best.citation().quotation()).isEqualTo("| Emergency repair | 515 euros |");
      assertThat(best.tableHeader()).isEqualTo("| Service | Fee per visit |");
      assertThat(best.heading()).isEqualTo("Fees");

      // The quotation stands on its page, letter for letter.
      var page =
          Tenancy.in(
              WorkspaceId.LOCAL,
              () -> lectern.pages().page(document.id(), best.citation().page()).orElseThrow());

      assertThat(page.markdown().substring(best.citation().range().start()))
          .startsWith("| Emergency repair | 515 euros |");

      // What the documents do not say is not made up.
      assertThat(ask(lectern, "Who won the football world cup in 1954?"))
          .isInstanceOf(Answer.NotInDocuments.class);
    }

    // Stopped and started again, everything is still there.
    try (var lectern = Main.open(settings, Progress.SILENT)) {
      assertThat(lectern.catalogue().list(WorkspaceId.LOCAL))
          .singleElement()
          .satisfies(status -> assertThat(status.state()).isEqualTo(JobState.READY));
      assertThat(ask(lectern, "When are invoices due?")).isInstanceOf(Answer.Extracts.class);
    }
  }

  private static Answer ask(Application lectern, String question) throws InterruptedException {
    return lectern.agent().answer(new Question(question), Scope.all(WorkspaceId.LOCAL));
  }

  private static ByteArrayInputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Remembers the states one document went through.
  private static final class Way implements Progress {
    private final List<JobState> states = new ArrayList<>();

    @Override
    public synchronized void moved(DocumentId document, JobState state) {
      if (states.isEmpty() || states.getLast() != state) {
        states.add(state);
      }
    }

    @Override
    public void advanced(DocumentId document, int done, OptionalInt total) {}
  }
}
