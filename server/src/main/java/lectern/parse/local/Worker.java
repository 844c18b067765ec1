package lectern.parse.local;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lectern.document.Failure;
import lectern.document.Failure.Reason;
import lectern.document.Page;
import lectern.parse.PageSink;
import lectern.parse.ParserUnavailable;
import lectern.parse.Parsing;
import lectern.parse.Rendering;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server's side of one worker process. One file at a time; after anything but an orderly end
/// of a file it must be {@link #kill() killed}.
///
/// Two threads of the operating system drain the process's outputs, because a read of a pipe would
/// hold the carrier of a virtual thread. The caller waits on a queue of one reply: a worker that
/// writes faster than its pages are taken stands still.
final class Worker {
  private static final Logger log = LoggerFactory.getLogger(Worker.class);

  /// A JVM starts within a second; on a machine that swaps it may take this long.
  private static final Duration START_TIME = Duration.ofSeconds(60);

  /// From a closed output to the end of the process is a matter of milliseconds.
  private static final Duration DYING_TIME = Duration.ofSeconds(5);

  /// 128 + SIGKILL: how Linux reports what it, or somebody, killed.
  private static final int KILLED = 137;

  private final Process process;
  private final WorkerLimits limits;
  private final ErrorTail errors;
  private final OutputStream requests;
  private final Thread listener;
  private final CompletableFuture<Void> cleanedUp;
  private final BlockingQueue<Heard> heard = new ArrayBlockingQueue<>(1);
  private int filesRead;
  private boolean orderly = true;

  /// What came out of the process.
  private sealed interface Heard {
    record Said(Reply reply) implements Heard {}

    /// Something that is not a reply.
    record Garbage(String problem) implements Heard {}

    /// The process closed its output.
    record Silence() implements Heard {}
  }

  private Worker(Process process, Path folder, WorkerLimits limits) {
    this.process = process;
    this.limits = limits;
    this.requests = process.getOutputStream();
    this.errors = ErrorTail.of(process);
    this.listener =
        Thread.ofPlatform().daemon().name("worker-" + process.pid()).unstarted(this::listen);
    this.cleanedUp = process.onExit().thenRun(() -> Folders.delete(folder));
  }

  /// Starts a process and waits until it takes requests.
  ///
  /// @throws ParserUnavailable when there is no such Java, no room for its folder, or the process
  ///   ends before it is ready
  static Worker start(WorkerLaunch launch, WorkerLimits limits) throws InterruptedException {
    Worker worker;
    try {
      Path folder = Folders.create(launch.tempFolder());
      worker = new Worker(launch.processIn(folder, limits).start(), folder, limits);
    } catch (IOException e) {
      throw new ParserUnavailable("cannot start a process that reads files: " + e.getMessage(), e);
    }
    worker.listener.start();
    worker.awaitReady();
    return worker;
  }

  private void awaitReady() throws InterruptedException {
    boolean ready = false;
    try {
      Heard first = heard.poll(START_TIME.toMillis(), TimeUnit.MILLISECONDS);
      ready = first instanceof Heard.Said(Reply.Ready _);
    } finally {
      if (!ready) {
        kill();
      }
    }
    if (!ready) {
      throw new ParserUnavailable(
          "a process that reads files did not start: " + errors, new IOException("it ended"));
    }
  }

  /// Reads one file.
  ///
  /// @throws InterruptedException when the calling thread is interrupted; the worker must be killed
  Parsing read(Request.Read request, PageSink pages) throws InterruptedException {
    begin();
    var tally = new PageTally(request.limits(), request.afterPage());
    try {
      Wire.send(request, requests);
      return listenTo(tally, pages);
    } catch (UnreadableFile e) {
      return new Parsing.Failed(e.failure());
    } catch (IOException e) {
      return new Parsing.Failed(causeOfDeath());
    }
  }

  /// Draws one page.
  ///
  /// @throws InterruptedException as for {@link #read}
  Rendering draw(Request.Draw request) throws InterruptedException {
    begin();
    try {
      Wire.send(request, requests);
      return drawn(heard.poll(limits.pageTime().toNanos(), TimeUnit.NANOSECONDS));
    } catch (UnreadableFile e) {
      return new Rendering.Failed(e.failure());
    } catch (IOException e) {
      return new Rendering.Failed(causeOfDeath());
    }
  }

  private Rendering drawn(@Nullable Heard heard) throws InterruptedException {
    return switch (heard) {
      case null ->
          throw new UnreadableFile(
              Reason.TOO_SLOW,
              "Drawing this page took longer than %s.".formatted(inWords(limits.pageTime())));
      case Heard.Said(Reply.Drawn(var png)) -> {
        orderly = true;
        yield new Rendering.Rendered(png);
      }
      case Heard.Said(Reply.Refused(Failure failure)) -> {
        orderly = true;
        logDetails(failure);
        yield new Rendering.Failed(failure);
      }
      case Heard.Said _ -> throw babbled("it did not draw what it was asked to");
      case Heard.Garbage(String problem) -> throw babbled(problem);
      case Heard.Silence _ -> throw new UnreadableFile(causeOfDeath());
    };
  }

  private void begin() {
    filesRead++;
    orderly = false;
    errors.clear();
  }

