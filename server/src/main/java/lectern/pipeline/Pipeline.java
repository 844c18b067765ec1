package lectern.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import lectern.chunk.Chunker;
import lectern.document.Document;
import lectern.document.DocumentId;
import lectern.document.Failure;
import lectern.document.Failure.Reason;
import lectern.document.JobState;
import lectern.embed.Vectors;
import lectern.index.SearchIndex;
import lectern.parse.Parser;
import lectern.pipeline.Jobs.Job;
import lectern.pipeline.Stage.Outcome;
import lectern.store.Blobs;
import lectern.store.Documents;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes every document from `received` to `ready`, and survives being killed at any moment.
///
/// Where a document is stands in the database, nowhere else. The runner claims the oldest
/// unfinished documents, as many at once as it is allowed, and takes each through its stages on a
/// thread of its own. A stage commits its result together with the next state; so after a crash,
/// the next start claims what is unfinished and goes on from there.
///
/// Safe to use from many threads.
public final class Pipeline implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

  /// How long a document that is due may go unnoticed when nobody calls {@link #wake()}.
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  /// A full disk is looked at again after so long.
  private static final Duration DISK_PAUSE = Duration.ofSeconds(30);

  /// How long stages may go on after the pipeline is told to close: most end within it.
  private static final Duration GRACE = Duration.ofSeconds(2);

  /// So many failures of the store in a row, a {@link #LOOK_AGAIN} apart, end the run.
  private static final int STORE_FAILURES = 5;

  private final Jobs jobs;
  private final Documents documents;
  private final Stage parse;
  private final Stage chunk;
  private final EmbedStage embed;
  private final IndexStage index;
  private final Reindexing reindexing;
  private final Progress progress;
  private final Clock clock;
  private final int documentsAtOnce;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<DocumentId> running = new HashSet<>();
  private int storeFailures;
  private long lastStoreFailure;
  private volatile boolean closing;
  private @Nullable PipelineStopped stopped;

  /// The parts that do the work.
  public record Parts(
      Jdbi jdbi, Blobs blobs, Parser parser, Chunker chunker, Vectors vectors, SearchIndex index) {}

  /// @param documentsAtOnce how many documents are on their way at the same time
  public Pipeline(Parts parts, int documentsAtOnce, Clock clock, Progress progress) {
    var jdbi = parts.jdbi();
    this.jobs = new Jobs(jdbi, clock);
    this.documents = new Documents(jdbi);
    this.parse = new ParseStage(jdbi, jobs, parts.blobs(), parts.parser());
    this.chunk = new ChunkStage(jdbi, jobs, parts.chunker());
    this.embed = new EmbedStage(jdbi, jobs, parts.vectors());
    this.index = new IndexStage(jdbi, jobs, parts.vectors(), parts.index());
    this.reindexing = new Reindexing(documents, embed, index, parts.index());
    this.progress = progress;
    this.clock = clock;
    this.documentsAtOnce = documentsAtOnce;
  }

  /// Which stage takes a document on from which state: the whole journey.
  private Optional<Stage> stageAfter(JobState state) {
    return switch (state) {
      case RECEIVED, PARSING -> Optional.of(parse);
      case PARSED -> Optional.of(chunk);
      case CHUNKED, EMBEDDING -> Optional.of(embed);
      case INDEXING -> Optional.of(index);
      case READY, WAITING, FAILED, CANCELLED -> Optional.empty();
    };
  }

  /// Begins to work, on threads of its own, with what an earlier run left unfinished.
  public void start() {
    threads.execute(this::dispatch);
  }

  /// Says that there may be something to do. Never needed, but quicker than waiting to be noticed.
  public void wake() {
    signalAfter(() -> {});
  }

  /// Waits until each of these documents is ready, failed or cancelled.
  ///
  /// @throws PipelineStopped when the store cannot be read or written any more
  public void await(Collection<DocumentId> ids) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        if (stopped != null) {
          throw stopped;
        }
        if (jobs.unfinished(ids) == 0) {
          return;
        }
        changed.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
      }
    } finally {
      lock.unlock();
    }
  }

  public Reindexing reindexing() {
    return reindexing;
  }

  /// The runner: claims what is due as places become free. Ends when closed, or when the store is
  /// gone.
  private void dispatch() {
    try {
      while (true) {
        var job = claim();
        if (job.isEmpty()) {
          return;
        }
        threads.execute(() -> travel(job.get()));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RejectedExecutionException _) {
      LOG.debug("closed between a claim and its start; the next start claims it again");
    }
  }

  /// Waits for a document that is due and a free place for it.
  ///
  /// @return empty when there will be no more
  private Optional<Job> claim() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closing && stopped == null) {
        if (running.size() < documentsAtOnce) {
          var job = claimable();
          if (job.isPresent()) {
            running.add(job.get().document());
            return job;
          }
        }
        changed.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /// Catches wide: whatever the store throws here must not end the runner at the first time.
  private Optional<Job> claimable() {
    if (storeFailures > 0 && System.nanoTime() - lastStoreFailure < LOOK_AGAIN.toNanos()) {
      return Optional.empty();
    }
    try {
      var job = jobs.claimable(running);
      if (job.isEmpty() && running.isEmpty()) {
        storeFailures = 0;
      }
      return job;
    } catch (RuntimeException e) {
      storeFailed(e);
      return Optional.empty();
    }
  }

  /// Takes one document through its stages until it is ready or cannot go on.
  private void travel(Job claimed) {
    try {
      var document = documents.document(claimed.document()).orElseThrow();
      var job = claimed;
      var stage = stageAfter(job.state());
      while (stage.isPresent() && !closing) {
        var outcome = timed(stage.get(), document);
        job = new Job(document.id(), act(outcome, job, stage.get()));
        progress.moved(document.id(), job.state());
        stage = stageAfter(job.state());
      }
      signalAfter(() -> storeFailures = 0);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      signalAfter(() -> storeFailed(e));
    } finally {
      signalAfter(() -> running.remove(claimed.document()));
    }
  }

  private Outcome timed(Stage stage, Document document) throws InterruptedException {
    long began = System.nanoTime();
    var outcome = guarded(stage, document);
    jobs.spent(document.id(), stage.name(), Duration.ofNanos(System.nanoTime() - began));
    return outcome;
  }

  /// Catches wide: a mistake of ours in one stage costs that document, not the server.
  private Outcome guarded(Stage stage, Document document) throws InterruptedException {
    try {
      return stage.run(document, progress);
    } catch (RuntimeException e) {
      if (closing) {
        throw new InterruptedException("the pipeline is closing");
      }
      if (StoreTrouble.diskFull(e)) {
        return new Outcome.Wait("the disk is full", clock.instant().plus(DISK_PAUSE));
      }
      if (StoreTrouble.connectionLost(e)) {
        throw e;
      }
      LOG.error("{} of document {} broke", stage.name(), document.id(), e);
      return new Outcome.Failed(
          new Failure(
              Reason.BROKEN,
              "Lectern made a mistake while it tried to %s this file (%s). Please report it."
                  .formatted(stage.name(), e.getClass().getSimpleName())));
    }
  }

  /// Writes down what a stage answered; `Done` has been written by the stage itself.
  private JobState act(Outcome outcome, Job job, Stage stage) {
    return switch (outcome) {
      case Outcome.Done(var next) -> next;
      case Outcome.Wait(var reason, var until) -> {
        LOG.warn("document {} waits until {}: {}", job.document(), until, reason);
        jobs.waitUntil(job, reason, until);
        yield JobState.WAITING;
      }
      case Outcome.Failed(var failure) -> {
        jobs.fail(job.document(), stage.name(), failure);
        yield JobState.FAILED;
      }
    };
  }

  /// Counts failures of the store; those of several documents at the same time count once.
  private void storeFailed(RuntimeException e) {
    boolean counted =
        storeFailures > 0 && System.nanoTime() - lastStoreFailure < LOOK_AGAIN.toNanos();
    if (closing || counted) {
      return;
    }
    lastStoreFailure = System.nanoTime();
    storeFailures++;
    var cause = StoreTrouble.rootMessage(e);
    LOG.warn("the database failed ({} of {}): {}", storeFailures, STORE_FAILURES, cause);
    if (storeFailures >= STORE_FAILURES) {
      stopped =
          new PipelineStopped(
              ("the database cannot be read or written (%s); mend that and start again,"
                      + " nothing is lost")
                  .formatted(cause),
              e);
    }
  }

  private void signalAfter(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Stops taking documents on. Stages that end soon may end, so that nothing is cut off while it
  /// writes; the others are interrupted. All go on at the next start.
  @Override
  public void close() {
    signalAfter(() -> closing = true);
    threads.shutdown();
    try {
      if (!threads.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException _) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
    threads.close();
  }
}
