package lectern.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lectern.agent.Answer;
import lectern.agent.Answer.Quotation;
import lectern.cli.Shapes.AnswerShape;
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
      case Answer.NoDocuments() -> out.println("A: There are no documents yet; ingest some first.");
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

  List<Asked> askAll(List<Question> questions, Scope scope) throws InterruptedException {
    var asked = new ArrayList<Asked>();
    for (var question : questions) {
      asked.add(ask(question, scope));
    }
    return asked;
  }
}
