package lectern.simulator.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import lectern.simulator.chance.Seed;

/// The rules in force, and how often each has met a request that it is about. Any number of threads
/// may ask; the order in which they do decides who is the n-th.
public final class Faults {
  private final Seed seed;
  private final Map<String, Long> met = new HashMap<>();
  private List<Rule> rules;
  private Instant laid;

  /// @param laid the moment from which windows count
  public Faults(Seed seed, List<Rule> rules, Instant laid) {
    this.seed = seed;
    this.rules = List.copyOf(rules);
    this.laid = laid;
  }

  /// Puts other rules in the place of all there are, with fresh counts and windows that count from
  /// now.
  public synchronized void replace(List<Rule> others, Instant now) {
    rules = List.copyOf(others);
    laid = now;
    met.clear();
  }

  /// The rules in force.
  public synchronized List<Rule> rules() {
    return rules;
  }

  /// What befalls the subject once its body is known.
  public Effects befalling(Subject subject) {
    return befalling(subject, rule -> !concernsTheUpload(rule));
  }

  /// What befalls the upload of a body, when only its head is known: rules with a slow upload.
  public Effects befallingTheUpload(Subject subject) {
    return befalling(subject, Faults::concernsTheUpload);
  }

  private static boolean concernsTheUpload(Rule rule) {
    return rule.faults().stream().anyMatch(Fault.SlowUpload.class::isInstance);
  }

  private synchronized Effects befalling(Subject subject, Predicate<Rule> wanted) {
    if (rules.isEmpty()) {
      return Effects.NONE;
    }
    var faults = new ArrayList<Fault>();
    for (var rule : rules) {
      if (wanted.test(rule) && strikes(rule, subject)) {
        faults.addAll(rule.faults());
      }
    }
    return new Effects(faults);
  }

  private boolean strikes(Rule rule, Subject subject) {
    var match = rule.match();
    if (!Pattern.matches(match.endpoint(), subject.endpoint())
        || !Pattern.matches(match.model(), subject.model())
        || !match.window().holds(Duration.between(laid, subject.at()))
        || !headersMatch(match, subject)) {
      return false;
    }
    var number = met.merge(rule.name(), 1L, Long::sum);
    return match.calls().map(calls -> calls.include(number)).orElse(true) && lucky(rule, subject);
  }

  private static boolean headersMatch(Match match, Subject subject) {
    return match.headers().entrySet().stream()
        .allMatch(wanted ->
            subject
                .headers()
                .first(wanted.getKey())
                .filter(value -> Pattern.matches(wanted.getValue(), value))
                .isPresent());
  }

  private boolean lucky(Rule rule, Subject subject) {
    var probability = rule.match().probability();
    return probability >= 1
        || seed.dice(
                "fault", rule.name(), subject.fingerprint(), Integer.toString(subject.occurrence()))
            .chance(probability);
  }
}
