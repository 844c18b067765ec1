package lectern.parse.remote;

import java.time.Duration;
import java.util.Optional;
import lectern.gateway.CallError;
import lectern.gateway.GaveUp;
import lectern.gateway.Time;
import lectern.gateway.llamaparse.Errand;
import lectern.gateway.llamaparse.LlamaParse;
import lectern.gateway.llamaparse.ParseJob;

/// Looks at the provider for jobs whose create reply was lost, by their intents.
record LostJobs(LlamaParse client, Time time) {
  /// A create that was cut off may still be served while it is looked for: it is absent when it is
  /// not in the list so many times.
  private static final int LOOKS = 3;

  /// The pause before each of these looks.
  private static final Duration LOOK_PAUSE = Duration.ofSeconds(2);

  /// Clocks may differ by as much when jobs are listed by their age.
  private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

  /// Lists of a hundred that are gone through to find one job.
  private static final int MOST_LISTS = 100;

  /// @return empty when it is surely not there
  /// @throws GaveUp when the provider cannot be asked
  Optional<ParseJob> find(Errand errand, PaidJob job) throws InterruptedException {
    for (int look = 0; look < LOOKS; look++) {
      time.pause(LOOK_PAUSE);
      var found = look(errand, job);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<ParseJob> look(Errand errand, PaidJob job) throws InterruptedException {
    var since = job.createdAt().minus(CLOCKS_DIFFER);
    var from = Optional.<String>empty();
    for (int lists = 1; ; lists++) {
      var outcome = client.list(errand, since, from);
      var list = outcome.orThrow();
      var found = list.jobs().stream().filter(it -> isOf(it, job)).findFirst();
      if (found.isPresent() || list.next().isEmpty()) {
        return found;
      }
      if (lists == MOST_LISTS) {
        var error = new CallError.NotUnderstood(200, "more jobs than can be looked through");
        throw new GaveUp(error, outcome.account());
      }
      from = list.next();
    }
  }

  private static boolean isOf(ParseJob listed, PaidJob job) {
    return listed.intent().filter(job.intent().toString()::equals).isPresent();
  }
}
