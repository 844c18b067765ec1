package lectern.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import lectern.background.BackgroundThreads;
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

  /// Not virtual threads, which would take turns with those that answer readers.
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(
          BackgroundThreads.of(Thread.ofPlatform().name("pipeline-", 1).factory()));

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<DocumentId> running = new HashSet<>();
  private final StoreHealth store = new StoreHealth(LOOK_AGAIN);
  private volatile boolean closing;

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
  /// @throws InterruptedException also when the pipeline is closed meanwhile
  public void await(Collection<DocumentId> ids) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!areFinished(ids)) {
        changed.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Catches wide, as {@link #claimable} does: what the store throws is counted, and told at last
  /// as what it is.
  private boolean areFinished(Collection<DocumentId> ids) throws InterruptedException {
    if (closing) {
      throw new InterruptedException("the pipeline was closed");
    }
    var verdict = store.verdict();
    if (verdict.isPresent()) {
      throw verdict.get();
    }
    try {
      return store.isGood() && jobs.unfinished(ids) == 0;
    } catch (RuntimeException e) {
      storeFailed(e);
      return false;
    }
  }

  /// All documents still on their way, oldest first.
  public List<DocumentId> unfinished() {
    return jobs.unfinished();
  }

  /// Why no document is taken on now; empty when documents are.
  public Optional<String> trouble() {
    return closing
        ? Optional.of("the server is stopping")
        : store.verdict().map(_ -> "it has given up; the log has the details");
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
      while (!closing && store.verdict().isEmpty()) {
        if (running.size() < documentsAtOnce && store.mayBeAsked()) {
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
    try {
      var job = jobs.claimable(running);
      if (job.isEmpty() && running.isEmpty()) {
        store.worked(); // with something to do, only its success shows that the store is well
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
        store.worked();
        progress.moved(document.id(), job.state());
        stage = stageAfter(job.state());
      }
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
    var time = Duration.ofNanos(System.nanoTime() - began);
    jobs.spent(document.id(), stage.name(), time);
    progress.spent(stage.name(), time);
    return outcome;
  }

  /// Catches wide: a mistake of ours in one stage costs that document, not the server. What is
  /// thrown while we close is the interruption, in whatever words a library puts it.
  private Outcome guarded(Stage stage, Document document) throws InterruptedException {
    try {
      return stage.run(document, progress);
    } catch (RuntimeException | Error e) {
      if (closing) {
        throw new InterruptedException("closed in the middle of " + stage.name());
      }
      if (StoreTrouble.diskFull(e)) {
        return new Outcome.Wait("the disk is full", clock.instant().plus(DISK_PAUSE));
      }
      if (StoreTrouble.isNotTheDocuments(e)) {
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

  private void storeFailed(RuntimeException e) {
    if (!closing) {
      store.failed(e);
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
