package lectern.gateway;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lectern.gateway.CallError.LeftAlone;
import lectern.gateway.CallError.NoRoom;
import lectern.gateway.CallError.Overloaded;
import lectern.gateway.CallError.ProviderFailed;
import lectern.gateway.CallError.Throttled;
import lectern.gateway.Decision.GiveUp;
import lectern.gateway.Decision.NextProvider;
import lectern.gateway.Decision.RetryAfter;
import lectern.gateway.Decision.Wait;
import lectern.gateway.SoFar.Next;
import lectern.gateway.SoFar.Quota;
import lectern.gateway.SoFar.Shown;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  private static final RetryPolicy POLICY = RetryPolicy.DEFAULT;
  private static final Duration LEFT = ofSeconds(60);

  /// Every kind of error there is, and some with what a provider may say along with it.
  private static final List<CallError> ERRORS =
      List.of(
          new Throttled(Optional.empty()),
          new Throttled(Optional.of(ofSeconds(1))),
          new Throttled(Optional.of(Duration.ofHours(1))),
          new Overloaded(Optional.empty()),
          new Overloaded(Optional.of(ofSeconds(5))),
          new ProviderFailed(500, Optional.empty()),
          new CallError.AskedNotToRetry(new ProviderFailed(500, Optional.empty())),
          new CallError.Unreachable("refused"),
          new CallError.LostReply("before the headers"),
          new CallError.CutStream("no finish reason"),
          new CallError.Silent(Phase.HEADERS, ofSeconds(60)),
          new LeftAlone(ofSeconds(5)),
          new NoRoom(ofSeconds(5)),
          new NoRoom(ofSeconds(90)),
          new CallError.JobOutOfTime("TIMEOUT"),
          new CallError.DeadlinePassed(),
          new CallError.TooLate(),
          new CallError.KeyRejected(""),
          new CallError.NotAllowed(""),
          new CallError.OutOfCredit(""),
          new CallError.UnknownModel(""),
          new CallError.NotOffered(""),
          new CallError.TooLong(OptionalLong.empty(), OptionalLong.empty()),
          new CallError.TooLarge(""),
          new CallError.Refused(""),
          new CallError.Invalid("", ""),
          new CallError.NotFound(""),
          new CallError.BadDocument("", ""),
          new CallError.Abandoned(),
          new CallError.NotUnderstood(418, ""),
          new CallError.ResultExpired(""),
          new CallError.OtherModel("", ""));

  @Test
  void every_kind_of_error_is_in_the_table() {
    var kinds = ERRORS.stream().map(Object::getClass).collect(Collectors.toSet());

    assertThat(kinds).containsExactlyInAnyOrder(CallError.class.getPermittedSubclasses());
  }

  @Test
  void the_table_is_the_one_in_the_document() throws Exception {
    var page = Files.readString(Path.of("../docs/gateway-decisions.md"));

    assertThat(page).contains(table());
  }

  @Test
  void a_hint_is_honoured_and_never_come_back_from_earlier() {
    for (double jitter = 0; jitter <= 1; jitter += 0.25) {
      var decision = after(new Throttled(Optional.of(ofSeconds(2))), alone(1), jitter);

      assertThat(pause(decision).orElseThrow()).isBetween(ofSeconds(2), ofSeconds(7));
    }
  }

  @Test
  void an_hour_is_refused_at_once() {
    var hour = new Throttled(Optional.of(Duration.ofHours(1)));

    assertThat(after(hour, alone(1), 0.5)).isInstanceOf(GiveUp.class);
    assertThat(after(hour, ready(1), 0.5)).isInstanceOf(NextProvider.class);
  }

  @Test
  void hints_that_make_no_sense_do_no_harm() {
    var nonsense =
        Stream.of(
            Duration.ZERO, ofSeconds(-5), ofSeconds(Long.MAX_VALUE), ofSeconds(Long.MIN_VALUE));

    assertThat(nonsense.map(it -> after(new Throttled(Optional.of(it)), alone(1), 0.5)))
        .hasExactlyElementsOfTypes(Wait.class, Wait.class, GiveUp.class, Wait.class);
  }

  @Test
  void being_throttled_uses_up_time_but_no_attempt() {
    for (int throttles = 1; throttles < 1_000; throttles++) {
      assertThat(after(new Throttled(Optional.empty()), alone(throttles), 0.5))
          .isInstanceOf(Wait.class);
    }
  }

  @Test
  void a_pause_that_outlives_the_deadline_is_refused_now() {
    var nearlyOver = new SoFar(1, 1, ofMillis(900), Next.NONE, Shown.NOTHING, Quota.LEFT);

    assertThat(after(new Throttled(Optional.of(ofSeconds(1))), nearlyOver, 0))
        .isInstanceOf(GiveUp.class);
  }

  @Test
  void a_long_pause_is_not_waited_for_while_another_is_ready() {
    assertThat(after(new Throttled(Optional.of(ofMillis(900))), ready(1), 0.5))
        .isInstanceOf(Wait.class);
    assertThat(after(new Throttled(Optional.of(ofSeconds(3))), ready(1), 0.5))
        .isInstanceOf(NextProvider.class);
  }

  /// Whatever happens, in whatever order: it ends in time, and a longer deadline, a fresher call or
  /// a smaller jitter never makes things worse.
  @RepeatedTest(value = 300, name = "seed {currentRepetition}")
  void no_pause_outlives_the_deadline_and_more_time_never_makes_it_worse(RepetitionInfo run) {
    var random = new Random(run.getCurrentRepetition());
    var error = ERRORS.get(random.nextInt(ERRORS.size()));
    var left = ofMillis(random.nextLong(120_000));
    var soFar =
        new SoFar(
            1 + random.nextInt(5),
            1 + random.nextInt(50),
            left,
            random.nextBoolean() ? Next.READY : Next.NONE,
            random.nextBoolean() ? Shown.PART : Shown.NOTHING,
            random.nextBoolean() ? Quota.LEFT : Quota.USED_UP);
    double jitter = random.nextDouble();

    var decision = after(error, soFar, jitter);
    var withMoreTime = after(error, with(soFar, left.plusSeconds(60)), jitter);
    var sooner = after(error, soFar, jitter / 2);

    pause(decision).ifPresent(it -> assertThat(it).isBetween(Duration.ZERO, left.minusNanos(1)));
    if (decision instanceof RetryAfter || decision instanceof Wait) {
      assertThat(withMoreTime).isEqualTo(decision);
      assertThat(pause(sooner).orElseThrow()).isLessThanOrEqualTo(pause(decision).orElseThrow());
    }
    if (decision instanceof RetryAfter) {
      assertThat(soFar.failures()).isLessThan(POLICY.mostFailures());
      assertThat(soFar.mayRetry()).isEqualTo(Quota.LEFT);
      assertThat(soFar.shown()).isEqualTo(Shown.NOTHING);
    }
    if (decision instanceof NextProvider) {
      assertThat(soFar.next()).isEqualTo(Next.READY);
    }
  }

  private static Decision after(CallError error, SoFar soFar, double jitter) {
    return POLICY.after(error, soFar, jitter);
  }

  private static SoFar alone(int times) {
    return new SoFar(times, times, LEFT, Next.NONE, Shown.NOTHING, Quota.LEFT);
  }

  private static SoFar ready(int times) {
    return new SoFar(times, times, LEFT, Next.READY, Shown.NOTHING, Quota.LEFT);
  }

  private static SoFar with(SoFar it, Duration left) {
    return new SoFar(it.failures(), it.throttles(), left, it.next(), it.shown(), it.mayRetry());
  }

  private static Optional<Duration> pause(Decision decision) {
    return switch (decision) {
      case RetryAfter(var pause) -> Optional.of(pause);
      case Wait(var pause) -> Optional.of(pause);
      case NextProvider _, GiveUp _ -> Optional.empty();
    };
  }

  /// The whole policy, as Markdown.
  private static String table() {
    var lines = new ArrayList<String>();
    lines.add(
        "| error | at first | at first, another ready | third time | part shown | quota used up |");
    lines.add("| --- | --- | --- | --- | --- | --- |");
    for (var error : ERRORS) {
      var row = new StringJoiner(" | ", "| ", " |").add(label(error));
      row.add(cell(error, alone(1)));
      row.add(cell(error, ready(1)));
      row.add(cell(error, alone(3)));
      row.add(cell(error, new SoFar(1, 1, LEFT, Next.NONE, Shown.PART, Quota.LEFT)));
      row.add(cell(error, new SoFar(1, 1, LEFT, Next.NONE, Shown.NOTHING, Quota.USED_UP)));
      lines.add(row.toString());
    }
    return String.join("\n", lines);
  }

  private static String label(CallError error) {
    var asked =
        switch (error) {
          case Throttled(var it) -> it;
          case Overloaded(var it) -> it;
          case LeftAlone(var it) -> Optional.of(it);
          case NoRoom(var it) -> Optional.of(it);
          default -> Optional.<Duration>empty();
        };
    var word = "`" + error.word() + "`" + (error.equals(error.bare()) ? "" : ", do not retry");
    return asked.map(it -> "%s, %s".formatted(word, words(it))).orElse(word);
  }

  private static String cell(CallError error, SoFar soFar) {
    var least = after(error, soFar, 0);
    var most = after(error, soFar, 1);
    var from = pause(least).map(it -> word(least) + " " + words(it)).orElse(word(least));
    if (pause(most).isEmpty()) {
      return word(most);
    }
    var to = pause(most).map(RetryPolicyTest::words).orElseThrow();
    return pause(least).equals(pause(most)) ? from : from + " to " + to;
  }

  private static String word(Decision decision) {
    return decision.word().replace('_', ' ');
  }

  private static String words(Duration duration) {
    return duration.toMillis() % 1_000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }
}
