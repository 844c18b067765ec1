package lectern.cli;

import static lectern.api.DocumentShape.millisOf;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import lectern.agent.Answer;
import lectern.agent.Answer.Quotation;
import lectern.agent.Verifier;
import lectern.agent.WrittenBy;
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

  /// @param kind `written`, `extracts`, `not_in_documents` or `no_documents`
  /// @param text with a marker such as `[1]` where the first citation belongs
  /// @param provider who has answered: `local`, or a provider with its model
  /// @param fallback why it is not the first choice; null when it is
  record AnswerShape(
      String question,
      String kind,
      String text,
      List<CitationShape> citations,
      List<PassageShape> passages,
      String provider,
      @Nullable String fallback,
      long millis) {
    static final String WRITTEN = "written";
    static final String EXTRACTS = "extracts";
    static final String NOT_IN_DOCUMENTS = "not_in_documents";
    static final String NO_DOCUMENTS = "no_documents";

    static AnswerShape noDocuments(String question) {
      var nothing = new Heard(question, "", WrittenBy.LOCAL, Duration.ZERO);
      return of(nothing, NO_DOCUMENTS, List.of(), List.of());
    }

    /// Whether the answer has a quotation, and each stands on its page.
    boolean hasVerifiedCitations() {
      return (kind.equals(EXTRACTS) || kind.equals(WRITTEN))
          && citations.stream().allMatch(CitationShape::verified);
    }

    /// An answer as it was heard.
    record Heard(String question, String text, WrittenBy by, Duration time) {}

    static AnswerShape of(Heard heard, Answer answer, Verifier verifier) {
      return switch (answer) {
        case Answer.Written(_, var quotations, var passages) ->
            of(heard, WRITTEN, verified(quotations, verifier), shapes(passages));
        case Answer.Extracts(var quotations, var passages) ->
            of(heard, EXTRACTS, verified(quotations, verifier), shapes(passages));
        case Answer.NotInDocuments(var passages) ->
            of(heard, NOT_IN_DOCUMENTS, List.of(), shapes(passages));
        case Answer.NoDocuments() -> of(heard, NO_DOCUMENTS, List.of(), List.of());
      };
    }

    private static AnswerShape of(
        Heard heard, String kind, List<CitationShape> citations, List<PassageShape> passages) {
      return new AnswerShape(
          heard.question(),
          kind,
          heard.text(),
          citations,
          passages,
          heard.by().provider(),
          heard.by().fallback().orElse(null),
          heard.time().toMillis());
    }

    private static List<CitationShape> verified(List<Quotation> quotations, Verifier verifier) {
      return quotations.stream()
          .map(it -> CitationShape.of(it, verifier.isTrue(it.citation())))
          .toList();
    }

    private static List<PassageShape> shapes(List<Passage> passages) {
      return passages.stream().map(PassageShape::of).toList();
    }
  }
}
