package lectern.simulator.bill;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The hold of one simulator on its bill: a lock on a file beside it, `bill.jsonl.lock`, which the
/// system lets go of when the process ends, however it ends.
///
/// It is not on the bill itself, and its file is opened once: on POSIX systems whoever closes *any*
/// channel to a file gives up all locks that the process has on it, and reading the bill opens and
/// closes it. Which files this very process holds is kept here for the same reason.
final class Hold implements AutoCloseable {
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private Hold(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /// Takes hold of the bill, whose folder must be there; empty when another simulator has it.
  static Optional<Hold> of(Path bill) throws IOException {
    var folder = bill.toAbsolutePath().getParent();
    var file = (folder == null ? bill : folder.toRealPath().resolve(bill.getFileName()));
    if (!OURS.add(file)) {
      return Optional.empty();
    }
    var held = Optional.<Hold>empty();
    try {
      held = locked(file);
      return held;
    } finally {
      if (held.isEmpty()) {
        OURS.remove(file);
      }
    }
  }

  private static Optional<Hold> locked(Path file) throws IOException {
    var channel =
        FileChannel.open(
            file.resolveSibling(file.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      return Optional.empty();
    }
    return Optional.of(new Hold(file, channel));
  }

  @Override
  public void close() throws IOException {
    OURS.remove(file);
    channel.close();
  }
}