  /// Takes replies until the last one, or until patience ends. Only the time spent waiting for the
  /// worker counts, not that of the taker of the pages.
  private Parsing listenTo(PageTally tally, PageSink pages) throws InterruptedException {
    long leftNanos = limits.fileTime().toNanos();
    while (leftNanos > 0) {
      long started = System.nanoTime();
      long patience = Math.min(leftNanos, limits.pageTime().toNanos());
      Heard next = heard.poll(patience, TimeUnit.NANOSECONDS);
      leftNanos -= System.nanoTime() - started;
      if (next == null && leftNanos > 0) {
        throw tooSlow(Setting.PAGE_TIME, "No page came for " + inWords(limits.pageTime()));
      }
      Optional<Parsing> end = next == null ? Optional.empty() : take(next, tally, pages);
      if (end.isPresent()) {
        return end.get();
      }
    }
    throw tooSlow(
        Setting.FILE_TIME, "Reading this file took longer than " + inWords(limits.fileTime()));
  }

  /// Does what one reply asks for, and tells how the file ended when it was the last.
  private Optional<Parsing> take(Heard heard, PageTally tally, PageSink pages)
      throws InterruptedException {
    return switch (heard) {
      case Heard.Said(Reply.Opened(var format, var pageCount)) -> {
        tally.opened(pageCount);
        pages.opened(format, pageCount);
        yield Optional.empty();
      }
      case Heard.Said(Reply.PageRead(Page page)) -> {
        tally.admit(page);
        pages.page(page);
        yield Optional.empty();
      }
      case Heard.Said(Reply.Done(int count, int unreadPictures)) -> {
        orderly = true;
        yield Optional.of(new Parsing.Parsed(count, unreadPictures));
      }
      case Heard.Said(Reply.Refused(Failure failure)) -> {
        orderly = true;
        logDetails(failure);
        yield Optional.of(new Parsing.Failed(failure));
      }
      case Heard.Said(Reply.Drawn _) -> throw babbled("it drew a page that nobody asked for");
      case Heard.Said(Reply.Ready _) -> throw babbled("it said twice that it is ready");
      case Heard.Garbage(String problem) -> throw babbled(problem);
      case Heard.Silence _ -> throw new UnreadableFile(causeOfDeath());
    };
  }

  /// The listener's thread: hears the worker until it falls silent or says something senseless.
  private void listen() {
    try (InputStream replies = new BufferedInputStream(process.getInputStream())) {
      int maxBytes = Wire.replyBytes(limits.read());
      Optional<Reply> reply = Wire.reply(replies, maxBytes);
      while (reply.isPresent()) {
        heard.put(new Heard.Said(reply.get()));
        reply = Wire.reply(replies, maxBytes);
      }
      heard.put(new Heard.Silence());
    } catch (EOFException e) {
      hear(new Heard.Silence());
    } catch (IOException e) {
      hear(new Heard.Garbage(String.valueOf(e.getMessage())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void hear(Heard last) {
    try {
      heard.put(last);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private UnreadableFile tooSlow(Setting setting, String what) {
    return new UnreadableFile(Reason.TOO_SLOW, setting.sentence(what));
  }

  private UnreadableFile babbled(String problem) {
    log.warn("The reading process {} was ended: {}. It wrote:\n{}", pid(), problem, errors);
    return new UnreadableFile(
        Reason.BROKEN,
        "The process that read this file answered nonsense and was ended; the server's log has the"
            + " details.");
  }

  private Failure causeOfDeath() throws InterruptedException {
    boolean ended = process.waitFor(DYING_TIME.toMillis(), TimeUnit.MILLISECONDS);
    int exit = ended ? process.exitValue() : 0;
    log.warn("The reading process {} ended with {}. It wrote:\n{}", pid(), exit, errors);
    return switch (exit) {
      case WorkerMain.OUT_OF_MEMORY ->
          new Failure(
              Reason.TOO_MUCH_MEMORY,
              Setting.HEAP.sentence(
                  "Reading this file takes more than %,d MB of memory"
                      .formatted(limits.heapMegabytes())));
      case KILLED ->
          new Failure(
              Reason.BROKEN,
              "The process that read this file was killed from outside, as happens when the"
                  + " machine has no memory left; try the file again.");
      default ->
          new Failure(
              Reason.BROKEN,
              "The process that read this file ended unexpectedly (exit code %d); the server's log"
                      .formatted(exit)
                  + " has the details.");
    };
  }

  private void logDetails(Failure failure) {
    if (failure.reason() == Reason.BROKEN) {
      log.warn("{} The reading process {} wrote:\n{}", failure.message(), pid(), errors);
    }
  }

  private static String inWords(Duration time) {
    return time.toMillis() < 1000 ? time.toMillis() + " ms" : time.toSeconds() + " s";
  }

  /// Whether the worker may take another file.
  boolean isFit() {
    return orderly && heard.isEmpty() && process.isAlive() && filesRead < limits.filesPerWorker();
  }

  long pid() {
    return process.pid();
  }

  /// Ends the process and all that it started. Safe to call more than once and from any thread.
  void kill() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    listener.interrupt();
  }

  /// Waits until a killed process is gone and its folder deleted.
  void awaitEnd() throws InterruptedException {
    try {
      cleanedUp.get(DYING_TIME.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      log.warn("The reading process {} is slow to end.", pid(), e);
    }
  }
}
