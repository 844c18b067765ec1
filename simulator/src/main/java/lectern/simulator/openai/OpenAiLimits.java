package lectern.simulator.openai;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lectern.simulator.fault.Pattern;
import lectern.simulator.fault.Plan.ModelLimit;
import lectern.simulator.fault.Plan.Refused;
import lectern.simulator.http.Fields;
import lectern.simulator.http.Refusal;
import lectern.simulator.limit.Bucket;
import lectern.simulator.limit.Recent;
import lectern.simulator.openai.RateLimit.Unit;
import lectern.simulator.route.Call;
import lectern.simulator.route.World;

/// What a key may ask of a family of models in a minute, and whether it can pay at all. Any number
/// of threads may ask.
///
/// Each key is an organisation of its own, so "per organisation" (contract, section 9) is per key.
/// A minute's worth may be used at once; the vendor's finer windows (60 a minute as one a second)
/// are not imitated. A refused request uses up one request, unless the plan says otherwise, but no
/// tokens: else the vendor's advice when to come again would be wrong.
final class OpenAiLimits {
  /// Keys times families whose buckets are kept, about 10 MB; those unused for longest are full
  /// again.
  static final int MOST_METERS = 20_000;

  private static final Duration MINUTE = Duration.ofMinutes(1);

  /// The figures of contract section 9 for the lowest paid tier, and for embeddings those of the
  /// free one, for which alone it has any. Families it does not name get what gpt-4o-mini has.
  private static final List<ModelLimit> USUAL =
      List.of(
          limit("gpt-4o", 500, 30_000),
          limit("text-embedding-*", 3_000, 1_000_000),
          limit("*", 500, 200_000));

  private final World world;
  private final List<ModelLimit> limits;
  private final Recent<Holder, Meter> meters = new Recent<>(MOST_METERS);

  private record Holder(String key, String family) {}

  private record Meter(Bucket requests, Bucket tokens) {
    static Meter full(Instant now) {
      return new Meter(new Bucket(MINUTE, now), new Bucket(MINUTE, now));
    }
  }

  OpenAiLimits(World world) {
    this.world = world;
    this.limits = world.plan().limits().models().orElse(USUAL);
  }

  private static ModelLimit limit(String pattern, long requests, long tokens) {
    return new ModelLimit(pattern, Optional.of(requests), Optional.of(tokens));
  }

  /// Admits a request, and counts it.
  ///
  /// @param family the model's; limits go by it
  /// @param model as it was asked for
  /// @param tokens an estimate of the prompt's, and the most that may be made
  /// @return the headers that tell how much is left; none when the family has no limit
  /// @throws Refusal with status 429, of any of the three kinds: come again later, never succeeds
  ///   as it is, nothing left to pay with
  Fields admit(Call call, String family, String model, long tokens) {
    refuseWithoutMoney(call);
    var limit = limits.stream().filter(each -> Pattern.matches(each.pattern(), family)).findFirst();
    return limit
        .map(found -> admit(new Asked(call, family, model, tokens), found))
        .orElse(Fields.NONE);
  }

  private record Asked(Call call, String family, String model, long tokens) {}

  /// Admits a line of a batch, which no rate limit holds for.
  ///
  /// @throws Refusal with status 429 when there is nothing left to pay with
  Fields unlimited(Call call) {
    refuseWithoutMoney(call);
    return Fields.NONE;
  }

  private void refuseWithoutMoney(Call call) {
    var account = call.account();
    Optional.ofNullable(world.plan().purses().get(account.key()))
        .flatMap(purse -> purse.picoUsd())
        .filter(picoUsd -> world.bill().spentPicoUsd(account.masked()) >= picoUsd)
        .ifPresent(_ -> {
          throw NamedErrors.error("insufficient_quota", Map.of()).refusal();
        });
  }

  private synchronized Fields admit(Asked asked, ModelLimit limit) {
    var now = world.timeline().now();
    var meter =
        meters.get(new Holder(asked.call.account().key(), asked.family), () -> Meter.full(now));
    var factor = asked.call.effects().limitFactor();
    var requests =
        limit
            .requestsPerMinute()
            .map(
                most -> new RateLimit(Unit.REQUESTS, meter.requests, scaled(most, factor), 1, now));
    var tokens =
        limit
            .tokensPerMinute()
            .map(most ->
                new RateLimit(Unit.TOKENS, meter.tokens, scaled(most, factor), asked.tokens, now));
    var all = Stream.of(requests, tokens).flatMap(Optional::stream).toList();
    refuseWhatNeverFits(asked, all);
    refuseWhatDoesNotFitNow(asked, all);
    all.forEach(RateLimit::take);
    return headers(all);
  }

  private static long scaled(long most, double factor) {
    return Math.max(1, (long) Math.floor(most * factor));
  }

  private void refuseWhatNeverFits(Asked asked, List<RateLimit> all) {
    for (var limit : all) {
      if (!limit.canEverHold()) {
        countRefused(all);
        throw refusal(tooLarge(asked, limit), headers(all));
      }
    }
  }

  private void refuseWhatDoesNotFitNow(Asked asked, List<RateLimit> all) {
    for (var limit : all) {
      if (limit.untilRoom().isPositive()) {
        countRefused(all);
        var pause = all.stream().map(RateLimit::untilRoom).max(Duration::compareTo).orElseThrow();
        var hint = Fields.of("retry-after", Long.toString(secondsUp(pause)));
        throw refusal(reached(asked, limit, pause), headers(all).and(hint));
      }
    }
  }

  private void countRefused(List<RateLimit> all) {
    if (world.plan().limits().refused() == Refused.COUNT) {
      all.stream().filter(limit -> limit.unit() == Unit.REQUESTS).forEach(RateLimit::take);
    }
  }

  /// The header knows whole seconds only, and none is no hint.
  private static long secondsUp(Duration pause) {
    return Math.max(1, pause.plusNanos(999_999_999).toSeconds());
  }

  private static Fields headers(List<RateLimit> all) {
    return all.stream().map(RateLimit::headers).reduce(Fields.NONE, Fields::and);
  }

  private static Refusal refusal(OpenAiError error, Fields headers) {
    return new Refusal(error.reply().withHeaders(headers));
  }

  private static OpenAiError reached(Asked asked, RateLimit limit, Duration pause) {
    return error(
        limit,
        "Rate limit reached for %s: Limit %d, Used %d, Requested %d. Please try again in %s."
            .formatted(
                about(asked, limit),
                limit.limit(),
                limit.used(),
                limit.amount(),
                GoDuration.of(pause)));
  }

  private static OpenAiError tooLarge(Asked asked, RateLimit limit) {
    return error(
        limit,
        ("Request too large for %s: Limit %d, Requested %d. The input or output tokens must be"
                + " reduced in order to run successfully.")
            .formatted(about(asked, limit), limit.limit(), limit.amount()));
  }

  private static String about(Asked asked, RateLimit limit) {
    var call = asked.call;
    var organization = Organization.of(call.request(), call.account().masked()).id();
    var model =
        asked.model.equals(asked.family)
            ? asked.model
            : asked.model + " (for limit " + asked.family + ")";
    return model + " in organization " + organization + " on " + limit.unit().words();
  }

  private static OpenAiError error(RateLimit limit, String message) {
    var link = " Visit https://platform.openai.com/account/rate-limits to learn more.";
    return OpenAiError.of(429, limit.unit().word(), message + link).code("rate_limit_exceeded");
  }
}
