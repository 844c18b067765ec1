package lectern.api;

import java.util.Arrays;
import java.util.stream.Collectors;
import lectern.http.ProblemType;

/// The pages to which `type` of a problem leads: what it means and what to do.
final class ProblemPages {
  private static final String FRAME =
      """
      <!doctype html>
      <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%1$s · Lectern</title>
        <link rel="stylesheet" href="/problems/style.css">
      </head>
      <body>
        <header><a href="/">Lectern</a></header>
        <main>
      %2$s    </main>
        <footer>
          <a href="/problems">All problems</a> · <a href="/api/v1/openapi.yaml">API</a>
        </footer>
      </body>
      </html>
      """;

  private ProblemPages() {}

  /// All kinds of problems, in the order of their status.
  static String all() {
    var rows =
        Arrays.stream(ProblemType.values())
            .map(type ->
                """
                      <a href="/problems/%s"><span class="status">%d</span> <strong>%s</strong>
                        <span>%s</span></a>
                """
                    .formatted(
                        type.slug(), type.status(), text(type.title()), prose(type.explanation())))
            .collect(Collectors.joining());
    return FRAME.formatted(
        "Problems",
        """
              <h1>Problems</h1>
              <p>Why a request was not answered as asked. The field <code>type</code> of a problem
                leads to its page, and <code>detail</code> says what was wrong with the request.</p>
              <nav aria-label="Problems">
        %s      </nav>
        """
            .formatted(rows));
  }

  /// One kind of problem.
  static String of(ProblemType type) {
    return FRAME.formatted(
        text(type.title()),
        """
              <p class="status">%d</p>
              <h1>%s</h1>
              <p>%s</p>
              <h2>What to do</h2>
              <p>%s</p>
              <p class="type"><code>/problems/%s</code></p>
        """
            .formatted(
                type.status(),
                text(type.title()),
                prose(type.explanation()),
                prose(remedy(type)),
                type.slug()));
  }

  private static String remedy(ProblemType type) {
    return switch (type.status()) {
      case 401 ->
          "Make a key in the settings of the web app, and send it with each request. A key that"
              + " worked before was revoked, or has expired.";
      case 403 -> "Use a key whose role allows this, or ask an admin of the workspace for one.";
      case 404 ->
          "Look at the address and the id in it. What is in another workspace is not found, and"
              + " what was deleted does not come back.";
      case 405 -> "Use one of the methods that the header `Allow` lists.";
      case 409 -> "Fetch what is there now, and decide anew.";
      case 413 -> "Send less at once, or ask the operator to raise the limit `detail` names.";
      case 415 -> "Send the media type that `detail` names, in the header `Content-Type`.";
      case 416 -> "Ask for a range inside of the file; without `Range` all of it is sent.";
      case 422 -> "Read `detail`, and change what you send; the same again is refused again.";
      case 429 -> "Wait as many seconds as `Retry-After` says, and send the same request again.";
      case 500 -> "Report it with its `requestId`. Nobody using the API can mend it.";
      case 503 -> "Try again in a little while, with longer and longer pauses.";
      case 507 -> "The operator must free space; then send the same request again.";
      default -> "Read `detail`, which says what is wrong and where, and change the request.";
    };
  }

  /// Prose in which `words` are code.
  private static String prose(String plain) {
    return text(plain).replaceAll("`([^`]+)`", "<code>$1</code>");
  }

  private static String text(String plain) {
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
