package lectern.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import lectern.api.DocumentShape.FailureShape;
import lectern.cli.Desk.Taken;
import lectern.cli.Shapes.DocumentShape;

/// Tells people what became of their files.
final class IntakeReport {
  private final PrintWriter out;
  private final PrintWriter err;

  IntakeReport(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  /// A line for each file that did not become ready, with the reason, and for unread pictures.
  void failures(Taken taken) {
    for (var document : taken.documents()) {
      var failure = document.failure();
      var name = Terminal.oneLine(document.name());
      if (failure != null) {
        err.printf("%s: failed: %s%n", name, message(failure));
      } else if (document.unreadPictures() > 0) {
        err.printf(
            "%s: %d of its pages are pictures that were not read; is Tesseract installed?%n",
            name, document.unreadPictures());
      }
    }
    for (var refused : taken.refused()) {
      err.printf("%s: refused: %s%n", Terminal.oneLine(refused.file()), message(refused.failure()));
    }
    err.flush();
  }

  /// A table of documents with their states and stage times.
  void table(List<DocumentShape> documents) {
    if (documents.isEmpty()) {
      out.println("no documents yet; lectern ingest FILE takes some in");
      return;
    }
    out.printf(
        "%-34s %-9s %6s %8s %8s %8s %8s  %s%n",
        "document", "state", "pages", "parse", "chunk", "embed", "index", "");
    for (var document : documents) {
      out.printf(
          "%-34s %-9s %6s %8s %8s %8s %8s  %s%n",
          shortened(Terminal.oneLine(document.name())),
          document.state(),
          Objects.requireNonNullElse(document.pages(), "-"),
          millis(document, "parse"),
          millis(document, "chunk"),
          millis(document, "embed"),
          millis(document, "index"),
          reason(document));
    }
    if (documents.size() == Desk.MOST_LISTED) {
      out.printf("… only the oldest %,d are listed%n", Desk.MOST_LISTED);
    }
    out.flush();
  }

  private static String reason(DocumentShape document) {
    var failure = document.failure();
    var waiting = document.waiting();
    if (failure != null) {
      return message(failure);
    }
    return waiting == null ? "" : waiting.reason() + ", until " + waiting.until();
  }

  private static String message(FailureShape failure) {
    return Terminal.oneLine(failure.message());
  }

  private static String shortened(String name) {
    return name.length() <= 34 ? name : name.substring(0, 33) + "…";
  }

  private static String millis(DocumentShape document, String stage) {
    var time = document.stageMillis().get(stage);
    return time == null ? "-" : time + " ms";
  }
}
