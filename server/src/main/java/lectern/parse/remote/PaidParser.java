package lectern.parse.remote;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import lectern.document.Format;
import lectern.document.Sha256;
import lectern.gateway.Deadline;
import lectern.gateway.GaveUp;
import lectern.gateway.ModelRoute;
import lectern.gateway.ModelRoute.Choice;
import lectern.gateway.Time;
import lectern.gateway.llamaparse.Errand;
import lectern.gateway.llamaparse.LlamaParse;
import lectern.gateway.llamaparse.ParseJob;
import lectern.gateway.llamaparse.Upload;
import lectern.gateway.llamaparse.Waker;
import lectern.parse.DocumentParser.Filed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has LlamaParse read files, and pays for each once.
///
/// LlamaParse knows no key of idempotency. So each job gets a name of ours, its intent, which is
/// written down before the job is asked for and goes along with it. Whatever happens then (the
/// reply is lost, the process dies, the network is away for an hour), the next try finds what is
/// written down: a result, and nothing is asked; a job, and it is waited for; an intent, and the
/// job is looked for among all there are. Only when it is surely not there, another one is created.
///
/// Safe to use from many threads; equal files are read one after the other, the second from what
/// was kept of the first.
public final class PaidParser {
  private static final Logger LOG = LoggerFactory.getLogger(PaidParser.class);

  private final Parts parts;
  private final OneAtATime equalFiles = new OneAtATime();

  /// What it takes from outside.
  ///
  /// @param webhook where news of jobs are to be sent; empty when nobody could be reached
  /// @param detached runs what nobody waits for
  public record Surroundings(
      Time time, Clock clock, Waker waker, Optional<Upload.Webhook> webhook, Executor detached) {}

  /// What one document may take.
  ///
  /// @param fileTimeout for creating its job, waiting for it, and fetching its pages
  /// @param maxChars of all its pages together
  public record Limits(Duration fileTimeout, int maxPages, long maxChars) {}

  /// What it works with.
  public record Parts(LlamaParse client, PaidJobs jobs, Surroundings surroundings, Limits limits) {

    /// How long ending a job may take that nobody waits for any more.
    private static final Duration CANCEL_WITHIN = Duration.ofSeconds(20);

    LostJobs lostJobs() {
      return new LostJobs(client, surroundings.time());
    }

    /// Ends a job while nobody waits for it. One that has no name yet is looked for first: its
    /// document was deleted while it was sent.
    void cancelDetached(PaidJob job, ModelRoute pinned) {
      surroundings.detached().execute(() -> cancel(job, pinned));
    }

    /// Whatever comes of it: a job that is not ended is paid for, and its result drops out of the
    /// provider's store by itself.
    private void cancel(PaidJob job, ModelRoute pinned) {
      var deadline = Deadline.in(CANCEL_WITHIN, surroundings.time());
      var errand = new Errand(job.workspace(), pinned, deadline);
      try {
        var id = job.id();
        if (id.isEmpty()) {
          id = lostJobs().find(errand, job).map(ParseJob::id);
        }
        if (id.isPresent()) {
          client.cancel(errand, id.get());
        }
      } catch (GaveUp e) {
        LOG.warn("a job that nobody waits for may still go on: {}", e.getMessage());
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  public PaidParser(Parts parts) {
    this.parts = parts;
  }

  /// Has a document read.
  ///
  /// @param choice of the route, the one to ask
  Reading read(Filed filed, Format format, ModelRoute route, Choice choice)
      throws InterruptedException {
    var trip = new PaidTrip(parts, filed, format, Errand.pinned(route, choice));
    return equalFiles.with(filed.document().sha256() + " " + trip.recipe(), trip::read);
  }

  /// Ends the jobs of a deleted document, and drops what was kept of it, unless another document
  /// has the same bytes. A job whose provider is not on the route any more cannot be ended.
  void forget(Sha256 sha256, ModelRoute route) {
    for (var job : parts.jobs().forget(sha256)) {
      route.choices().stream()
          .filter(choice -> choice.target().equals(job.target()))
          .findFirst()
          .ifPresent(choice -> parts.cancelDetached(job, Errand.pinned(route, choice)));
    }
  }
}
