package lectern.api;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lectern.gateway.Awaited;
import lectern.gateway.Provider;
import lectern.gateway.SuccessRates.Rates;
import lectern.gateway.pace.LaneView;
import org.jspecify.annotations.Nullable;

/// A provider as the API shows it, without its key.
///
/// @param keyed whether a key is set
/// @param calls in which it was asked since the start
/// @param firstAttemptsSucceeded of these, its first attempt went well
/// @param answered of these, it answered
/// @param models those that were asked lately
record ProviderShape(
    String name,
    String kind,
    @Nullable String baseUrl,
    boolean keyed,
    int maxConcurrent,
    long calls,
    long firstAttemptsSucceeded,
    long answered,
    List<ModelShape> models) {

  /// A model of it.
  ///
  /// @param breaker `closed`, `open`, `due` or `probing`
  /// @param sinceSeconds how long the breaker has been so
  /// @param firstTokenMillis of streams, smoothed
  /// @param wholeReplyMillis of other replies, smoothed
  /// @param pauseMillis how long the provider has asked to stay away still
  record ModelShape(
      String model,
      String breaker,
      double sinceSeconds,
      @Nullable Double firstTokenMillis,
      @Nullable Double wholeReplyMillis,
      int inFlight,
      int waiting,
      double pauseMillis,
      @Nullable LimitShape requests,
      @Nullable LimitShape tokens) {

    static ModelShape of(LaneView lane) {
      return new ModelShape(
          lane.target().model(),
          lane.health().breaker().name().toLowerCase(Locale.ROOT),
          lane.since().toMillis() / 1000.0,
          millis(lane, Awaited.FIRST_TOKEN),
          millis(lane, Awaited.WHOLE_REPLY),
          lane.inFlight(),
          lane.waiting(),
          millis(lane.pause()),
          LimitShape.of(lane.requests()),
          LimitShape.of(lane.tokens()));
    }

    private static @Nullable Double millis(LaneView lane, Awaited awaited) {
      return lane.health().latency(awaited).map(ModelShape::millis).orElse(null);
    }

    private static double millis(Duration duration) {
      return Math.round(duration.toNanos() / 1_000.0) / 1_000.0;
    }
  }

  /// A limit, as it was set or learnt.
  ///
  /// @param usedShare of it lately, 1 being all
  record LimitShape(long perMinute, double usedShare) {
    static @Nullable LimitShape of(Optional<LaneView.Limit> limit) {
      return limit
          .map(it -> new LimitShape(it.perMinute(), Math.round(it.usedShare() * 1e4) / 1e4))
          .orElse(null);
    }
  }

  static ProviderShape of(Provider provider, Rates rates, List<LaneView> lanes) {
    return new ProviderShape(
        provider.name(),
        provider.kind().word(),
        provider.baseUrl().map(URI::toString).orElse(null),
        provider.key().isPresent(),
        provider.maxConcurrent(),
        rates.calls(),
        rates.firstGood(),
        rates.answered(),
        lanes.stream()
            .filter(lane -> lane.target().provider().equals(provider.name()))
            .map(ModelShape::of)
            .toList());
  }
}
