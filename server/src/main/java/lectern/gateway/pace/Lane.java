package lectern.gateway.pace;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import lectern.gateway.LimitNews;
import lectern.gateway.Need;
import lectern.gateway.Priority;
import lectern.gateway.Provider.Limits;
import lectern.gateway.pace.LaneView.Limit;

/// The limits of one family of models at one provider, and who waits for them: requests and tokens
/// per minute, each a {@link Bucket} filled at 0.97 of the limit. Time is passed in. Not safe for
/// threads.
///
/// A limit is what the settings say or the provider's headers tell, whichever is less; where nobody
/// knows one, the first refusal shows what was too fast. Further refusals say that even this is not
/// true, and {@link Trim} takes a share off. An attempt is charged with the worst case when it
/// leaves, and corrected when it is over.
///
/// Chat goes first. Ingest may not take the upper half of what a bucket holds, so that a reader
/// rarely finds it empty; and for every second of the limit that chat is given while ingest waits,
/// ingest is owed its {@link #INGEST_SHARE}, which is paid before more chat goes. Each of the two
/// goes in order, so that nobody's large request waits for ever behind small ones.
final class Lane {
  /// Of a limit; the rest is for clocks that differ, and for requests that arrive closer together
  /// than they left. Of the designs that were simulated for paced senders the best.
  static final double USED_OF_LIMIT = 0.97;

  /// What ingest gets at least while chat could take everything.
  static final double INGEST_SHARE = 0.15;

  /// The part of what a bucket holds that ingest leaves, so that a reader finds something there.
  private static final double KEPT_FOR_CHAT = 0.5;

  /// No pause that a provider asks for is kept up for longer without asking again.
  static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  /// A bucket holds what comes in a second, and two at least: one for ingest, and one for chat.
  private static final double LEAST_REQUESTS = 2;

  private static final double REQUEST_WINDOW_NANOS = 1e9;

  /// Tokens are counted over longer than requests, since one request may need many.
  private static final double TOKEN_WINDOW_NANOS = 10e9;

  /// A rate learnt from refusals may grow so far beyond what was measured; by then it is out of
  /// date, and forgotten. The double is what the AWS SDKs' adaptive mode allows.
  private static final double MOST_GROWTH = 2;

  /// Less is not learnt from one refusal, a minute: who asks rarely has no rate to measure.
  private static final double LEAST_LEARNT = 30;

  private static final double MINUTE_NANOS = 60e9;

  private final Limits configured;
  private final Deque<Ticket> chat = new ArrayDeque<>();
  private final Deque<Ticket> ingest = new ArrayDeque<>();
  private final Bucket requests;
  private final Bucket tokens;
  private final Meter requestMeter;
  private final Meter tokenMeter;
  private OptionalLong toldRequests = OptionalLong.empty();
  private OptionalLong toldTokens = OptionalLong.empty();
  private double learnt = Double.POSITIVE_INFINITY;
  private Trim trim = forKnown();
  private double owedNanos;
  private long resumes;

  Lane(Limits configured, long now) {
    this.configured = configured;
    this.requests = new Bucket(LEAST_REQUESTS, REQUEST_WINDOW_NANOS, now);
    this.tokens = new Bucket(1, TOKEN_WINDOW_NANOS, now);
    this.requestMeter = new Meter(now);
    this.tokenMeter = new Meter(now);
    this.resumes = now;
  }

  private static Trim forKnown() {
    return new Trim(1, Trim.LITTLE_LESS);
  }

  void enqueue(Ticket ticket) {
    queue(ticket.priority()).add(ticket);
  }

  boolean remove(Ticket ticket) {
    return queue(ticket.priority()).remove(ticket);
  }

  /// Whose turn it is.
  Optional<Ticket> next() {
    return Optional.ofNullable(chat.isEmpty() || isOwed() ? ingest.peek() : chat.peek());
  }

  private boolean isOwed() {
    var waiting = ingest.peek();
    return waiting != null && owedNanos >= cost(waiting.need());
  }

