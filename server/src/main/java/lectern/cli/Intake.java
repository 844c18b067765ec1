package lectern.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lectern.document.Document;
import lectern.document.DocumentId;
import lectern.document.Failure;
import lectern.document.Failure.Reason;
import lectern.document.JobState;
import lectern.document.WorkspaceId;
import lectern.ingest.Ingest.Receipt;
import lectern.store.StoreUnavailable;

/// Takes files and folders from the command line, and waits until each is ready or failed.
final class Intake {
  /// Files taken in one command; more need a second one.
  private static final int MOST_FILES = 100_000;

  /// How deep folders are followed.
  private static final int MOST_LEVELS = 64;

  private final Application lectern;
  private final ProgressDisplay display;

  Intake(Application lectern, ProgressDisplay display) {
    this.lectern = lectern;
    this.display = display;
  }

  /// What became of the files.
  ///
  /// @param documents each once, in the order of the files
  /// @param refused files that were not taken, by their path
  record Taken(List<Document> documents, Map<Path, Failure> refused) {}

  /// The files among these, and those in folders among these, without hidden ones, sorted in each
  /// folder.
  ///
  /// @throws WrongUse when one does not exist or cannot be read
  static List<Path> files(List<Path> given) {
    var files = new ArrayList<Path>();
    for (var path : given) {
      if (Files.isDirectory(path)) {
        files.addAll(inFolder(path));
      } else if (Files.isRegularFile(path) && Files.isReadable(path)) {
        files.add(path);
      } else {
        throw new WrongUse(path + ": no such file, or not readable");
      }
    }
    if (files.isEmpty()) {
      throw new WrongUse("there are no files in " + given);
    }
    if (files.size() > MOST_FILES) {
      throw new WrongUse(
          "%,d files are more than the %,d of one command".formatted(files.size(), MOST_FILES));
    }
    return files;
  }

  private static List<Path> inFolder(Path folder) {
    try (var found = Files.walk(folder, MOST_LEVELS, FileVisitOption.FOLLOW_LINKS)) {
      return found
          .filter(Files::isRegularFile)
          .filter(file -> !isHidden(folder.relativize(file)))
          .sorted()
          .limit(MOST_FILES + 1L)
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new WrongUse(folder + ": cannot be listed: " + e.getMessage());
    }
  }

  private static boolean isHidden(Path relative) {
    for (var part : relative) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  /// Takes files in and waits for them, and for what an earlier run left unfinished.
  Taken take(List<Path> files) throws InterruptedException {
    var documents = new LinkedHashMap<DocumentId, Document>();
    var refused = new LinkedHashMap<Path, Failure>();
    var leftOver = lectern.pipeline().unfinished();
    for (var id : leftOver) {
      lectern
          .catalogue()
          .status(WorkspaceId.LOCAL, id)
          .ifPresent(it -> display.known(it.document(), it.state()));
    }
    for (var file : files) {
      switch (receive(file)) {
        case Receipt.Received(var document) -> {
          documents.put(document.id(), document);
          display.received(document);
        }
        case Receipt.Known(var document, _) -> {
          documents.put(document.id(), document);
          display.known(document, state(document));
        }
        case Receipt.Refused(var failure) -> refused.put(file, failure);
      }
      lectern.pipeline().wake();
    }
    var taken = List.copyOf(documents.values());
    lectern
        .pipeline()
        .await(Stream.concat(documents.keySet().stream(), leftOver.stream()).toList());
    display.finish();
    return new Taken(taken, refused);
  }

  private JobState state(Document document) {
    return lectern.catalogue().status(document.workspace(), document.id()).orElseThrow().state();
  }

  /// A file that cannot be read or stored costs itself, not the rest.
  private Receipt receive(Path file) {
    try (var content = Files.newInputStream(file)) {
      return lectern.ingest().receive(WorkspaceId.LOCAL, file.getFileName().toString(), content);
    } catch (IOException e) {
      return new Receipt.Refused(
          new Failure(Reason.NOT_STORED, "The file could not be read: " + e.getMessage()));
    } catch (StoreUnavailable e) {
      return new Receipt.Refused(new Failure(Reason.NOT_STORED, String.valueOf(e.getMessage())));
    }
  }
}
