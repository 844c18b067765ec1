package lectern.parse.remote;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import lectern.document.Format;
import lectern.gateway.CallError;
import lectern.gateway.Charge;
import lectern.gateway.Deadline;
import lectern.gateway.GaveUp;
import lectern.gateway.ModelRoute;
import lectern.gateway.Outcome;
import lectern.gateway.llamaparse.Errand;
import lectern.gateway.llamaparse.LlamaParse;
import lectern.gateway.llamaparse.ParseJob;
import lectern.gateway.llamaparse.ParsedPage;
import lectern.gateway.llamaparse.Recipe;
import lectern.gateway.llamaparse.Upload;
import lectern.parse.DocumentParser.Filed;
import lectern.parse.remote.PaidJob.Ending;

/// One document on its way through LlamaParse, see {@link PaidParser}. For one thread.
final class PaidTrip {
  /// LlamaParse's own SDKs wait so long before the first look at a job, and so much longer before
  /// each further one (2.16.0 for TypeScript).
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  /// No pause between two looks is longer; that of the SDKs, too.
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /// Creates of one job whose replies are lost, before the document has to wait.
  private static final int MOST_CREATES = 3;

  /// Jobs for one document in one try: one whose result is gone is made again, once.
  private static final int MOST_JOBS = 2;

  private final PaidParser.Parts parts;
  private final LlamaParse client;
  private final PaidJobs jobs;
  private final Filed filed;
  private final Format format;
  private final ModelRoute pinned;
  private final Recipe recipe;

  PaidTrip(PaidParser.Parts parts, Filed filed, Format format, ModelRoute pinned) {
    this.parts = parts;
    this.client = parts.client();
    this.jobs = parts.jobs();
    this.filed = filed;
    this.format = format;
    this.pinned = pinned;
    this.recipe = Recipe.of(pinned.choices().getFirst().target().model());
  }

  /// What decides the result beside the bytes. Jobs live where they were created, so the provider
  /// belongs to it.
  String recipe() {
    return pinned.choices().getFirst().target().provider() + " " + recipe;
  }

  /// What is gone is made again; any other trouble is told.
  Reading read() throws InterruptedException {
    var kept = jobs.result(filed.document().sha256(), recipe());
    if (!kept.isEmpty()) {
      return new Reading.Read(kept);
    }
    var deadline = Deadline.in(parts.limits().fileTimeout(), parts.surroundings().time());
    var errand = new Errand(filed.document().workspace(), pinned, deadline);
    for (int made = 1; ; made++) {
      var left = jobs.open(filed.document().sha256(), recipe());
      var job = left.orElseGet(this::intended);
      try {
        return follow(errand, left.isPresent() ? adopted(errand, job) : created(errand, job));
      } catch (GaveUp e) {
        boolean isGone = e.error() instanceof CallError.ResultExpired;
        if (!isGone || made == MOST_JOBS) {
          return new Reading.Unusable(e.error());
        }
        jobs.ended(job.intent(), Ending.LOST);
      }
    }
  }

  private PaidJob intended() {
    var document = filed.document();
    var job =
        new PaidJob(
            UUID.randomUUID(),
            document.id(),
            document.workspace(),
            document.sha256(),
            pinned.choices().getFirst().target(),
            recipe(),
            Optional.empty(),
            parts.surroundings().clock().instant());
    jobs.intended(job);
    return job;
  }

  /// Goes on with a job that an earlier try or run began.
  private PaidJob adopted(Errand errand, PaidJob job) throws InterruptedException {
    if (job.id().isPresent()) {
      return job;
    }
    var found = parts.lostJobs().find(errand, job);
    return found.isPresent() ? named(job, found.get()) : created(errand, job);
  }

  private PaidJob created(Errand errand, PaidJob job) throws InterruptedException {
    for (int creates = 1; ; creates++) {
      switch (client.upload(errand, upload(job))) {
        case Outcome.Answered<ParseJob>(var created, _) -> {
          return named(job, created);
        }
        case Outcome.GivenUp<ParseJob>(var error, _, var account) -> {
          boolean mayBeServed = error.charge() == Charge.UNKNOWN;
          var served =
              mayBeServed ? parts.lostJobs().find(errand, job) : Optional.<ParseJob>empty();
          if (served.isPresent()) {
            return named(job, served.get());
          }
          if (!mayBeServed || creates == MOST_CREATES) {
            throw new GaveUp(error, account);
          }
        }
      }
    }
  }

  private PaidJob named(PaidJob job, ParseJob created) {
    jobs.created(job.intent(), created.id());
    return job.called(created.id());
  }

  private Upload upload(PaidJob job) {
    var cache =
        jobs.hasFailed(job.sha256(), job.recipe()) ? Upload.Cache.PASSED_BY : Upload.Cache.USED;
    return new Upload(
        job.intent().toString(),
        filed.file(),
        RemoteFormats.extension(format),
        recipe,
        cache,
        parts.surroundings().webhook());
  }

  private Reading follow(Errand errand, PaidJob job) throws InterruptedException {
    var id = job.id().orElseThrow();
    var waker = parts.surroundings().waker();
    try {
      var pause = FIRST_PAUSE;
      for (waker.await(id, pause); isInTime(errand); waker.await(id, pause)) {
        pause = min(pause.plus(FIRST_PAUSE), LONGEST_PAUSE);
        var now = client.job(errand, id).orThrow();
        switch (now.phase()) {
          case GOING_ON -> {}
          case COMPLETED -> {
            return fetched(errand, job);
          }
          case FAILED -> {
            return failed(job, now.error());
          }
        }
      }
    } finally {
      waker.forget(id);
    }
    parts.cancelDetached(job, pinned);
    return failed(job, new CallError.JobOutOfTime("not done in " + parts.limits().fileTimeout()));
  }

  private boolean isInTime(Errand errand) {
    return !errand.deadline().hasPassed(parts.surroundings().time());
  }

  private Reading failed(PaidJob job, CallError error) {
    jobs.ended(job.intent(), Ending.FAILED);
    return new Reading.Unusable(error);
  }

  private Reading fetched(Errand errand, PaidJob job) throws InterruptedException {
    var limits = parts.limits();
    var pages = client.pages(errand, job.id().orElseThrow(), limits.maxChars()).orThrow();
    if (pages.isEmpty() || pages.get().stream().anyMatch(it -> it.number() > limits.maxPages())) {
      return new Reading.TooLarge(limits); // the job stays open: a higher limit costs nothing
    }
    if (pages.get().isEmpty()) {
      return failed(job, new CallError.NotUnderstood(200, "a completed job without pages"));
    }
    var whole = withoutGaps(pages.get());
    jobs.completed(job, whole);
    return new Reading.Read(whole);
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /// A page that is missing counts as one that was not read.
  private static List<ParsedPage> withoutGaps(List<ParsedPage> pages) {
    Map<Integer, ParsedPage> byNumber = new TreeMap<>();
    pages.forEach(page -> byNumber.putIfAbsent(page.number(), page));
    var whole = new ArrayList<ParsedPage>();
    for (int number = 1; number <= pages.getLast().number(); number++) {
      whole.add(byNumber.getOrDefault(number, new ParsedPage(number, Optional.empty())));
    }
    return whole;
  }
}
