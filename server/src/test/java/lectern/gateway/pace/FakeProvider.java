package lectern.gateway.pace;

import java.time.Duration;
import java.util.Optional;
import lectern.gateway.CallError;
import lectern.gateway.LimitNews;
import lectern.gateway.LimitNews.Window;
import lectern.gateway.Need;
import lectern.gateway.Usage;

/// A provider with a limit of requests, counted as OpenAI counts: a minute's worth, filled evenly;
/// refused requests count, too. In virtual time.
final class FakeProvider {
  private static final long TAKES = 3 * Rush.SECOND;
  private static final long REFUSES_IN = Rush.SECOND / 20;

  /// What its headers say.
  enum Headers {
    TRUE,
    /// The limit that once was, and that nothing is used.
    OLD,
    MISSING
  }

  /// @param takes until it is there
  record Reply(long takes, Door.End end) {}

  private final Headers headers;
  private final long first;
  private long perMinute;
  private double level;
  private long last;

  FakeProvider(long perMinute, Headers headers) {
    this.headers = headers;
    this.first = perMinute;
    this.perMinute = perMinute;
    this.level = (double) perMinute;
  }

  void limit(long perMinute) {
    this.perMinute = perMinute;
  }

  /// Has others use up what is left of the minute.
  void drain() {
    level = 0;
  }

  Reply serve(Need need, Usage usage, long now) {
    level =
        Math.min((double) perMinute, level + (double) perMinute * ((double) (now - last) / 60e9));
    last = now;
    boolean isRefused = level < need.requests();
    level = Math.max(0, level - need.requests());
    var news = news();
    if (!isRefused) {
      return new Reply(TAKES, new Door.End(Optional.empty(), Optional.of(usage), news));
    }
    long asked =
        Math.max(1, (long) Math.ceil(60.0 / (double) perMinute)); // seconds, as its header has them
    var error = new CallError.Throttled(Optional.of(Duration.ofSeconds(asked)));
    return new Reply(REFUSES_IN, new Door.End(Optional.of(error), Optional.empty(), news));
  }

  private LimitNews news() {
    return switch (headers) {
      case TRUE -> news(perMinute, (long) level);
      case OLD -> news(first, first - 1);
      case MISSING -> LimitNews.NONE;
    };
  }

  private static LimitNews news(long limit, long remaining) {
    return new LimitNews(Optional.of(new Window(limit, remaining)), Optional.empty());
  }
}
