package lectern.simulator.llamaparse;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import lectern.simulator.bill.Charge;
import lectern.simulator.document.Document;
import lectern.simulator.document.DocumentReader;
import lectern.simulator.http.Refusal;
import lectern.simulator.http.Reply;
import lectern.simulator.llamaparse.Foresight.Foreseen;
import lectern.simulator.llamaparse.Job.Origin;
import lectern.simulator.llamaparse.Job.State;
import lectern.simulator.llamaparse.Outcome.Parsed;
import lectern.simulator.route.Call;
import lectern.simulator.route.Served;
import lectern.simulator.route.World;

/// Accepts parse jobs of both APIs: looks into the cache, reads the file, foresees what will come
/// of it, and puts it on the bill. What a job that fails or is cancelled would have cost is taken
/// back when it does. Of a recording, whose length is not read, one minute is charged.
///
/// A job that is served from the cache stands on the bill, too, with no credits.
final class Acceptance {
  private static final Set<String> AUDIO =
      Set.of("mp3", "mp4", "mpeg", "mpga", "m4a", "wav", "webm");
  private static final Set<String> SPREADSHEETS =
      Set.of("xls", "xlsx", "xlsm", "xlsb", "csv", "tsv", "ods", "numbers");

  private final World world;
  private final Tariff tariff;
  private final DocumentReader reader = new DocumentReader();
  private final Cache cache;
  private final Purses purses;
  private final News news;
  private final Jobs jobs;

  Acceptance(World world, Tariff tariff) {
    this.world = world;
    this.tariff = tariff;
    this.cache = new Cache(world.timeline());
    this.purses = new Purses(world);
    this.news = new News(world);
    this.jobs = new Jobs(world, this::settle);
  }

  Jobs jobs() {
    return jobs;
  }

  /// A file to parse.
  ///
  /// @param sha256 of its bytes
  record Submission(DocumentReader.Source source, String sha256) {}

  /// Turns down a caller who cannot pay.
  void check(Call call) throws Refusal {
    purses.check(call.account());
  }

  /// Accepts a job.
  ///
  /// @param id it is to have
  Job accept(Call call, String id, Order order, Submission submission) throws InterruptedException {
    var project = Project.of(call);
    var key =
        String.join(
                " ",
                project.id(),
                submission.sha256(),
                submission.source().extension(),
                order.tier())
            + order.options();
    var foresight = Foresight.of(world.plan().jobs(), call);
    var cached = foresight.isFateful() ? Optional.<Outcome>empty() : cache.find(key, order);
    var judged =
        cached.isPresent()
            ? new Judged(Foresight.foreseenFromCache(cached.get()), 0)
            : judge(foresight, order, submission);
    var origin = cached.isPresent() ? Origin.CACHED : Origin.PARSED;
    var billing =
        foresight.isNeverSettled()
            ? Optional.<Duration>empty()
            : Optional.of(world.plan().jobs().billed());
    var ticket =
        new Job.Ticket(
            id,
            project,
            call.id(),
            submission.source().name(),
            judged.credits(),
            key,
            origin,
            billing);
    var now = world.timeline().now();
    var times = new Job.Times(now, now, Optional.empty());
    var job =
        new Job(
            ticket,
            order,
            judged.foreseen().course(),
            judged.foreseen().outcome(),
            State.PENDING,
            times);
    purses.spend(project.masked(), judged.credits());
    jobs.accept(job);
    return job;
  }

  private record Judged(Foreseen foreseen, long credits) {}

  private Judged judge(Foresight foresight, Order order, Submission submission)
      throws InterruptedException {
    var document = reader.read(submission.source(), order.pages());
    var outcome = foresight.outcome(document, order.terms());
    var pages = document instanceof Document.Pages some ? some.count() : 0;
    var paid = outcome instanceof Parsed parsed ? parsed.good().size() : pages;
    return new Judged(
        foresight.foreseen(outcome, Math.max(1, pages), order.terms()),
        paid * creditsPerPage(order, submission));
  }

  private long creditsPerPage(Order order, Submission submission) {
    var extension = submission.source().extension();
    if (AUDIO.contains(extension)) {
      return tariff.credits("creditsPerAudioMinute");
    }
    return SPREADSHEETS.contains(extension)
        ? tariff.credits("creditsPerSheet")
        : order.terms().creditsPerPage();
  }

  /// The reply with the charge for the job.
  Served served(Reply reply, Job job) {
    return new Served(reply, Optional.of(charge(job)), 0);
  }

  private Charge charge(Job job) {
    return tariff.charge(job.order().tier(), job.ticket().credits());
  }

  private void settle(Job job) {
    switch (job.state()) {
      case PENDING, RUNNING -> {}
      case COMPLETED -> cache.keep(job);
      case FAILED -> {
        cache.keep(job);
        takeBack(job);
      }
      case CANCELLED -> takeBack(job);
    }
    news.tell(job);
  }

  private void takeBack(Job job) {
    var key = job.ticket().project().masked();
    purses.spend(key, -job.ticket().credits());
    world.bill().takeBack(job.ticket().billId(), key, charge(job));
  }
}