  /// Nanoseconds until this one, whose turn it is, may leave; 0 when it may now.
  long until(Ticket ticket, long now) {
    refresh(now);
    var need = ticket.need();
    double kept = ticket.priority() == Priority.INGEST && !isOwed() ? KEPT_FOR_CHAT : 0;
    long wait = Math.max(0, resumes - now);
    if (need.requests() > 0) {
      wait = Math.max(wait, requests.until(need.requests() + kept * requests.capacity(), now));
    }
    if (need.tokens() > 0) {
      wait = Math.max(wait, tokens.until((double) need.tokens() + kept * tokens.capacity(), now));
    }
    return wait;
  }

  /// Nanoseconds until a newcomer may leave, as far as can be foreseen: all that go before it are
  /// known, and those who overtake it later are not.
  long foreseen(Need need, Priority priority, long now) {
    refresh(now);
    double requestsAhead = need.requests();
    double tokensAhead = (double) need.tokens();
    for (var ahead : chat) {
      requestsAhead += ahead.need().requests();
      tokensAhead += (double) ahead.need().tokens();
    }
    double slower = 1;
    switch (priority) {
      case CHAT -> slower = ingest.isEmpty() ? 1 : 1 / (1 - INGEST_SHARE);
      case INGEST -> {
        requestsAhead += KEPT_FOR_CHAT * requests.capacity();
        tokensAhead += KEPT_FOR_CHAT * tokens.capacity();
        for (var ahead : ingest) {
          requestsAhead += ahead.need().requests();
          tokensAhead += (double) ahead.need().tokens();
        }
      }
    }
    long wait = Math.max(requests.untilAll(requestsAhead, now), tokensWait(tokensAhead, need, now));
    return Math.max(resumes - now, (long) ((double) wait * slower));
  }

  /// Whoever needs more than the bucket holds may overdraw it, so its own need is not waited for.
  private long tokensWait(double ahead, Need need, long now) {
    double beyond = Math.max(0, (double) need.tokens() - tokens.capacity());
    return tokens.untilAll(ahead - beyond, now);
  }

  /// The limit of tokens per minute, if one is known.
  OptionalLong tokenLimit() {
    return least(configured.tokensPerMinute(), toldTokens);
  }

  /// Lets a ticket go whose turn it is.
  void leave(Ticket ticket, long now) {
    var need = ticket.need();
    double cost = cost(need);
    remove(ticket);
    switch (ticket.priority()) {
      case CHAT -> owedNanos += ingest.isEmpty() ? 0 : cost * INGEST_SHARE / (1 - INGEST_SHARE);
      case INGEST -> owedNanos = Math.max(0, owedNanos - cost);
    }
    owedNanos = ingest.isEmpty() ? 0 : owedNanos;
    requests.take(need.requests(), now);
    tokens.take((double) need.tokens(), now);
    requestMeter.add(need.requests(), now);
    tokenMeter.add((double) need.tokens(), now);
  }

  /// How much of the limit something takes, as time.
  private double cost(Need need) {
    var perMinute = requestLimit();
    double byRequests =
        perMinute.isPresent() ? need.requests() * MINUTE_NANOS / (double) perMinute.getAsLong() : 1;
    var tokensPerMinute = tokenLimit();
    return tokensPerMinute.isPresent()
        ? Math.max(
            byRequests,
            (double) need.tokens() * MINUTE_NANOS / (double) tokensPerMinute.getAsLong())
        : byRequests;
  }

  /// Charges, after an attempt, what differs from what was charged before it.
  void correct(Need more, long now) {
    requests.take(more.requests(), now);
    tokens.take((double) more.tokens(), now);
    requestMeter.add(more.requests(), now);
    tokenMeter.add((double) more.tokens(), now);
  }

  /// Hears what a reply tells of limits.
  void hear(LimitNews news, long now) {
    boolean wasUnknown = isUnknown();
    news.requests().filter(it -> it.limit() > 0).ifPresent(it -> toldRequests = told(it));
    news.tokens().filter(it -> it.limit() > 0).ifPresent(it -> toldTokens = told(it));
    if (wasUnknown && !isUnknown()) { // from now on it is known what was guessed
      learnt = Double.POSITIVE_INFINITY;
      trim = forKnown();
    }
    refresh(now);
    news.requests().ifPresent(it -> remaining(requests, it));
    news.tokens().ifPresent(it -> remaining(tokens, it));
  }

