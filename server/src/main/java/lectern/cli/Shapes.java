package lectern.cli;

import static lectern.api.DocumentShape.millisOf;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import lectern.agent.Answer;
import lectern.agent.Answer.Quotation;
import lectern.agent.Verifier;
import lectern.api.DocumentShape.FailureShape;
import lectern.api.DocumentShape.WaitingShape;
import lectern.document.Citation;
import lectern.document.Failure;
import lectern.document.Passage;
import lectern.document.TextRange;
import lectern.pipeline.DocumentStatus;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What `--json` prints. The shapes are documented in `docs/cli.md`; fields are added, never
/// renamed.
final class Shapes {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Shapes() {}

  static String json(Object shape) {
    return JSON.writeValueAsString(shape);
  }

  record DocumentShape(
      String id,
      String name,
      String state,
      @Nullable String format,
      @Nullable Integer pages,
      int unreadPictures,
      long bytes,
      String receivedAt,
      @Nullable FailureShape failure,
      @Nullable WaitingShape waiting,
      Map<String, Long> stageMillis) {

    static DocumentShape of(DocumentStatus status) {
      var document = status.document();
      return new DocumentShape(
          document.id().toString(),
          document.name(),
          status.state().word(),
          status.format().map(Enum::name).orElse(null),
          status.pages().isPresent() ? status.pages().getAsInt() : null,
          status.unreadPictures(),
          document.sizeBytes(),
          document.receivedAt().toString(),
          FailureShape.of(status),
          WaitingShape.of(status),
          millisOf(status));
    }

    static DocumentShape of(lectern.api.DocumentShape told) {
      return new DocumentShape(
          told.id(),
          told.name(),
          told.state(),
          told.format(),
          told.pages(),
          told.unreadPages(),
          told.sizeBytes(),
          told.receivedAt(),
          told.failure(),
          told.waiting(),
          told.stageMillis());
    }
  }

  record RefusedShape(String file, FailureShape failure) {
    static RefusedShape of(Path file, Failure failure) {
      return new RefusedShape(file.toString(), FailureShape.of("receive", failure));
    }
  }

  record PassageShape(
      String documentId,
      String document,
      int page,
      TextRange range,
      List<String> headings,
      String text,
      double score) {

    static PassageShape of(Passage passage) {
      return new PassageShape(
          passage.document().id().toString(),
          passage.document().name(),
          passage.page(),
          passage.range(),
          passage.headings(),
          passage.text(),
          passage.score());
    }
  }

  /// @param verified whether the quotation was found, letter for letter, on the page as it is
  ///   stored
  record CitationShape(
      String documentId,
      String document,
      int page,
      TextRange range,
      String quotation,
      String heading,
      String tableHeader,
      boolean verified) {

    static CitationShape of(Quotation quotation, boolean verified) {
      Citation citation = quotation.citation();
      return new CitationShape(
          citation.document().toString(),
          citation.documentName(),
          citation.page(),
          citation.range(),
          citation.quotation(),
          quotation.heading(),
          quotation.tableHeader(),
          verified);
    }
  }

  /// @param kind `extracts`, `not_in_documents` or `no_documents`
  record AnswerShape(
      String question,
      String kind,
      List<CitationShape> citations,
      List<PassageShape> passages,
      long millis) {
    static final String EXTRACTS = "extracts";
    static final String NOT_IN_DOCUMENTS = "not_in_documents";
    static final String NO_DOCUMENTS = "no_documents";

    static AnswerShape noDocuments(String question) {
      return new AnswerShape(question, NO_DOCUMENTS, List.of(), List.of(), 0);
    }

    /// Whether the answer has a quotation, and each stands on its page.
    boolean hasVerifiedCitations() {
      return kind.equals(EXTRACTS) && citations.stream().allMatch(CitationShape::verified);
    }

    static AnswerShape of(String question, Answer answer, Duration time, Verifier verifier) {
      return switch (answer) {
        case Answer.Extracts(var quotations, var passages) ->
            new AnswerShape(
                question,
                EXTRACTS,
                quotations.stream()
                    .map(q -> CitationShape.of(q, verifier.isTrue(q.citation())))
                    .toList(),
                passages.stream().map(PassageShape::of).toList(),
                time.toMillis());
        case Answer.NotInDocuments(var passages) ->
            new AnswerShape(
                question,
                NOT_IN_DOCUMENTS,
                List.of(),
                passages.stream().map(PassageShape::of).toList(),
                time.toMillis());
        case Answer.NoDocuments() ->
            new AnswerShape(question, NO_DOCUMENTS, List.of(), List.of(), time.toMillis());
      };
    }
  }
}
