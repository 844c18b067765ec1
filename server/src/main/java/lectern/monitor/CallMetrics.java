package lectern.monitor;

import java.time.Duration;
import java.util.Optional;
import lectern.gateway.Account;
import lectern.gateway.AttemptRecord;
import lectern.gateway.AttemptRecord.Moment;
import lectern.gateway.CallError;
import lectern.gateway.CallListener;
import lectern.gateway.CallRecord;
import lectern.gateway.Request;
import lectern.gateway.Target;
import lectern.gateway.Usage;

/// Counts calls to providers. Safe to use from many threads, and quick.
final class CallMetrics implements CallListener {
  /// The label of a model that stands in no route: a client may make up as many as it likes.
  private static final String OTHER = "other";

  private static final String NOBODY = "none";

  private final Meters meters;

  CallMetrics(Meters meters) {
    this.meters = meters;
  }

  @Override
  public void attempted(Request request, AttemptRecord attempt) {
    var target = attempt.target();
    meters.count(
        Metric.ATTEMPTS,
        1,
        target.provider(),
        attempt.error().map(CallError::word).orElse("answered"));
    var sent = attempt.at(Moment.SENT);
    var token = attempt.at(Moment.FIRST_TOKEN);
    if (sent.isPresent() && token.isPresent()) {
      meters.time(
          Metric.FIRST_CHUNKS,
          Duration.ofNanos(token.getAsLong() - sent.getAsLong()),
          request.operation(),
          target.provider(),
          model(request, target));
    }
  }

  @Override
  public void ended(CallRecord call) {
    var request = call.request();
    var account = call.account().orElseThrow();
    if (account.hit().isPresent()) {
      kept(request, account.hit().get());
      return;
    }
    var provider = account.target().map(Target::provider).orElse(NOBODY);
    var model = account.target().map(it -> model(request, it)).orElse(NOBODY);
    meters.time(
        Metric.CALLS,
        Duration.ofNanos(call.nanos()),
        request.operation(),
        provider,
        model,
        call.error().map(CallError::word).orElse(""));
    account.usage().ifPresent(usage -> used(request, usage, provider, model));
    answeredByAnother(call, account)
        .ifPresent(it -> meters.count(Metric.FALLBACKS, 1, route(request), it.provider()));
  }

  private void kept(Request request, Account.Hit hit) {
    meters.count(Metric.CACHE_HITS, 1, request.operation());
    meters.count(Metric.AVOIDED_TOKENS, (double) hit.avoidedTokens(), request.operation());
  }

  private void used(Request request, Usage usage, String provider, String model) {
    var operation = request.operation();
    meters.tokens(Metric.CALL_TOKENS, usage.input(), operation, provider, model, "input");
    meters.tokens(Metric.CALL_TOKENS, usage.output(), operation, provider, model, "output");
  }

  private static Optional<Target> answeredByAnother(CallRecord call, Account account) {
    return call.error().isEmpty() && account.fallback().isPresent()
        ? account.target()
        : Optional.empty();
  }

  /// The name of a route that was made for one model is the model's.
  private static String route(Request request) {
    var route = request.route();
    return route.name().contains("/") ? OTHER : route.name();
  }

  private static String model(Request request, Target target) {
    return request.route().name().contains("/") ? OTHER : target.model();
  }
}
