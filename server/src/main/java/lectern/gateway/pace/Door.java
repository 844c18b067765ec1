package lectern.gateway.pace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import lectern.gateway.CallError;
import lectern.gateway.CallError.NoRoom;
import lectern.gateway.Charge;
import lectern.gateway.LimitNews;
import lectern.gateway.Need;
import lectern.gateway.Priority;
import lectern.gateway.Provider;
import lectern.gateway.Target;
import lectern.gateway.Usage;
import lectern.gateway.pace.Gatekeeper.Health;
import lectern.gateway.pace.Ticket.Verdict;

/// Everything that decides who may leave for one provider: its lanes, its places, and the breakers
/// of its targets. Time is passed in, and nothing waits here, so that a test can let a minute pass
/// at once. Not safe for threads.
///
/// Whoever wants to leave arrives with a {@link Ticket}; {@link #pass} settles all tickets that can
/// be settled now. A ticket leaves when it is its turn in its lane and there is a place; a lane
/// that is full or paused holds up no other.
final class Door {
  /// Who may wait at one provider. More than that would only wait for their deadlines.
  static final int MOST_WAITING = 1_000;

  /// Targets of one provider that are remembered; those asked longest ago are forgotten first.
  static final int MOST_MODELS = 256;

  /// A need is the worst case, a token for each three bytes; no text has four times as many bytes
  /// to a token. What may fit is left to the provider, whose refusal costs nothing.
  private static final int SURELY = 4;

  /// When to come again where there are too many to say.
  static final Duration LATER = Duration.ofSeconds(1);

  private final Provider provider;
  private final RandomGenerator random;
  private final Places places;
  private final RetryQuota quota = new RetryQuota();
  private final Map<String, Model> models = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Family, Lane> lanes = new LinkedHashMap<>();
  private int waiting;

  Door(Provider provider, RandomGenerator random) {
    this.provider = provider;
    this.random = random;
    this.places = new Places(provider.maxConcurrent());
  }

  RetryQuota quota() {
    return quota;
  }

  /// Takes a ticket to be settled by {@link #pass}, or settles it: it asks for more than could ever
  /// be had, for more than can be had before its deadline, or for somebody who is left alone.
  void arrive(Ticket ticket, long now) {
    refusal(ticket, now)
        .ifPresentOrElse(it -> ticket.settle(new Verdict.No(it)), () -> enqueue(ticket));
  }

  private void enqueue(Ticket ticket) {
    ticket.model().lane().enqueue(ticket);
    ticket.model().waits(1);
    waiting++;
  }

  private Optional<CallError> refusal(Ticket ticket, long now) {
    var model = ticket.model();
    var limit = model.lane().tokenLimit();
    if (limit.isPresent() && ticket.need().tokens() / SURELY > limit.getAsLong()) {
      return Optional.of(tooLarge(ticket.need().tokens(), limit.getAsLong()));
    }
    var objection = model.breaker().objection(now);
    if (objection.isPresent()) {
      return objection;
    }
    long foreseen = model.lane().foreseen(ticket.need(), ticket.priority(), now);
    if (foreseen > ticket.deadline() - now) {
      return Optional.of(new NoRoom(Duration.ofNanos(foreseen)));
    }
    return waiting < MOST_WAITING ? Optional.empty() : Optional.of(new NoRoom(LATER));
  }

  private static CallError tooLarge(long tokens, long limit) {
    return new CallError.TooLarge(
        ("by Lectern's count it has some %,d tokens, and the provider admits %,d a minute;"
                + " send less, or have that limit raised")
            .formatted(tokens, limit));
  }

  /// Takes back a ticket nobody waits for any more, if it was not settled.
  void withdraw(Ticket ticket) {
    if (ticket.verdict().isEmpty()) {
      forget(ticket);
    }
  }

  /// Settles every ticket that can be settled now: chat of all lanes first, then ingest.
  ///
  /// @return nanoseconds until more can be, if nothing else happens; {@link Long#MAX_VALUE} for
  ///   never
  long pass(long now) {
    boolean hasChanged = true;
    while (hasChanged) {
      hasChanged = false;
      for (var priority : Priority.values()) {
        for (var lane : lanes.values()) {
          hasChanged |= pass(lane, priority, now);
        }
      }
    }
    long wait = Long.MAX_VALUE;
    for (var lane : lanes.values()) {
      dropHopeless(lane, now);
      wait = Math.min(wait, lane.next().map(it -> untilSettled(it, now)).orElse(Long.MAX_VALUE));
    }
    return wait;
  }

  private boolean pass(Lane lane, Priority priority, long now) {
    boolean hasChanged = false;
    var next = lane.next().filter(it -> it.priority() == priority);
    while (next.isPresent() && mayLeave(next.get(), now)) {
      leave(next.get(), now);
      hasChanged = true;
      next = lane.next().filter(it -> it.priority() == priority);
    }
    return hasChanged;
  }

  private boolean mayLeave(Ticket ticket, long now) {
    return ticket.deadline() - now <= 0
        || (places.hasRoom(ticket.priority(), ingestWaiting())
            && ticket.model().lane().until(ticket, now) == 0);
  }

