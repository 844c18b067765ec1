package lectern.gateway.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import lectern.gateway.Need;
import lectern.gateway.Priority;
import lectern.gateway.Provider.Limits;
import lectern.gateway.Usage;
import lectern.gateway.pace.FakeProvider.Headers;
import lectern.gateway.pace.Rush.Callers;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/// How much of a limit is used, how often we are told off, and who waits: ten minutes of it in
/// virtual time. The limit is 600 requests a minute, an answer takes three seconds, and refused
/// requests count.
class RushTest {
  private static final String SEED = "seed {currentRepetition}";
  private static final long LIMIT = 600;
  private static final long SECOND = Rush.SECOND;
  private static final long END = 600 * SECOND;
  private static final Usage NO_TOKENS = new Usage(0, 0, 0, 0);
  private static final Callers INGEST =
      new Callers(Priority.INGEST, 0, new Need(1, 0), NO_TOKENS, Duration.ofMinutes(10));
  private static final Callers CHAT =
      new Callers(Priority.CHAT, SECOND / 2, new Need(1, 0), NO_TOKENS, Duration.ofMinutes(1));

  /// Twice what the limit allows.
  private static final int CROWD = 60;

  @RepeatedTest(value = 3, name = SEED)
  void twice_the_load_uses_the_limit_and_is_not_told_off(RepetitionInfo run) {
    var rush = rush(new FakeProvider(LIMIT, Headers.TRUE), run).crowd(CROWD, INGEST, END);

    rush.run(END);

    assertThat(used(rush, 120, LIMIT)).isBetween(0.95, 1.0);
    assertThat(rush.refusals).isZero();
  }

  @RepeatedTest(value = 3, name = SEED)
  void a_limit_that_nobody_tells_is_learnt_from_refusals(RepetitionInfo run) {
    var rush = rush(new FakeProvider(LIMIT, Headers.MISSING), run).crowd(CROWD, INGEST, END);

    rush.run(END);

    assertThat(used(rush, 120, LIMIT)).isGreaterThan(0.95);
    assertThat(toldOff(rush)).isLessThan(0.02);
  }

  @RepeatedTest(value = 3, name = SEED)
  void a_limit_that_halves_is_followed_though_the_headers_go_on_lying(RepetitionInfo run) {
    var provider = new FakeProvider(LIMIT, Headers.OLD);
    var rush = rush(provider, run).crowd(CROWD, INGEST, END);
    rush.at(300 * SECOND, () -> provider.limit(LIMIT / 2));

    rush.run(END);

    assertThat(used(rush, 360, LIMIT / 2)).isGreaterThan(0.9);
    assertThat(toldOff(rush)).isLessThan(0.02);
  }

  @RepeatedTest(value = 3, name = SEED)
  void a_limit_that_halves_is_found_by_what_is_let_through_between_refusals(RepetitionInfo run) {
    var provider = new FakeProvider(LIMIT, Headers.OLD);
    var rush = rush(provider, run).crowd(CROWD, INGEST, END);
    rush.at(
        300 * SECOND,
        () -> {
          provider.limit(LIMIT / 2);
          provider.drain();
        });

    rush.run(420 * SECOND);

    assertThat(rush.answered(360 * SECOND, 420 * SECOND)).isGreaterThan(LIMIT / 2 * 9 / 10);
    assertThat(rush.refusals).isLessThan(5);
  }

  @RepeatedTest(value = 3, name = SEED)
  void little_that_was_asked_for_since_the_last_refusal_is_not_taken_for_the_limit(
      RepetitionInfo run) {
    var provider = new FakeProvider(LIMIT, Headers.OLD);
    var rush = rush(provider, run).crowd(CROWD, INGEST, 20 * SECOND);
    rush.at(400 * SECOND, () -> rush.crowd(CROWD, INGEST, END));
    for (long second : List.of(10L, 405L)) {
      rush.at(second * SECOND, () -> provider.limit(LIMIT / 10));
      rush.at(second * SECOND, provider::drain);
      rush.at((second + 1) * SECOND, () -> provider.limit(LIMIT));
    }

    rush.run(END);

    assertThat(rush.refusals).isBetween(2, 10);
    assertThat(rush.answered(420 * SECOND, 450 * SECOND)).isGreaterThan(LIMIT / 2 * 9 / 10);
  }

