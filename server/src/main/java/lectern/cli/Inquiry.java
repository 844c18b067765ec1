package lectern.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import lectern.agent.Answer;
import lectern.agent.Answer.Quotation;
import lectern.agent.Verifier;
import lectern.cli.Shapes.AnswerShape;
import lectern.document.DocumentId;
import lectern.document.WorkspaceId;
import lectern.index.SearchIndex.Scope;
import lectern.retrieve.Question;

/// Asks questions one after the other and shows the answers.
final class Inquiry {
  private final Application lectern;
  private final Verifier verifier;

  Inquiry(Application lectern) {
    this.lectern = lectern;
    this.verifier = new Verifier(lectern.pages());
  }

  /// A question with what came of it.
  record Asked(Question question, Answer answer, Duration time) {}

  /// Checks questions from the command line before anything is started for them.
  static List<Question> questions(List<String> texts, int maxChars) {
    return texts.stream().map(text -> Question.of(text, maxChars)).toList();
  }

  Asked ask(Question question, Scope scope) throws InterruptedException {
    long began = System.nanoTime();
    var answer = lectern.agent().answer(question, scope);
    return new Asked(question, answer, Duration.ofNanos(System.nanoTime() - began));
  }

  AnswerShape shape(Asked asked) {
    return AnswerShape.of(asked.question().text(), asked.answer(), asked.time(), verifier);
  }

  /// Whether the answer has a quotation, and each stands on its page.
  boolean isVerified(Asked asked) {
    return asked.answer() instanceof Answer.Extracts(var quotations, _)
        && quotations.stream().allMatch(q -> verifier.isTrue(q.citation()));
  }

  /// Prints an answer for people.
  void print(Asked asked, PrintWriter out) {
    out.println();
    out.println("Q: " + Terminal.safe(asked.question().text()));
    switch (asked.answer()) {
      case Answer.Extracts(var quotations, _) -> {
        out.println("A: (word for word from the documents; no language model is configured)");
        quotations.forEach(quotation -> print(quotation, out));
      }
      case Answer.NotInDocuments(var passages) -> {
        out.println("A: The documents do not answer this.");
        passages.stream()
            .limit(1)
            .forEach(nearest ->
                out.printf("   Nearest: %s, page %d%n", nearest.document().name(), nearest.page()));
      }
      case Answer.NoDocuments() -> out.println("A: There is no document to ask; ingest one first.");
    }
    out.printf("   %d ms%n", asked.time().toMillis());
    out.flush();
  }

  private void print(Quotation quotation, PrintWriter out) {
    var citation = quotation.citation();
    if (!quotation.tableHeader().isEmpty()) {
      out.println("     " + Terminal.oneLine(quotation.tableHeader()));
    }
    out.println("   “" + Terminal.oneLine(citation.quotation()) + "”");
    out.printf(
        "     — %s, page %d%s%s%n",
        citation.documentName(),
        citation.page(),
        section(quotation.heading()),
        verifier.isTrue(citation) ? " ✓" : " (not verified)");
  }

  private static String section(String heading) {
    return heading.isEmpty() ? "" : " (" + Terminal.oneLine(heading) + ")";
  }

  /// Asks all documents of the workspace.
  List<Asked> askAll(List<Question> questions) throws InterruptedException {
    return askAll(questions, Scope.all(WorkspaceId.LOCAL));
  }

  /// Asks these documents and no others, also when there are none of them.
  List<Asked> askAll(List<Question> questions, Set<DocumentId> documents)
      throws InterruptedException {
    if (documents.isEmpty()) {
      return questions.stream()
          .map(question -> new Asked(question, new Answer.NoDocuments(), Duration.ZERO))
          .toList();
    }
    return askAll(questions, new Scope(WorkspaceId.LOCAL, documents));
  }

  private List<Asked> askAll(List<Question> questions, Scope scope) throws InterruptedException {
    var asked = new ArrayList<Asked>();
    for (var question : questions) {
      asked.add(ask(question, scope));
    }
    return asked;
  }
}
