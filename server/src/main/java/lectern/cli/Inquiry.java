package lectern.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import lectern.cli.Shapes.AnswerShape;
import lectern.cli.Shapes.CitationShape;
import lectern.retrieve.Question;

/// Asks questions one after the other and shows the answers.
final class Inquiry {
  private final Desk desk;

  Inquiry(Desk desk) {
    this.desk = desk;
  }

  /// Asks all documents of the workspace.
  List<AnswerShape> askAll(List<Question> questions) throws InterruptedException {
    return ask(questions, Set.of());
  }

  /// Asks these documents and no others, also when there are none of them.
  List<AnswerShape> askAll(List<Question> questions, Set<UUID> documents)
      throws InterruptedException {
    return documents.isEmpty()
        ? questions.stream().map(question -> AnswerShape.noDocuments(question.text())).toList()
        : ask(questions, documents);
  }

  private List<AnswerShape> ask(List<Question> questions, Set<UUID> documents)
      throws InterruptedException {
    var answers = new ArrayList<AnswerShape>();
    for (var question : questions) {
      answers.add(desk.ask(question, documents));
    }
    return answers;
  }

  /// Prints an answer for people.
  static void print(AnswerShape answer, PrintWriter out) {
    out.println();
    out.println("Q: " + Terminal.safe(answer.question()));
    switch (answer.kind()) {
      case AnswerShape.WRITTEN -> {
        out.println("A: " + Terminal.safe(answer.text()));
        out.println("   (written by " + Terminal.oneLine(answer.provider()) + ")");
        answer.citations().forEach(citation -> print(citation, out));
      }
      case AnswerShape.EXTRACTS -> {
        out.println("A: (word for word from the documents; " + whyExtracts(answer) + ")");
        answer.citations().forEach(citation -> print(citation, out));
      }
      case AnswerShape.NO_DOCUMENTS ->
          out.println("A: There is no document to ask; ingest one first.");
      default -> {
        out.println("A: The documents do not answer this.");
        answer.passages().stream()
            .limit(1)
            .forEach(nearest ->
                out.printf(
                    "   Nearest: %s, page %d%n",
                    Terminal.oneLine(nearest.document()), nearest.page()));
      }
    }
    out.printf("   %d ms%n", answer.millis());
    out.flush();
  }

  private static String whyExtracts(AnswerShape answer) {
    return answer.fallback() == null
        ? "no language model is configured"
        : "no language model could answer: " + Terminal.oneLine(answer.fallback());
  }

  private static void print(CitationShape citation, PrintWriter out) {
    if (!citation.tableHeader().isEmpty()) {
      out.println("     " + Terminal.oneLine(citation.tableHeader()));
    }
    out.println("   “" + Terminal.oneLine(citation.quotation()) + "”");
    out.printf(
        "     — %s, page %d%s%s%n",
        Terminal.oneLine(citation.document()),
        citation.page(),
        section(citation.heading()),
        citation.verified() ? " ✓" : " (not verified)");
  }

  private static String section(String heading) {
    return heading.isEmpty() ? "" : " (" + Terminal.oneLine(heading) + ")";
  }
}