  private static OptionalLong told(LimitNews.Window window) {
    return OptionalLong.of(window.limit());
  }

  /// What the provider has left is the truth about what it has counted; some proxies say -1.
  private static void remaining(Bucket bucket, LimitNews.Window window) {
    if (window.remaining() >= 0) {
      bucket.atMost((double) window.remaining());
    }
  }

  /// Hears that a request was refused, which left at that time.
  void refused(Optional<Duration> asked, long sent, long now) {
    requestMeter.add(-1, now);
    if (isUnknown() && Double.isInfinite(learnt)) {
      learnt = Math.max(LEAST_LEARNT, requestMeter.perMinute(now));
      trim = new Trim(MOST_GROWTH, Trim.LESS);
    }
    long pause =
        asked
            .map(it -> it.compareTo(LONGEST_PAUSE) < 0 ? it : LONGEST_PAUSE)
            .map(Duration::toNanos)
            .orElse(0L);
    resumes = Math.max(resumes, now + pause);
    if (!trim.isOld(sent)) {
      trim.refused(resumes, requestMeter.perMinute(now), through(sent, now), now);
      requestMeter.mark(sent, now);
      tokenMeter.mark(sent, now);
    }
    refresh(now);
    // Who says when to come again has room for one then.
    requests.pauseUntil(resumes, asked.isPresent() ? 1 : 0, now);
    tokens.pauseUntil(resumes, asked.isPresent() ? KEPT_FOR_CHAT * tokens.capacity() : 0, now);
  }

  /// The part of the limit that was let through until then. Of requests and tokens one is what was
  /// refused, and nobody says which: the larger part is nearer to its limit.
  private double through(long then, long now) {
    return Math.max(
        part(requestLimit(), requestMeter.sinceMark(then, now)),
        part(tokenLimit(), tokenMeter.sinceMark(then, now)));
  }

  private static double part(OptionalLong limit, double perMinute) {
    return limit.isPresent() ? perMinute / (double) Math.max(1, limit.getAsLong()) : 0;
  }

  long resumes() {
    return resumes;
  }

  Iterable<Ticket> waiting(Priority priority) {
    return queue(priority);
  }

  int ingestWaiting() {
    return ingest.size();
  }

  Optional<Limit> requestView(long now) {
    return view(requestLimit(), requestMeter, now);
  }

  Optional<Limit> tokenView(long now) {
    return view(tokenLimit(), tokenMeter, now);
  }

  private static Optional<Limit> view(OptionalLong limit, Meter meter, long now) {
    return limit.isPresent()
        ? Optional.of(new Limit(limit.getAsLong(), part(limit, meter.perMinute(now))))
        : Optional.empty();
  }

  private Deque<Ticket> queue(Priority priority) {
    return switch (priority) {
      case CHAT -> chat;
      case INGEST -> ingest;
    };
  }

  private boolean isUnknown() {
    return least(configured.requestsPerMinute(), toldRequests).isEmpty() && tokenLimit().isEmpty();
  }

  private OptionalLong requestLimit() {
    var known = least(configured.requestsPerMinute(), toldRequests);
    return known.isEmpty() && Double.isFinite(learnt) ? OptionalLong.of((long) learnt) : known;
  }

  /// Sets both rates as they are at this moment.
  private void refresh(long now) {
    double share = trim.factor(now);
    if (Double.isFinite(learnt) && share >= MOST_GROWTH) {
      learnt = Double.POSITIVE_INFINITY;
      trim = forKnown();
      share = 1;
    }
    requests.rate(rate(requestLimit(), share), now);
    tokens.rate(rate(tokenLimit(), share), now);
  }

  private static double rate(OptionalLong limit, double share) {
    return limit.isPresent()
        ? (double) limit.getAsLong() * USED_OF_LIMIT * share
        : Double.POSITIVE_INFINITY;
  }

  private static OptionalLong least(OptionalLong one, OptionalLong other) {
    if (one.isEmpty()) {
      return other;
    }
    return other.isEmpty() || one.getAsLong() <= other.getAsLong() ? one : other;
  }
}
