package lectern.parse.local;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.SynchronousQueue;
import lectern.document.Failure;
import lectern.document.Failure.Reason;
import lectern.document.Format;
import lectern.document.Page;
import lectern.parse.PageSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A worker process: takes requests from its standard input, one after the other, and answers on
/// its standard output, which belongs to the {@link Wire} alone.
///
/// One thread reads the requests and another the files. So the first notices at once when the
/// server is gone, even by `kill -9`, since its end of the pipe closes with it; then the worker
/// takes its children with it and ends.
public final class WorkerMain {
  /// Files may nest deeply; the usual 1 MB holds some 10,000 frames, this ten times as many.
  private static final long STACK_BYTES = 16L << 20;

  private static final Logger log = LoggerFactory.getLogger(WorkerMain.class);

  /// The exit code that `-XX:+ExitOnOutOfMemoryError` has, too.
  static final int OUT_OF_MEMORY = 3;

  private final Readers readers;
  private final Path folder;
  private final InputStream requests =
      new BufferedInputStream(new FileInputStream(FileDescriptor.in));
  private final OutputStream replies =
      new BufferedOutputStream(new FileOutputStream(FileDescriptor.out));
  private final SynchronousQueue<Request> next = new SynchronousQueue<>();

  /// @param folder the worker's own; it is deleted with all that is in it when the worker ends
  WorkerMain(Readers readers, Path folder) {
    this.readers = readers;
    this.folder = folder;
  }

  /// @param arguments the worker's own folder
  public static void main(String[] arguments) throws IOException, InterruptedException {
    new WorkerMain(Readers.ofThisMachine(), Path.of(arguments[0])).serve();
  }

  /// Serves until the standard input ends, and then ends the process.
  void serve() throws IOException, InterruptedException {
    System.setOut(System.err);
    var server = Thread.currentThread();
    // Ctrl-C reaches the server and its workers alike. Only the server knows what to do about it,
    // so
    // a worker goes on until the server lets go of it.
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> waitFor(server)));
    Thread.Builder.OfPlatform reader =
        Thread.ofPlatform().name("reader").daemon().stackSize(STACK_BYTES);
    reader.uncaughtExceptionHandler((_, e) -> die(e)).start(this::readFiles);
    Wire.send(new Reply.Ready(), replies);
    Optional<Request> request = Wire.request(requests);
    while (request.isPresent()) {
      next.put(request.get());
      request = Wire.request(requests);
    }
    end();
  }

  private void end() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    Folders.delete(folder);
    Runtime.getRuntime().halt(0);
  }

  /// Ends the process, since nobody reads files in it any more. A full heap has ended it before;
  /// memory outside the heap comes here.
  private static void die(Throwable cause) {
    log.error("The worker cannot go on.", cause);
    Runtime.getRuntime().halt(cause instanceof OutOfMemoryError ? OUT_OF_MEMORY : 1);
  }

  private static void waitFor(Thread server) {
    try {
      server.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void readFiles() {
    try {
      while (true) {
        Wire.send(answer(next.take()), replies);
      }
    } catch (IOException | UncheckedIOException e) {
      // The server no longer listens: the other thread is about to end this process.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Does what is asked. Catches wide, as this is where the libraries of all formats meet files of
  /// strangers, and one file must not cost the worker; only a full heap does.
  private Reply answer(Request request) {
    try {
      return switch (request) {
        case Request.Read asked -> read(asked);
        case Request.Draw(var file, var sheet) ->
            new Reply.Drawn(readers.of(Sniffer.formatOf(file, "")).draw(file, sheet));
      };
    } catch (UnreadableFile e) {
      return new Reply.Refused(e.failure());
    } catch (NoSuchFileException e) {
      return refused(
          Reason.LOST, "The stored file is no longer there; the operator must look for it.");
    } catch (StackOverflowError e) {
      return refused(Reason.DAMAGED, "The file nests its parts too deeply to be read.");
    } catch (IOException e) {
      log.warn("Cannot read a file as its format says.", e);
      return damaged();
    } catch (RuntimeException e) {
      log.warn("Cannot read a file.", e);
      return isOurs(e) ? broken(e) : damaged();
    }
  }

  private Reply read(Request.Read request) throws IOException {
    var tally = new PageTally(request.limits(), request.afterPage());
    Format format = Sniffer.formatOf(request.file(), request.name());
    FormatReader reader = readers.of(format);
    reader.read(request.file(), request.limits(), request.afterPage(), sending(tally));
    return tally.done();
  }

  private PageSink sending(PageTally tally) {
    return new PageSink() {
      @Override
      public void opened(Format format, OptionalInt pageCount) {
        tally.opened(pageCount);
        send(new Reply.Opened(format, pageCount));
      }

      @Override
      public void page(Page page) {
        tally.admit(page);
        send(new Reply.PageRead(page));
      }
    };
  }

  private void send(Reply reply) {
    try {
      Wire.send(reply, replies);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether the mistake was made by Lectern and not by a format's library, which throws whatever
  /// comes when a file is damaged.
  private static boolean isOurs(RuntimeException e) {
    for (StackTraceElement frame : e.getStackTrace()) {
      if (!frame.getClassName().startsWith("java.")) {
        return frame.getClassName().startsWith("lectern.");
      }
    }
    return true;
  }

  private static Reply damaged() {
    return refused(
        Reason.DAMAGED,
        "The file is damaged and cannot be read. Open it with the program that made it and save it"
            + " again.");
  }

  private static Reply broken(RuntimeException e) {
    return refused(
        Reason.BROKEN,
        "Lectern made a mistake while reading this file (%s); the server's log has the details."
            .formatted(e.getClass().getSimpleName()));
  }

  private static Reply refused(Reason reason, String message) {
    return new Reply.Refused(new Failure(reason, message));
  }
}
