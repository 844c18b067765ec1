package lectern.gateway.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import lectern.gateway.CallError;
import lectern.gateway.CallError.NoRoom;
import lectern.gateway.CallError.TooLarge;
import lectern.gateway.LimitNews;
import lectern.gateway.Need;
import lectern.gateway.Priority;
import lectern.gateway.Provider.Limits;
import lectern.gateway.Target;
import lectern.gateway.Usage;
import lectern.gateway.pace.Ticket.Verdict;
import org.junit.jupiter.api.Test;

class DoorTest {
  private static final long SECOND = Rush.SECOND;
  private static final Need ONE = new Need(1, 0);
  private static final Limits ONE_A_SECOND =
      new Limits(OptionalLong.of(60), OptionalLong.of(6_000));

  private Door door = door(ONE_A_SECOND, 100);
  private long now;

  @Test
  void what_is_surely_larger_than_the_limit_is_refused_at_once() {
    var ticket = arrive("small", new Need(1, 4 * 6_001), Priority.CHAT, 60);

    assertThat(why(ticket)).isInstanceOf(TooLarge.class);
  }

  @Test
  void what_may_be_larger_than_the_limit_is_for_the_provider_to_judge() {
    var ticket = arrive("small", new Need(1, 4 * 6_000), Priority.CHAT, 60);

    assertThat(hasLeft(ticket)).isTrue();
  }

  @Test
  void what_is_as_large_as_the_limit_leaves_and_the_next_pays_for_it() {
    var large = arrive("small", new Need(1, 6_000), Priority.CHAT, 60);
    var next = arrive("small", new Need(1, 100), Priority.CHAT, 120);

    assertThat(hasLeft(large)).isTrue();
    assertThat(hasLeft(next)).isFalse();
    pass(60);
    assertThat(hasLeft(next)).isTrue();
  }

  @Test
  void what_was_charged_too_much_is_given_back() {
    var large = arrive("small", new Need(1, 6_000), Priority.CHAT, 60);
    var next = arrive("small", new Need(1, 100), Priority.CHAT, 120);
    now += 2 * SECOND;

    end(large, Optional.empty(), Optional.of(new Usage(90, 0, 10, 0)));

    assertThat(hasLeft(next)).isTrue();
  }

  @Test
  void a_pause_of_one_family_stops_it_and_no_other() {
    var throttled = arrive("gpt-4o-2024-08-06", ONE, Priority.CHAT, 60);
    end(throttled, Optional.of(throttled(5)), Optional.empty());

    var same = arrive("gpt-4o", ONE, Priority.CHAT, 60);
    var other = arrive("gpt-4o-mini", ONE, Priority.CHAT, 60);

    assertThat(hasLeft(other)).isTrue();
    assertThat(hasLeft(same)).isFalse();
    pass(7);
    assertThat(hasLeft(same)).isTrue();
  }

  @Test
  void a_refusal_of_what_counts_against_no_limit_stops_nobody() {
    door = door(Limits.LEARNT, 100);
    var list = arrive("small", Need.NOTHING, Priority.CHAT, 60);
    end(list, Optional.of(throttled(5)), Optional.empty());

    assertThat(hasLeft(arrive("small", ONE, Priority.CHAT, 60))).isTrue();
    assertThat(door.views(now).getFirst().requests()).isEmpty();
  }

  @Test
  void who_waits_when_a_long_pause_begins_is_told_at_once() {
    var throttled = arrive("small", ONE, Priority.CHAT, 60);
    arrive("small", ONE, Priority.CHAT, 60);
    var waiting = arrive("small", ONE, Priority.CHAT, 60);

    end(throttled, Optional.of(throttled(600)), Optional.empty());

    assertThat(why(waiting)).isEqualTo(new NoRoom(Duration.ofMinutes(10)));
    assertThat(why(arrive("small", ONE, Priority.CHAT, 60))).isInstanceOf(NoRoom.class);
  }

  @Test
  void who_waits_in_vain_is_dropped_before_sending() {
    door = door(Limits.LEARNT, 1);
    var first = arrive("small", ONE, Priority.CHAT, 60);
    var second = arrive("small", ONE, Priority.CHAT, 1);

    now += 2 * SECOND;
    end(first, Optional.empty(), Optional.empty());

    assertThat(why(second)).isInstanceOf(NoRoom.class);
  }

  @Test
  void chat_goes_before_ingest_that_came_earlier() {
    door = door(Limits.LEARNT, 1);
    var running = arrive("small", ONE, Priority.CHAT, 60);
    var ingest = arrive("small", ONE, Priority.INGEST, 60);
    var chat = arrive("small", ONE, Priority.CHAT, 60);

    end(running, Optional.empty(), Optional.empty());

    assertThat(hasLeft(chat)).isTrue();
    assertThat(hasLeft(ingest)).isFalse();
  }

