package lectern.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import lectern.background.BackgroundThreads;
import lectern.chunk.Chunker;
import lectern.document.Document;
import lectern.document.DocumentId;
import lectern.document.Failure;
import lectern.document.Failure.Reason;
import lectern.document.JobState;
import lectern.embed.Vectors;
import lectern.gateway.GaveUp;
import lectern.index.SearchIndex;
import lectern.parse.DocumentParser;
import lectern.pipeline.Jobs.Job;
import lectern.pipeline.Stage.Outcome;
import lectern.store.Blobs;
import lectern.store.Documents;
import org.jdbi.v3.core.Handle;
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

  /// How long stages may go on after the pipeline is told to close: most end within it.
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Jobs jobs;
  private final Documents documents;
  private final Stage parse;
  private final Stage chunk;
  private final Stage embed;
  private final IndexStage index;
  private final Reindexing reindexing;
  private final Removal removal;
  private final Progress progress;
  private final Clock clock;

  /// Not virtual threads, which would take turns with those that answer readers.
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(
          BackgroundThreads.of(Thread.ofPlatform().name("pipeline-", 1).factory()));

  private final Road road;
  private final StoreHealth store = new StoreHealth(Road.LOOK_AGAIN);
  private volatile boolean closing;

  /// The parts that do the work.
  public record Parts(
      Jdbi jdbi,
      Blobs blobs,
      DocumentParser parser,
      Chunker chunker,
      Vectors vectors,
      SearchIndex index) {}

  /// @param documentsAtOnce how many documents are on their way at the same time
  public Pipeline(Parts parts, int documentsAtOnce, Clock clock, Progress progress) {
    var jdbi = parts.jdbi();
    this.jobs = new Jobs(jdbi, clock);
    this.documents = new Documents(jdbi);
    this.parse = new ParseStage(jdbi, jobs, parts.blobs(), parts.parser(), clock);
    this.chunk = new ChunkStage(jdbi, jobs, parts.chunker());
    this.embed = new EmbedStage(jdbi, jobs, parts.vectors());
    this.index = new IndexStage(jdbi, jobs, parts.vectors(), parts.index());
    this.reindexing = new Reindexing(jobs, documents, index, parts.index());
    this.progress = progress;
    this.clock = clock;
    this.road = new Road(documentsAtOnce);
    this.removal = new Removal(parts, progress, road);
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
    road.signal();
  }

  /// Waits until each of these documents is ready, failed or cancelled.
  ///
  /// @throws PipelineStopped when the store cannot be read or written any more
  /// @throws InterruptedException also when the pipeline is closed meanwhile
  public void await(Collection<DocumentId> ids) throws InterruptedException {
    road.await(() -> areFinished(ids));
    if (closing) {
      throw new InterruptedException("the pipeline was closed");
    }
  }

  /// Catches wide, as {@link #claimable} does: what the store throws is counted, and told at last
  /// as what it is.
  private boolean areFinished(Collection<DocumentId> ids) {
    if (closing) {
      return true;
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
        : store.verdict().map(_ -> "no document can be worked on; the log has the details");
  }

  public Reindexing reindexing() {
    return reindexing;
  }

  public Removal removal() {
    return removal;
  }

  /// Begins again with a document that failed, has pages that are pictures which nothing read, or
  /// was not read by the parser of first choice.
  ///
  /// @return false when there is no such reason, and nothing was done
  public boolean retry(DocumentId document) {
    boolean restarted = jobs.restart(document);
    if (restarted) {
      progress.moved(document, JobState.RECEIVED);
      wake();
    }
    return restarted;
  }

  /// Notes a document's new name, in the caller's transaction, and has it indexed again. Then
  /// {@link #wake()}.
  public void renamed(Handle transaction, DocumentId document) {
    jobs.renamed(transaction, document);
  }

  /// Notes that tags or collections of a document changed, in the caller's transaction.
  public void touched(Handle transaction, DocumentId document) {
    jobs.touch(transaction, document);
  }

  /// The runner: claims what is due as places become free, until it is closed. When the store is
  /// gone it goes on trying: a server is there for as long as it takes until the store is back.
  private void dispatch() {
    try {
      while (true) {
        var claimed = road.claim(() -> closing, this::claimable);
        if (claimed.isEmpty()) {
          return;
        }
        threads.execute(() -> travel(claimed.get()));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RejectedExecutionException _) {
      LOG.debug("closed between a claim and its start; the next start claims it again");
    }
  }

  /// Catches wide: whatever the store throws here must not end the runner at the first time.
  private Optional<Job> claimable(Set<DocumentId> taken) {
    if (!store.mayBeAsked()) {
      return Optional.empty();
    }
    try {
      var job = jobs.claimable(taken);
      if (job.isEmpty() && taken.isEmpty()) {
        store.worked(); // with something to do, only its success shows that the store is well
      }
      return job;
    } catch (RuntimeException e) {
      storeFailed(e);
      return Optional.empty();
    }
  }

  /// Takes one document through its stages until it is ready or cannot go on.
  private void travel(Road.Claimed claimed) {
    try {
      var job = claimed.job();
      var document = documents.document(job.document()).orElseThrow();
      var stage = stageAfter(job.state());
      while (stage.isPresent() && !closing) {
        var outcome = timed(claimed.journey(), stage.get(), document);
        job = new Job(document.id(), act(outcome, job, stage.get()));
        store.worked();
        progress.moved(document.id(), job.state());
        stage = stageAfter(job.state());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      road.signalAfter(() -> storeFailed(e));
    } finally {
      road.leave(claimed.job().document());
    }
  }

  private Outcome timed(Journey journey, Stage stage, Document document)
      throws InterruptedException {
    long began = System.nanoTime();
    var outcome = guarded(journey, stage, document);
    var time = Duration.ofNanos(System.nanoTime() - began);
    jobs.spent(document.id(), stage.name(), time);
    progress.spent(stage.name(), time);
    return outcome;
  }

  /// Catches wide: a mistake of ours in one stage costs that document, not the server. What is
  /// thrown while we end it is the interruption, in whatever words a library puts it.
  private Outcome guarded(Journey journey, Stage stage, Document document)
      throws InterruptedException {
    try {
      return journey.through(stage, document, progress);
    } catch (RuntimeException | Error e) {
      if (closing || journey.isHalted()) {
        throw new InterruptedException("ended in the middle of " + stage.name());
      }
      if (e instanceof GaveUp gaveUp) {
        return Setback.after(gaveUp, clock);
      }
      if (StoreTrouble.diskFull(e)) {
        return Setback.diskFull(clock);
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
        index.takeOut(job.document()); // it may have been ready before
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

  /// Stops taking documents on. Stages that end soon may end, so that nothing is cut off while it
  /// writes; the others are interrupted. All go on at the next start.
  @Override
  public void close() {
    road.signalAfter(() -> closing = true);
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
