package lectern.simulator.bill;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lines in a file that one process at a time holds.
///
/// Whoever accepts an entry waits until it is on the disk, and thousands want to at once; so they
/// share the trips. Everybody puts lines into the batch that is filling. One thread takes the
/// batch, leaves an empty one, writes, forces the disk once, and then releases all who wait; in the
/// meantime the next batch fills. This is the group commit of databases. A batch without entries is
/// not forced: what became of an answer nobody waits for.
final class FileJournal implements Journal {
  private static final Logger LOG = LoggerFactory.getLogger(FileJournal.class);

  /// How every line begins, by which a line torn by a crash is told from a file that is no bill.
  private static final String BEGINNING = "{\"line\":\"";

  private final Path file;
  private final Hold hold;
  private final FileChannel channel;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private Batch filling = new Batch();
  private Batch writing = Batch.written();
  private long written;
  private boolean closing;
  private Optional<IOException> failure = Optional.empty();

  private FileJournal(Path file, Hold hold, FileChannel channel, long written) {
    this.file = file;
    this.hold = hold;
    this.channel = channel;
    this.written = written;
  }

  /// Takes hold of the file, makes it if need be, and cuts off a line that a crash tore.
  static FileJournal open(Path file) {
    try {
      var folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder == null ? file.toAbsolutePath() : folder);
      var hold = Hold.of(file).orElseThrow(() -> taken(file));
      try {
        return open(file, hold);
      } catch (IOException | RuntimeException e) {
        hold.close();
        throw e;
      }
    } catch (IOException e) {
      throw new WrongBill(file, "cannot be opened (" + e + "); give the bill another file");
    }
  }

  private static WrongBill taken(Path file) {
    return new WrongBill(file, "another simulator keeps its bill here; give this one its own");
  }

  private static FileJournal open(Path file, Hold hold) throws IOException {
    var channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      var lines = checked(file, channel);
      var journal = new FileJournal(file, hold, channel, lines);
      Thread.ofPlatform().daemon().name("simulator-bill").start(journal::writeAll);
      return journal;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /// Reads the file to its end, where the channel then stands.
  private static long checked(Path file, FileChannel channel) throws IOException {
    var reader = new LineReader(Channels.newInputStream(channel));
    try {
      for (var line = reader.next(); line.isPresent(); line = reader.next()) {
        LineFormat.read(line.get());
      }
      cutOff(reader, file, channel);
    } catch (IllegalArgumentException e) {
      var reason = "line %d is not a line of a bill: %s".formatted(reader.number(), e.getMessage());
      throw new WrongBill(file, reason + "; move the file away, or mend the line");
    }
    channel.position(reader.end());
    return reader.number();
  }

  private static void cutOff(LineReader reader, Path file, FileChannel channel) throws IOException {
    var torn = reader.torn();
    if (torn.isEmpty()) {
      return;
    }
    if (!torn.startsWith(BEGINNING) && !BEGINNING.startsWith(torn)) {
      throw new WrongBill(file, "the end is not from a bill; this file is something else");
    }
    LOG.warn("{}: cut off a last line that a crash tore; nobody was answered for it", file);
    channel.truncate(reader.end());
  }

  @Override
  public void append(Line line) {
    var bytes = (LineFormat.write(line) + "\n").getBytes(StandardCharsets.UTF_8);
    if (bytes.length > LineReader.MAX_LINE_BYTES) {
      throw new IllegalArgumentException("too long for a line of the bill: " + line);
    }
    switch (line) {
      case Line.Accepted _ -> filled(bytes, Batch.Wait.UNTIL_FORCED).done.join();
      case Line.Noted _ -> filled(bytes, Batch.Wait.NOT);
    }
  }

  private Batch filled(byte[] line, Batch.Wait wait) {
    lock.lock();
    try {
      if (closing || failure.isPresent()) {
        return Batch.refused(failure);
      }
      filling.add(line, wait);
      changed.signal();
      return filling;
    } finally {
      lock.unlock();
    }
  }

  private void writeAll() {
    try (hold;
        channel) {
      for (var batch = take(); batch.lines > 0; batch = take()) {
        write(batch);
      }
      channel.force(false);
    } catch (IOException e) {
      fail(e);
    } catch (RuntimeException | Error e) { // nobody must wait for a thread that is no more
      fail(new IOException(e));
    } finally {
      ended.complete(null);
    }
  }

  /// The next batch with lines; one without, when there will be no more.
  private Batch take() {
    lock.lock();
    try {
      while (filling.lines == 0 && !closing) {
        changed.awaitUninterruptibly();
      }
      if (filling.lines == 0) {
        return filling;
      }
      writing = filling;
      filling = new Batch();
      return writing;
    } finally {
      lock.unlock();
    }
  }

  private void write(Batch batch) throws IOException {
    var bytes = ByteBuffer.wrap(batch.bytes.toByteArray());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    if (batch.wait == Batch.Wait.UNTIL_FORCED) {
      channel.force(false);
    }
    lock.lock();
    try {
      written += batch.lines;
    } finally {
      lock.unlock();
    }
    batch.done.complete(null);
  }

  /// A line may be torn now, so nothing must follow it.
  private void fail(IOException e) {
    LOG.error("{}: cannot be written; from now on nothing that costs is answered", file, e);
    lock.lock();
    try {
      failure = Optional.of(e);
      writing.done.completeExceptionally(e);
      filling.done.completeExceptionally(e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void replay(Consumer<Line> reader) {
    last().done.join();
    var lines = written();
    try (var bytes = Files.newInputStream(file)) {
      var source = new LineReader(bytes);
      while (source.number() < lines) {
        reader.accept(LineFormat.read(source.next().orElseThrow()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Batch last() {
    lock.lock();
    try {
      return filling.lines == 0 ? writing : filling;
    } finally {
      lock.unlock();
    }
  }

  private long written() {
    lock.lock();
    try {
      return written;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
    ended.join();
  }

  /// Lines that share a trip to the disk.
  private static final class Batch {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    final CompletableFuture<Void> done = new CompletableFuture<>();
    Wait wait = Wait.NOT;
    int lines;

    enum Wait {
      NOT,
      UNTIL_FORCED
    }

    static Batch refused(Optional<IOException> failure) {
      var batch = new Batch();
      batch.done.completeExceptionally(
          failure.<Exception>map(e -> e).orElseGet(() -> new IOException("the bill is closed")));
      return batch;
    }

    static Batch written() {
      var batch = new Batch();
      batch.done.complete(null);
      return batch;
    }

    void add(byte[] line, Wait urgency) {
      bytes.writeBytes(line);
      lines++;
      if (urgency == Wait.UNTIL_FORCED) {
        wait = urgency;
      }
    }
  }
}