  @RepeatedTest(value = 3, name = SEED)
  void a_limit_that_comes_back_is_used_again(RepetitionInfo run) {
    var provider = new FakeProvider(LIMIT, Headers.OLD);
    var rush = rush(provider, run).crowd(CROWD, INGEST, END);
    rush.at(60 * SECOND, () -> provider.limit(LIMIT / 2));
    rush.at(240 * SECOND, () -> provider.limit(LIMIT));

    rush.run(END);

    assertThat(used(rush, 360, LIMIT)).isGreaterThan(0.9);
  }

  @RepeatedTest(value = 3, name = SEED)
  void a_reader_hardly_waits_while_ingest_takes_all_it_can(RepetitionInfo run) {
    var rush =
        rush(new FakeProvider(LIMIT, Headers.TRUE), run).crowd(CROWD, INGEST, END).calls(CHAT, END);

    rush.run(END);

    assertThat(rush.waited95(Priority.CHAT)).isLessThan(Duration.ofMillis(100));
    assertThat(used(rush, 120, LIMIT)).isGreaterThan(0.95);
  }

  @RepeatedTest(value = 3, name = SEED)
  void ingest_gets_its_share_while_readers_could_take_everything(RepetitionInfo run) {
    var readers = new Callers(Priority.CHAT, 0, new Need(1, 0), NO_TOKENS, Duration.ofMinutes(10));
    var rush =
        rush(new FakeProvider(LIMIT, Headers.TRUE), run)
            .crowd(CROWD, INGEST, END)
            .crowd(2 * CROWD, readers, END);

    rush.run(END);

    assertThat(share(rush, Priority.INGEST)).isBetween(0.12, 0.2);
  }

  @RepeatedTest(value = 3, name = SEED)
  void large_and_small_needs_of_tokens_share_a_limit_and_keep_it(RepetitionInfo run) {
    var limits = new Limits(OptionalLong.empty(), OptionalLong.of(200_000));
    var small =
        new Callers(
            Priority.CHAT,
            SECOND,
            new Need(1, 1_000),
            new Usage(900, 0, 100, 0),
            Duration.ofMinutes(1));
    var large =
        new Callers(
            Priority.INGEST,
            0,
            new Need(1, 20_000),
            new Usage(10_000, 0, 0, 0),
            Duration.ofMinutes(10));
    var rush = new Rush(limits, 100, new FakeProvider(100_000, Headers.MISSING), seed(run));

    rush.crowd(20, large, END).calls(small, END).run(END);

    long tokens = 0;
    for (var it : rush.ended) {
      tokens += it.error().isEmpty() ? it.priority() == Priority.CHAT ? 1_000 : 10_000 : 0;
    }
    assertThat((double) tokens / (10 * 200_000)).isBetween(0.93, 1.0);
    assertThat(rush.waited95(Priority.CHAT)).isLessThan(Duration.ofMillis(500));
  }

  @RepeatedTest(value = 3, name = SEED)
  void who_cannot_be_served_in_time_is_told_at_once_and_not_at_the_deadline(RepetitionInfo run) {
    var hasty =
        new Callers(Priority.INGEST, SECOND / 40, new Need(1, 0), NO_TOKENS, Duration.ofSeconds(8));
    var rush = rush(new FakeProvider(LIMIT, Headers.TRUE), run).calls(hasty, END);

    rush.run(END);

    var refused = rush.ended.stream().filter(it -> it.error().isPresent()).toList();
    assertThat(refused).isNotEmpty();
    assertThat(refused.stream().filter(it -> it.at() - it.begun() > SECOND)).isEmpty();
    assertThat(used(rush, 120, LIMIT)).isGreaterThan(0.95);
  }

  private static Rush rush(FakeProvider provider, RepetitionInfo run) {
    return new Rush(Limits.LEARNT, 1_000, provider, seed(run));
  }

  private static long seed(RepetitionInfo run) {
    return run.getCurrentRepetition();
  }

  private static double used(Rush rush, long fromSecond, long perMinute) {
    double minutes = (double) (END - fromSecond * SECOND) / (double) (60 * SECOND);
    return (double) rush.answered(fromSecond * SECOND, END) / ((double) perMinute * minutes);
  }

  private static double toldOff(Rush rush) {
    return (double) rush.refusals / (double) rush.answered(0, END);
  }

  private static double share(Rush rush, Priority priority) {
    var answered = rush.ended.stream().filter(it -> it.error().isEmpty()).toList();
    long theirs = answered.stream().filter(it -> it.priority() == priority).count();
    return (double) theirs / (double) answered.size();
  }
}