  @Test
  void ingest_never_takes_all_places() {
    door = door(Limits.LEARNT, 2);

    assertThat(hasLeft(arrive("small", ONE, Priority.INGEST, 60))).isTrue();
    assertThat(hasLeft(arrive("small", ONE, Priority.INGEST, 60))).isFalse();
    assertThat(hasLeft(arrive("small", ONE, Priority.CHAT, 60))).isTrue();
  }

  @Test
  void ingest_that_waits_finds_a_place_while_readers_take_all_they_can() {
    door = door(Limits.LEARNT, 2);
    var first = arrive("small", ONE, Priority.CHAT, 60);
    arrive("small", ONE, Priority.CHAT, 60);
    var ingest = arrive("other", ONE, Priority.INGEST, 60);
    var chat = arrive("small", ONE, Priority.CHAT, 60);

    end(first, Optional.empty(), Optional.empty());

    assertThat(hasLeft(ingest)).isTrue();
    assertThat(hasLeft(chat)).isFalse();
  }

  @Test
  void who_waits_for_a_target_that_falls_ill_is_told() {
    door = door(Limits.LEARNT, 5);
    var running = new Ticket[5];
    for (int i = 0; i < 5; i++) {
      running[i] = arrive("small", ONE, Priority.CHAT, 60);
    }
    var waiting = arrive("small", ONE, Priority.CHAT, 60);
    var alsoWaiting = arrive("other", ONE, Priority.CHAT, 60);

    for (var it : running) {
      end(it, Optional.of(new CallError.Unreachable("gone")), Optional.empty());
    }
    end(waiting, Optional.of(new CallError.Unreachable("gone")), Optional.empty());

    assertThat(why(arrive("small", ONE, Priority.CHAT, 60)))
        .isInstanceOf(CallError.LeftAlone.class);
    assertThat(hasLeft(alsoWaiting)).isTrue();
  }

  @Test
  void waiting_is_bounded_in_number() {
    door = door(Limits.LEARNT, 1);
    arrive("small", ONE, Priority.CHAT, 60);
    for (int i = 0; i < Door.MOST_WAITING; i++) {
      arrive("small", ONE, Priority.CHAT, 60);
    }

    assertThat(why(arrive("small", ONE, Priority.CHAT, 60))).isInstanceOf(NoRoom.class);
  }

  @Test
  void targets_are_remembered_up_to_a_number_and_those_asked_longest_ago_are_forgotten() {
    for (int i = 0; i <= Door.MOST_MODELS; i++) {
      end(arrive("m" + i, ONE, Priority.CHAT, 60), Optional.empty(), Optional.empty());
    }

    assertThat(door.views(now)).hasSize(Door.MOST_MODELS);
    assertThat(door.views(now).getFirst().target().model()).isEqualTo("m1");
  }

  @Test
  void a_view_tells_limits_health_and_who_is_there() {
    arrive("small", new Need(1, 300), Priority.CHAT, 60);
    arrive("small", new Need(1, 300), Priority.CHAT, 60);
    arrive("small", new Need(1, 300), Priority.CHAT, 60);

    var view = door.views(now).getFirst();

    assertThat(view.inFlight()).isEqualTo(2);
    assertThat(view.waiting()).isEqualTo(1);
    assertThat(view.requests().orElseThrow().perMinute()).isEqualTo(60);
    assertThat(view.tokens().orElseThrow().usedShare()).isPositive();
    assertThat(view.health().breaker()).isEqualTo(Gatekeeper.Health.Breaker.CLOSED);
  }

  private static Door door(Limits limits, int places) {
    return new Door(Rush.provider(limits, places), new Random(7));
  }

  private Ticket arrive(String model, Need need, Priority priority, long seconds) {
    var wish = new Ticket.Wish(need, priority, now + seconds * SECOND);
    var known = door.model(new Target("there", model), now).orElseThrow();
    var ticket = new Ticket(known, wish, () -> {});
    door.arrive(ticket, now);
    door.pass(now);
    return ticket;
  }

  private void end(Ticket ticket, Optional<CallError> error, Optional<Usage> usage) {
    door.done(ticket, new Door.End(error, usage, LimitNews.NONE), now);
    door.pass(now);
  }

  private void pass(long seconds) {
    now += seconds * SECOND;
    door.pass(now);
  }

  private static CallError throttled(long seconds) {
    return new CallError.Throttled(Optional.of(Duration.ofSeconds(seconds)));
  }

  private static boolean hasLeft(Ticket ticket) {
    return ticket.verdict().orElse(null) instanceof Verdict.Go;
  }

  private static CallError why(Ticket ticket) {
    return ((Verdict.No) ticket.verdict().orElseThrow()).error();
  }
}
