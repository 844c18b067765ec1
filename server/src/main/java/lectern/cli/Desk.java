package lectern.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lectern.cli.Shapes.AnswerShape;
import lectern.cli.Shapes.DocumentShape;
import lectern.cli.Shapes.PassageShape;
import lectern.cli.Shapes.RefusedShape;
import lectern.document.JobState;
import lectern.retrieve.Question;

/// Where commands hand their files and questions in: a Lectern in this process, or a server. What
/// comes back has the shape in which it is shown. Closing it loses nothing.
interface Desk extends AutoCloseable {

  /// Documents listed at the most.
  int MOST_LISTED = lectern.pipeline.Catalogue.MOST_LISTED;

  /// Takes files in, and waits until each is ready or failed.
  Taken take(List<Path> files) throws InterruptedException;

  /// The documents of the workspace, oldest first, at most {@link #MOST_LISTED}.
  List<DocumentShape> documents() throws InterruptedException;

  /// Answers a question.
  ///
  /// @param documents asks no others; empty asks all
  AnswerShape ask(Question question, Set<UUID> documents) throws InterruptedException;

  /// The passages that fit a question best, at most so many.
  ///
  /// @param documents looks in no others; empty looks in all
  List<PassageShape> search(Question question, Set<UUID> documents, int limit)
      throws InterruptedException;

  @Override
  void close();

  /// What became of files.
  ///
  /// @param documents each once, in the order of the files
  /// @param refused files that were not taken
  record Taken(List<DocumentShape> documents, List<RefusedShape> refused) {

    boolean allReady() {
      return refused.isEmpty() && documents.stream().allMatch(Taken::isReady);
    }

    Set<UUID> ready() {
      return documents.stream()
          .filter(Taken::isReady)
          .map(document -> UUID.fromString(document.id()))
          .collect(Collectors.toSet());
    }

    private static boolean isReady(DocumentShape document) {
      return document.state().equals(JobState.READY.word());
    }
  }
}
