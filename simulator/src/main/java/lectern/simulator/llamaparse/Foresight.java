package lectern.simulator.llamaparse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lectern.simulator.document.Document;
import lectern.simulator.document.Page;
import lectern.simulator.fault.Fault;
import lectern.simulator.fault.Fault.Fate;
import lectern.simulator.fault.Plan;
import lectern.simulator.llamaparse.Job.Course;
import lectern.simulator.llamaparse.Job.End;
import lectern.simulator.llamaparse.Job.State;
import lectern.simulator.llamaparse.Order.Terms;
import lectern.simulator.llamaparse.Outcome.Failed;
import lectern.simulator.llamaparse.Outcome.Parsed;
import lectern.simulator.llamaparse.Outcome.Result;
import lectern.simulator.route.Call;

/// Decides what a job will come to and how it will go, from the document, the order and the fates
/// that the plan has in store for it. It only decides: it waits for nothing and changes nothing.
final class Foresight {
  private static final Map<String, String> MESSAGES =
      Map.ofEntries(
          Map.entry("UNSUPPORTED_FILE_TYPE", "This type of file is not supported"),
          Map.entry("PDF_IS_PROTECTED", "The PDF is protected by a password"),
          Map.entry("PDF_IS_BROKEN", "The PDF is broken and cannot be opened"),
          Map.entry("NO_DATA_FOUND_IN_FILE", "No data was found on the requested pages"),
          Map.entry("DOCUMENT_TOO_LARGE", "The document is too large"),
          Map.entry("TOO_MANY_PAGES", "The document has too many pages"),
          Map.entry("TIMEOUT", "The job took longer than its timeout"),
          Map.entry("EXPIRED", "The job was not done before its time was over"),
          Map.entry("TOO_MANY_FAILED_PAGES", "More pages failed than the job allows"),
          Map.entry("llm_refusal", "The model refused to process the document"));

  private final Plan.Jobs pace;
  private final List<Fate> fates;

  private Foresight(Plan.Jobs pace, List<Fate> fates) {
    this.pace = pace;
    this.fates = fates;
  }

  static Foresight of(Plan.Jobs pace, Call call) {
    return new Foresight(pace, call.effects().all(Fault.Job.class).map(Fault.Job::fate).toList());
  }

  /// Whether the plan has something in store: then the cache is not asked.
  boolean isFateful() {
    return !fates.isEmpty();
  }

  /// Whether what it costs will ever be told.
  boolean isNeverSettled() {
    return first(Fate.NeverSettled.class).isPresent();
  }

  static Failed failure(String code) {
    return new Failed(code, MESSAGES.getOrDefault(code, "The job failed"));
  }

  /// What the document comes to.
  Outcome outcome(Document document, Terms terms) {
    var fails = first(Fate.Fails.class);
    return switch (document) {
      case Document.Unreadable(var flaw) -> failure(code(flaw));
      case Document.Pages pages ->
          fails.<Outcome>map(fate -> failure(fate.code())).orElseGet(() -> parsed(pages, terms));
    };
  }

  private static String code(Document.Flaw flaw) {
    return switch (flaw) {
      case PROTECTED -> "PDF_IS_PROTECTED";
      case BROKEN -> "PDF_IS_BROKEN";
      case TOO_MANY_PAGES -> "TOO_MANY_PAGES";
      case TOO_LARGE -> "DOCUMENT_TOO_LARGE";
      case NOTHING_THERE -> "NO_DATA_FOUND_IN_FILE";
      case UNKNOWN_KIND -> "UNSUPPORTED_FILE_TYPE";
    };
  }

  private Outcome parsed(Document.Pages document, Terms terms) {
    var failing = failing(document);
    var results = new ArrayList<Result>();
    for (Page page : document.pages()) {
      results.add(failing.contains(page.number()) ? missing(page.number()) : new Result.Good(page));
    }
    document.broken().forEach(number -> results.add(missing(number)));
    results.sort(Comparator.comparingInt(Result::number));
    var parsed = new Parsed(results);
    var failed = results.size() - parsed.good().size();
    return failed > terms.allowedFailures() * results.size()
        ? failure("TOO_MANY_FAILED_PAGES")
        : parsed;
  }

  private static Result missing(int number) {
    return new Result.Missing(number, "Failed to parse page " + number);
  }

  private Set<Integer> failing(Document.Pages document) {
    var failing = new HashSet<>(document.broken());
    first(Fate.PagesFail.class).ifPresent(fate -> failing.addAll(fate.pages()));
    return failing;
  }

  /// How the job goes that comes to this.
  ///
  /// @param pages how many there are to work through
  Foreseen foreseen(Outcome outcome, int pages, Terms terms) {
    var slowness =
        fates.stream()
            .filter(Fate.Slow.class::isInstance)
            .mapToDouble(fate -> ((Fate.Slow) fate).factor())
            .reduce(1, (a, b) -> a * b);
    var run = Duration.ofNanos((long) (pace.perPage().toNanos() * slowness * pages));
    var timeout = terms.timeout().plus(terms.timeoutPerPage().multipliedBy(pages));
    if (run.compareTo(timeout) > 0) {
      var course = course(new End(timeout, State.FAILED), terms);
      return new Foreseen(failure("TIMEOUT"), course);
    }
    var state = outcome instanceof Failed ? State.FAILED : State.COMPLETED;
    return new Foreseen(outcome, course(new End(run, state), terms));
  }

  /// How the job goes whose result is there already: nearly at once.
  static Foreseen foreseenFromCache(Outcome outcome) {
    var state = outcome instanceof Failed ? State.FAILED : State.COMPLETED;
    var end = new End(Duration.ZERO, state);
    return new Foreseen(
        outcome, new Course(Optional.of(Duration.ZERO), Optional.of(end), Optional.empty()));
  }

  private Course course(End usual, Terms terms) {
    var pending = Optional.of(pace.pending());
    if (first(Fate.Expires.class).isPresent()) {
      var expiry = terms.expiry().orElse(terms.timeout());
      return new Course(Optional.empty(), Optional.empty(), Optional.of(expiry));
    }
    if (first(Fate.StuckPending.class).isPresent()) {
      return new Course(Optional.empty(), Optional.empty(), terms.expiry());
    }
    if (first(Fate.StuckRunning.class).isPresent()) {
      return new Course(pending, Optional.empty(), terms.expiry());
    }
    if (first(Fate.Cancelled.class).isPresent()) {
      var halfway = new End(usual.after().dividedBy(2), State.CANCELLED);
      return new Course(pending, Optional.of(halfway), terms.expiry());
    }
    return new Course(pending, Optional.of(usual), terms.expiry());
  }

  private <F extends Fate> Optional<F> first(Class<F> kind) {
    return fates.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /// What will be.
  record Foreseen(Outcome outcome, Course course) {}
}
