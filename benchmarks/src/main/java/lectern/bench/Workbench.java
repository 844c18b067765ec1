package lectern.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lectern.Main;
import lectern.cli.Application;
import lectern.config.Settings;
import lectern.config.SettingsReader;
import lectern.document.Document;
import lectern.document.DocumentId;
import lectern.document.WorkspaceId;
import lectern.ingest.Ingest.Receipt;
import lectern.pipeline.DocumentStatus;
import lectern.pipeline.Progress;

/// A whole Lectern, as it is shipped, on an empty data folder of its own that is gone afterwards.
/// Its settings are the defaults: neither a settings file nor the environment changes what is
/// measured, and no database but the embedded one is touched.
public final class Workbench implements AutoCloseable {
  private final Path folder;
  private final Application lectern;

  private Workbench(Path folder, Application lectern) {
    this.folder = folder;
    this.lectern = lectern;
  }

  public static Workbench open(Progress progress) throws InterruptedException {
    var folder = temporaryFolder();
    try {
      return new Workbench(folder, Main.open(settings().withData(folder), progress));
    } catch (RuntimeException | InterruptedException e) {
      delete(folder);
      throw e;
    }
  }

  /// What is preset.
  static Settings settings() {
    return SettingsReader.read(Optional.empty(), Map.of());
  }

  public Application lectern() {
    return lectern;
  }

  /// Something to be taken in.
  interface Original {
    Receipt receive(Application lectern) throws IOException;

    static Original of(Path file) {
      return lectern -> {
        try (var content = Files.newInputStream(file)) {
          return lectern
              .ingest()
              .receive(WorkspaceId.LOCAL, file.getFileName().toString(), content);
        }
      };
    }
  }

  /// Takes files in and waits until each is ready or failed.
  ///
  /// @return their documents in the same order; the same one twice for equal files
  /// @throws IllegalStateException when one is refused, so that no figure is for less than it says
  List<Document> takeIn(List<Original> originals) throws InterruptedException {
    var documents = new ArrayList<Document>();
    for (var original : originals) {
      documents.add(takeIn(original));
      lectern.pipeline().wake();
    }
    lectern.pipeline().await(documents.stream().map(Document::id).toList());
    return documents;
  }

  private Document takeIn(Original original) {
    try {
      return switch (original.receive(lectern)) {
        case Receipt.Received(var document) -> document;
        case Receipt.Known(var document, _) -> document;
        case Receipt.Refused(var failure) -> throw new IllegalStateException(failure.message());
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  DocumentStatus status(DocumentId document) {
    return lectern.catalogue().status(WorkspaceId.LOCAL, document).orElseThrow();
  }

  @Override
  public void close() {
    try {
      lectern.close();
    } finally {
      delete(folder);
    }
  }

  static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("lectern-bench-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Deletes a folder with all that is in it.
  static void delete(Path folder) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, IOException thrown)
                throws IOException {
              Files.delete(emptied);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
