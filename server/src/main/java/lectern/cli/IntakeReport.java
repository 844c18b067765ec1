package lectern.cli;

import java.io.PrintWriter;
import java.util.List;
import lectern.cli.Intake.Taken;
import lectern.document.Failure;
import lectern.pipeline.Catalogue;
import lectern.pipeline.DocumentStatus;

/// Tells people what became of their files.
final class IntakeReport {
  private final PrintWriter out;
  private final PrintWriter err;

  IntakeReport(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  /// A line for each file that did not become ready, with the reason, and for unread pictures.
  void failures(List<DocumentStatus> statuses, Taken taken) {
    for (var status : statuses) {
      var name = status.document().name();
      status
          .failed()
          .ifPresent(failed -> err.printf("%s: failed: %s%n", name, message(failed.failure())));
      if (status.failed().isEmpty() && status.unreadPictures() > 0) {
        err.printf(
            "%s: %d of its pages are pictures that were not read; is Tesseract installed?%n",
            name, status.unreadPictures());
      }
    }
    taken
        .refused()
        .forEach((file, failure) ->
            err.printf("%s: refused: %s%n", Terminal.oneLine(file.toString()), message(failure)));
    err.flush();
  }

  /// A table of documents with their states and stage times.
  void table(List<DocumentStatus> statuses) {
    if (statuses.isEmpty()) {
      out.println("no documents yet; lectern ingest FILE takes some in");
      return;
    }
    out.printf(
        "%-34s %-9s %6s %8s %8s %8s %8s  %s%n",
        "document", "state", "pages", "parse", "chunk", "embed", "index", "");
    for (var status : statuses) {
      out.printf(
          "%-34s %-9s %6s %8s %8s %8s %8s  %s%n",
          shortened(status.document().name()),
          status.state().word(),
          status.pages().isPresent() ? status.pages().getAsInt() : "-",
          millis(status, "parse"),
          millis(status, "chunk"),
          millis(status, "embed"),
          millis(status, "index"),
          reason(status));
    }
    if (statuses.size() == Catalogue.MOST_LISTED) {
      out.printf("… only the oldest %,d are listed%n", Catalogue.MOST_LISTED);
    }
    out.flush();
  }

  private static String reason(DocumentStatus status) {
    return status
        .failed()
        .map(failed -> message(failed.failure()))
        .or(() -> status.waiting().map(w -> w.reason() + ", until " + w.until()))
        .orElse("");
  }

  private static String message(Failure failure) {
    return Terminal.oneLine(failure.message());
  }

  private static String shortened(String name) {
    return name.length() <= 34 ? name : name.substring(0, 33) + "…";
  }

  private static String millis(DocumentStatus status, String stage) {
    var time = status.stageTimes().get(stage);
    return time == null ? "-" : time.toMillis() + " ms";
  }
}
