package lectern.pipeline;

import lectern.document.Document;
import org.jspecify.annotations.Nullable;

/// One document's way through its stages on one thread, that another thread can end. Between
/// stages, and in stages that do not take it amiss, it ends at once.
final class Journey {
  private @Nullable Thread interruptible;
  private boolean halted;

  /// Runs one stage.
  ///
  /// @throws InterruptedException when the journey was ended, whatever came of the stage
  Stage.Outcome through(Stage stage, Document document, Progress progress)
      throws InterruptedException {
    begin(stage);
    try {
      var outcome = stage.run(document, progress);
      checkNotHalted();
      return outcome;
    } finally {
      end();
    }
  }

  /// Ends the journey; it may take a while until its thread has noticed.
  synchronized void halt() {
    if (!halted && interruptible != null) {
      interruptible.interrupt();
    }
    halted = true;
  }

  synchronized boolean isHalted() {
    return halted;
  }

  private synchronized void begin(Stage stage) throws InterruptedException {
    checkNotHalted();
    if (stage.isInterruptible()) {
      interruptible = Thread.currentThread();
    }
  }

  private synchronized void end() {
    interruptible = null;
  }

  private synchronized void checkNotHalted() throws InterruptedException {
    if (halted) {
      throw new InterruptedException("the document is being deleted");
    }
  }
}
