package lectern.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lectern.api.RunningServer;
import lectern.document.DocumentId;
import lectern.document.WorkspaceId;
import lectern.ingest.Ingest.Receipt;

/// Sample documents, ready to be asked.
final class Samples {
  private static final Path FOLDER = Path.of("../samples");

  private Samples() {}

  static Path file(String name) {
    return FOLDER.resolve(name);
  }

  /// Takes samples in and waits until they are ready.
  static void bringIn(RunningServer server, String... names)
      throws IOException, InterruptedException {
    for (var name : names) {
      bringIn(server, name, Files.readAllBytes(file(name)));
    }
  }

  /// Takes a file in and waits until it is ready, or has failed.
  static DocumentId bringIn(RunningServer server, String name, byte[] content)
      throws IOException, InterruptedException {
    try (var bytes = new ByteArrayInputStream(content)) {
      var receipt = server.lectern.ingest().receive(WorkspaceId.LOCAL, name, bytes);
      var id = ((Receipt.Received) receipt).document().id();
      server.lectern.pipeline().await(List.of(id));
      return id;
    }
  }
}
