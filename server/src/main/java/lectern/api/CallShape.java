package lectern.api;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import lectern.gateway.Account;
import lectern.gateway.AttemptRecord;
import lectern.gateway.AttemptRecord.Moment;
import lectern.gateway.CallError;
import lectern.gateway.CallRecord;
import lectern.gateway.Decision;
import lectern.gateway.Target;
import lectern.gateway.Usage;
import org.jspecify.annotations.Nullable;

/// A call to a provider as the API shows it. Milliseconds count from its beginning.
///
/// @param state `running`, `answered` or `failed`
/// @param provider whose answer it is, or who was asked last
/// @param fallback why it is not the route's first choice
record CallShape(
    String id,
    String operation,
    String route,
    String state,
    String startedAt,
    @Nullable Double millis,
    @Nullable String provider,
    @Nullable String model,
    List<AttemptShape> attempts,
    @Nullable Tokens tokens,
    @Nullable Cached cache,
    @Nullable String fallback,
    @Nullable ErrorShape error) {

  /// One attempt.
  record AttemptShape(
      String provider,
      String model,
      @Nullable Double queuedMillis,
      @Nullable Double sentMillis,
      @Nullable Double firstByteMillis,
      @Nullable Double firstTokenMillis,
      @Nullable Double doneMillis,
      @Nullable ErrorShape error,
      @Nullable DecisionShape decision,
      @Nullable Tokens tokens) {

    static AttemptShape of(AttemptRecord attempt) {
      return new AttemptShape(
          attempt.target().provider(),
          attempt.target().model(),
          millis(attempt.at(Moment.QUEUED)),
          millis(attempt.at(Moment.SENT)),
          millis(attempt.at(Moment.FIRST_BYTE)),
          millis(attempt.at(Moment.FIRST_TOKEN)),
          millis(attempt.at(Moment.DONE)),
          attempt.error().map(ErrorShape::of).orElse(null),
          attempt.decision().map(DecisionShape::of).orElse(null),
          attempt.usage().map(Tokens::of).orElse(null));
    }
  }

  /// What went wrong.
  ///
  /// @param mender who can put it right: `time`, `operator`, `caller` or `us`
  /// @param charge what it costs: `nothing`, `exact` or `unknown`
  record ErrorShape(String kind, String mender, String charge, String message) {
    static ErrorShape of(CallError error) {
      return new ErrorShape(
          error.word(),
          error.mender().name().toLowerCase(Locale.ROOT),
          error.charge().name().toLowerCase(Locale.ROOT),
          error.message());
    }
  }

  /// What was done about it.
  record DecisionShape(String kind, @Nullable Double pauseMillis, @Nullable String why) {
    static DecisionShape of(Decision decision) {
      return switch (decision) {
        case Decision.RetryAfter(var pause) -> paused(decision, pause.toNanos());
        case Decision.Wait(var pause) -> paused(decision, pause.toNanos());
        case Decision.NextProvider(var why) -> new DecisionShape(decision.word(), null, why);
        case Decision.GiveUp(var why) -> new DecisionShape(decision.word(), null, why);
      };
    }

    private static DecisionShape paused(Decision decision, long nanos) {
      return new DecisionShape(decision.word(), millis(OptionalLong.of(nanos)), null);
    }
  }

  /// What was used.
  record Tokens(long input, long cachedInput, long output, long reasoning) {
    static Tokens of(Usage usage) {
      return new Tokens(usage.input(), usage.cachedInput(), usage.output(), usage.reasoning());
    }
  }

  /// That an answer was kept from before.
  record Cached(double ageSeconds, long tokensAvoided) {
    static Cached of(Account.Hit hit) {
      return new Cached(hit.age().toMillis() / 1000.0, hit.avoidedTokens());
    }
  }

  static CallShape of(CallRecord call) {
    var account = call.account();
    var target = account.flatMap(Account::target);
    return new CallShape(
        call.request().id().toString(),
        call.request().operation(),
        call.request().route().name(),
        account.isEmpty() ? "running" : call.error().isEmpty() ? "answered" : "failed",
        call.began().toString(),
        account.isEmpty() ? null : millis(OptionalLong.of(call.nanos())),
        target.map(Target::provider).orElse(null),
        target.map(Target::model).orElse(null),
        call.attempts().stream().map(AttemptShape::of).toList(),
        account.flatMap(Account::usage).map(Tokens::of).orElse(null),
        account.flatMap(Account::hit).map(Cached::of).orElse(null),
        account.flatMap(Account::fallback).orElse(null),
        call.error().map(ErrorShape::of).orElse(null));
  }

  /// With three decimals: an instant provider answers in fractions of a millisecond.
  private static @Nullable Double millis(OptionalLong nanos) {
    return nanos.isEmpty() ? null : Math.round(nanos.getAsLong() / 1_000.0) / 1_000.0;
  }
}