  /// Whose turn it is leaves, unless it is too late, or its target fell ill while it waited.
  private void leave(Ticket ticket, long now) {
    var model = ticket.model();
    if (ticket.deadline() - now <= 0) {
      refuse(ticket, new NoRoom(Duration.ZERO));
      return;
    }
    var objection = model.breaker().objection(now);
    if (objection.isPresent()) {
      refuse(ticket, objection.get());
      return;
    }
    waiting--;
    model.waits(-1);
    model.flies(1);
    model.lane().leave(ticket, now);
    places.take(ticket.priority());
    ticket.settle(new Verdict.Go(model.breaker().enter(now), now));
  }

  /// Tells everybody for whom a pause is too long, and whose deadline has passed.
  private void dropHopeless(Lane lane, long now) {
    long resumes = Math.max(now, lane.resumes());
    for (var priority : Priority.values()) {
      var hopeless = new ArrayList<Ticket>();
      for (var ticket : lane.waiting(priority)) {
        if (ticket.deadline() - resumes <= 0) {
          hopeless.add(ticket);
        }
      }
      hopeless.forEach(it -> refuse(it, new NoRoom(Duration.ofNanos(resumes - now))));
    }
  }

  private void refuse(Ticket ticket, CallError why) {
    forget(ticket);
    ticket.settle(new Verdict.No(why));
  }

  private void forget(Ticket ticket) {
    if (ticket.model().lane().remove(ticket)) {
      ticket.model().waits(-1);
      waiting--;
    }
  }

  /// Without a place it is the end of another attempt that is waited for, or its own deadline.
  private long untilSettled(Ticket ticket, long now) {
    long left = Math.max(1, ticket.deadline() - now);
    return places.hasRoom(ticket.priority(), ingestWaiting())
        ? Math.min(left, Math.max(1, ticket.model().lane().until(ticket, now)))
        : left;
  }

  private int ingestWaiting() {
    int ingest = 0;
    for (var lane : lanes.values()) {
      ingest += lane.ingestWaiting();
    }
    return ingest;
  }

  /// What came of an attempt that left.
  record End(Optional<CallError> error, Optional<Usage> usage, LimitNews news) {}

  void done(Ticket ticket, End end, long now) {
    var model = ticket.model();
    var lane = model.lane();
    var go = (Verdict.Go) ticket.verdict().orElseThrow();
    places.giveBack(ticket.priority());
    model.flies(-1);
    lane.correct(correction(ticket.need(), end), now);
    lane.hear(end.news(), now);
    boolean isCounted = ticket.need().requests() > 0;
    if (isCounted
        && end.error().map(CallError::bare).orElse(null)
            instanceof CallError.Throttled(var asked)) {
      lane.refused(asked, go.at(), now);
    }
    model.breaker().done(go.epoch(), end.error(), now);
    if (end.error().isEmpty()) {
      quota.earn();
    }
  }

  /// A refused request counts as a request (OpenAI's guide to limits says so), and uses no tokens;
  /// what never left counts as nothing.
  private static Need correction(Need charged, End end) {
    if (end.usage().isPresent()) {
      return new Need(0, end.usage().get().total() - charged.tokens());
    }
    var charge = end.error().map(CallError::charge).orElse(Charge.UNKNOWN);
    int requests = end.error().orElse(null) instanceof CallError.Unreachable ? 1 : 0;
    return charge == Charge.NOTHING
        ? new Need(-requests * charged.requests(), -charged.tokens())
        : Need.NOTHING;
  }

  Health health(Target target, long now) {
    var model = models.get(target.model());
    return model == null
        ? new Health(Health.Breaker.CLOSED, Map.of())
        : new Health(model.breaker().state(now), model.latencies(now));
  }

  /// What is known of a target; empty when there are too many others that are busy.
  Optional<Model> model(Target target, long now) {
    var known = models.get(target.model());
    if (known != null) {
      return Optional.of(known);
    }
    if (models.size() >= MOST_MODELS && !forgetOldest()) {
      return Optional.empty();
    }
    var lane =
        lanes.computeIfAbsent(Family.of(target.model()), _ -> new Lane(provider.limits(), now));
    var model = new Model(target, lane, new Breaker(random, now));
    models.put(target.model(), model);
    return Optional.of(model);
  }

  private boolean forgetOldest() {
    var oldest = models.values().stream().filter(Model::isIdle).findFirst();
    oldest.ifPresent(it -> {
      models.remove(it.target().model());
      if (models.values().stream().noneMatch(other -> other.lane() == it.lane())) {
        lanes.remove(Family.of(it.target().model()));
      }
    });
    return oldest.isPresent();
  }

  List<LaneView> views(long now) {
    return models.values().stream().map(it -> view(it, now)).toList();
  }

  private static LaneView view(Model model, long now) {
    var lane = model.lane();
    return new LaneView(
        model.target(),
        lane.requestView(now),
        lane.tokenView(now),
        new Health(model.breaker().state(now), model.latencies(now)),
        Duration.ofNanos(now - model.breaker().since()),
        model.inFlight(),
        model.waiting(),
        Duration.ofNanos(Math.max(0, lane.resumes() - now)));
  }
}
