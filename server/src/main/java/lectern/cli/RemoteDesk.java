package lectern.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lectern.cli.Shapes.AnswerShape;
import lectern.cli.Shapes.DocumentShape;
import lectern.cli.Shapes.PassageShape;
import lectern.cli.Shapes.RefusedShape;
import lectern.cli.remote.Awaiting;
import lectern.cli.remote.ServerClient;
import lectern.cli.remote.Upload;
import lectern.document.DocumentId;
import lectern.document.JobState;
import lectern.retrieve.Question;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A server, in the workspace of a key.
final class RemoteDesk implements Desk {
  private final ServerClient server;
  private final ProgressDisplay display;

  RemoteDesk(ServerClient server, ProgressDisplay display) {
    this.server = server;
    this.display = display;
  }

  /// What is asked of the server; null asks everything.
  record Asking(String question, @Nullable Set<UUID> documents) {}

  record Searching(String question, @Nullable Set<UUID> documents, int limit) {}

  record Found(List<PassageShape> passages) {}

  record Listed(List<lectern.api.DocumentShape> documents, @Nullable String nextCursor) {}

  /// Waits for these files alone: what else is on its way goes on by itself, on the server.
  @Override
  public Taken take(List<Path> files) throws InterruptedException {
    if (files.isEmpty()) {
      return new Taken(List.of(), List.of());
    }
    server.get("/api/v1/session", JsonNode.class); // a wrong address or key is told at once
    var awaiting = new Awaiting(server, display);
    var refused = new ArrayList<RefusedShape>();
    for (var file : files) {
      switch (server.upload(file)) {
        case Upload.Received(var document) -> {
          display.received(id(document), document.name());
          awaiting.add(document);
        }
        case Upload.Known(var document) -> {
          display.known(id(document), document.name(), JobState.of(document.state()));
          awaiting.add(document);
        }
        case Upload.Refused(var failure) -> refused.add(new RefusedShape(file.toString(), failure));
      }
    }
    var settled = awaiting.await();
    display.finish();
    return new Taken(settled.stream().map(DocumentShape::of).toList(), refused);
  }

  private static DocumentId id(lectern.api.DocumentShape document) {
    return new DocumentId(UUID.fromString(document.id()));
  }

  @Override
  public List<DocumentShape> documents() throws InterruptedException {
    var documents = new ArrayList<DocumentShape>();
    var cursor = Optional.of("");
    while (cursor.isPresent() && documents.size() < MOST_LISTED) {
      var behind = URLEncoder.encode(cursor.get(), StandardCharsets.UTF_8);
      var listed =
          server.get(
              "/api/v1/documents?sort=receivedAt&limit=200"
                  + (behind.isEmpty() ? "" : "&cursor=" + behind),
              Listed.class);
      listed.documents().stream().map(DocumentShape::of).forEach(documents::add);
      cursor = Optional.ofNullable(listed.nextCursor());
    }
    return documents;
  }

  @Override
  public AnswerShape ask(Question question, Set<UUID> documents) throws InterruptedException {
    var asking = new Asking(question.text(), documents.isEmpty() ? null : documents);
    return server.post("/api/v1/ask", asking, AnswerShape.class);
  }

  @Override
  public List<PassageShape> search(Question question, Set<UUID> documents, int limit)
      throws InterruptedException {
    var searching = new Searching(question.text(), documents.isEmpty() ? null : documents, limit);
    return server.post("/api/v1/search", searching, Found.class).passages();
  }

  @Override
  public void close() {
    server.close();
  }
}
