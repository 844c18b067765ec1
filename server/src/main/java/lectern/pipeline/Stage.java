package lectern.pipeline;

import java.time.Instant;
import lectern.document.Document;
import lectern.document.Failure;
import lectern.document.JobState;

/// One step of a document's way.
///
/// A stage commits its result together with the next state, in one transaction, and then answers.
/// It can be run again at any time after a crash: what is already kept is not done twice.
interface Stage {

  /// The word under which its time is kept: `parse`, `chunk`, `embed` or `index`.
  String name();

  /// Whether its thread may be interrupted in the middle, when its document is deleted. The others
  /// are short, or use files that an interruption closes; they are waited for.
  boolean isInterruptible();

  /// Takes the document through this stage, from wherever a crash may have left it.
  Outcome run(Document document, Progress progress) throws InterruptedException;

  /// How a stage ended.
  sealed interface Outcome {
    /// The result and this state are committed.
    record Done(JobState next) implements Outcome {}

    /// Nothing is wrong with the document, but it cannot go on before this time. Uses up no
    /// attempt.
    record Wait(String reason, Instant until) implements Outcome {}

    /// The document will not become ready unless somebody does something.
    record Failed(Failure failure) implements Outcome {}
  }
}
