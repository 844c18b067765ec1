package lectern.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import lectern.document.WorkspaceId;
import lectern.gateway.AttemptRecord.Moment;
import lectern.gateway.ModelRoute.Caching;
import lectern.gateway.ModelRoute.Choice;
import lectern.gateway.ModelRoute.Continuation;
import lectern.gateway.ModelRoute.Policy;
import lectern.gateway.Outcome.Answered;
import lectern.gateway.Outcome.GivenUp;
import lectern.gateway.pace.Gatekeeper.Health.Breaker;
import org.junit.jupiter.api.Test;

/// The loop, with answers that were thought up.
class GatewayTest {
  private static final Choice FIRST = Choice.of("first", "small");
  private static final Choice SECOND = Choice.of("second", "small");
  private static final Choice LARGE =
      new Choice(
          new Target("second", "large"), OptionalLong.of(1_000_000), Continuation.NOT_ACCEPTED);
  private static final CallError FAILED = new CallError.ProviderFailed(500, Optional.empty());

  private final ManualTime time = new ManualTime();
  private final OpenGate gate = new OpenGate();
  private final List<CallRecord> ended = new ArrayList<>();
  private final Script work = new Script();
  private final Gateway gateway =
      new Gateway(
          new Roster(List.of(CallStory.provider("first"), CallStory.provider("second")), List.of()),
          gate,
          new Heard(),
          new Gateway.Surroundings(
              time, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), new Random(7)));

  @Test
  void an_answer_is_returned_with_how_it_came_about() throws Exception {
    work.answers("because");

    var outcome = call(FIRST, SECOND);

    assertThat(((Answered<String>) outcome).value()).isEqualTo("because");
    assertThat(outcome.account().target()).contains(FIRST.target());
    assertThat(outcome.account().attempts()).isEqualTo(1);
    assertThat(outcome.account().fallback()).isEmpty();
    assertThat(gate.returned).isEqualTo(1);
  }

  @Test
  void how_long_a_target_took_is_told_by_what_is_awaited() throws Exception {
    time.advance(Duration.ofHours(1));
    work.toToken = Duration.ofMillis(3);
    work.toEnd = Duration.ofMillis(7);
    work.answers("at once")
        .fails(FAILED)
        .answers("in the end")
        .answers("in pieces")
        .answers("a list");

    call(FIRST);
    call(FIRST);
    work.awaited = Optional.of(Awaited.FIRST_TOKEN);
    call(FIRST);
    work.awaited = Optional.empty();
    call(FIRST);

    assertThat(gate.answered).containsExactly("WHOLE_REPLY 10", "WHOLE_REPLY 10", "FIRST_TOKEN 3");
  }

  @Test
  void a_failure_is_healed_at_the_same_target_after_a_pause() throws Exception {
    work.fails(FAILED).answers("because");

    var outcome = call(FIRST, SECOND);

    assertThat(outcome.account().target()).contains(FIRST.target());
    assertThat(outcome.account().attempts()).isEqualTo(2);
    assertThat(time.pauses()).hasSize(1);
    assertThat(gate.retries).isEqualTo(1);
  }

  @Test
  void a_failure_that_lasts_goes_on_to_the_next_target_and_says_so() throws Exception {
    work.fails(FAILED).fails(FAILED).fails(FAILED).answers("because");

    var outcome = call(FIRST, SECOND);

    assertThat(outcome.account().target()).contains(SECOND.target());
    assertThat(outcome.account().fallback()).contains("first/small: provider_failed");
    assertThat(work.asked)
        .containsExactly(FIRST.target(), FIRST.target(), FIRST.target(), SECOND.target());
  }

  @Test
  void when_nobody_is_left_the_last_error_is_told() throws Exception {
    work.fails(new CallError.KeyRejected("it is old"));

    var outcome = call(FIRST);

    assertThat(((GivenUp<String>) outcome).error())
        .isEqualTo(new CallError.KeyRejected("it is old"));
    assertThatThrownBy(outcome::orThrow).isInstanceOf(GaveUp.class);
  }

  @Test
  void what_is_too_long_goes_to_a_larger_model_only() throws Exception {
    var tooLong = new CallError.TooLong(OptionalLong.empty(), OptionalLong.empty());
    var small = new Choice(FIRST.target(), OptionalLong.of(8_000), Continuation.NOT_ACCEPTED);
    work.fails(tooLong).answers("because");

    var outcome = call(small, SECOND, LARGE);

    assertThat(outcome.account().target()).contains(LARGE.target());
    assertThat(work.asked).containsExactly(FIRST.target(), LARGE.target());
  }

  @Test
  void a_target_that_is_left_alone_is_passed_by() throws Exception {
    gate.breakers.put(FIRST.target(), Breaker.OPEN);
    work.answers("because");

    var outcome = call(FIRST, SECOND);

    assertThat(outcome.account().target()).contains(SECOND.target());
    assertThat(outcome.account().fallback()).isPresent();
  }

  @Test
  void a_reader_does_not_wait_long_for_one_target_while_another_is_ready() throws Exception {
    work.answers("because").answers("because");

    call(FIRST, SECOND);
    assertThat(gate.admittedUntil.left(time)).isEqualTo(RetryPolicy.PATIENCE);

    call(FIRST);
    assertThat(gate.admittedUntil.left(time)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void a_target_that_cannot_do_it_is_not_asked() throws Exception {
    work.objections.put("first", new CallError.NotOffered("responses"));
    work.answers("because");

    var outcome = call(FIRST, SECOND);

    assertThat(outcome.account().attempts()).isEqualTo(1);
    assertThat(work.asked).containsExactly(SECOND.target());
  }

  @Test
  void a_lost_reply_that_must_be_looked_up_is_not_asked_for_again() throws Exception {
    work.onLost = Work.OnLost.LOOK_UP_FIRST;
    work.fails(new CallError.LostReply("before the headers"));

    var outcome = call(FIRST, SECOND);

    assertThat(outcome).isInstanceOf(GivenUp.class);
    assertThat(work.asked).hasSize(1);
  }

  @Test
  void work_that_is_too_late_is_not_sent() throws Exception {
    time.advance(Duration.ofMinutes(1));

    var outcome = gateway.call(request(new Deadline(0), FIRST), work);

    assertThat(((GivenUp<String>) outcome).error()).isEqualTo(new CallError.DeadlinePassed());
    assertThat(work.asked).isEmpty();
    assertThat(outcome.account().attempts()).isZero();
  }

  @Test
  void everything_about_a_call_can_be_read_afterwards() throws Exception {
    work.fails(FAILED).answers("because");

    call(FIRST);

    var record = ended.getFirst();
    assertThat(record.error()).isEmpty();
    assertThat(record.attempts()).hasSize(2);
    var failed = record.attempts().getFirst();
    assertThat(failed.error()).contains(FAILED);
    assertThat(failed.decision().orElseThrow()).isInstanceOf(Decision.RetryAfter.class);
    assertThat(failed.at(Moment.QUEUED)).hasValue(0);
    assertThat(failed.at(Moment.DONE)).isPresent();
  }

  @Test
  void a_caller_who_goes_away_ends_the_call_and_gives_the_permit_back() {
    work.isInterrupted = true;

    assertThatThrownBy(() -> call(FIRST)).isInstanceOf(InterruptedException.class);

    assertThat(gate.returned).isEqualTo(1);
    assertThat(ended.getFirst().error()).contains(new CallError.Abandoned());
  }

  @Test
  void a_refusal_tells_how_much_fits_where_the_settings_do_not() throws Exception {
    work.fails(new CallError.TooLong(OptionalLong.of(9_000), OptionalLong.of(8_192)));
    work.answers("because");

    assertThat(call(FIRST, LARGE).account().target()).contains(LARGE.target());
  }

  @Test
  void a_call_that_breaks_by_a_mistake_of_ours_is_over_all_the_same() {
    assertThatThrownBy(() -> call(FIRST)).isInstanceOf(NoSuchElementException.class);

    assertThat(gate.returned).isEqualTo(1);
    assertThat(ended).hasSize(1);
  }

  private Outcome<String> call(Choice... choices) throws InterruptedException {
    return gateway.call(request(Deadline.in(Duration.ofMinutes(1), time), choices), work);
  }

  private static Request request(Deadline deadline, Choice... choices) {
    var route =
        new ModelRoute(
            "chat",
            Capability.CHAT,
            Policy.ORDERED,
            List.of(choices),
            Duration.ofMinutes(1),
            RetryPolicy.DEFAULT,
            Caching.OFF);
    return new Request(new UUID(0, 1), WorkspaceId.LOCAL, "chat", route, Priority.CHAT, deadline);
  }

  private final class Heard implements CallListener {
    @Override
    public void attempted(Request request, AttemptRecord attempt) {}

    @Override
    public void ended(CallRecord call) {
      ended.add(call);
    }
  }

  /// Answers as it was told, in that order.
  private final class Script implements Work<String> {
    private final Deque<Sent<String>> answers = new ArrayDeque<>();
    private final List<Target> asked = new ArrayList<>();
    private final Map<String, CallError> objections = new HashMap<>();
    private OnLost onLost = OnLost.ASK_AGAIN;
    private Optional<Awaited> awaited = Optional.of(Awaited.WHOLE_REPLY);
    private Duration toToken = Duration.ZERO;
    private Duration toEnd = Duration.ZERO;
    private boolean isInterrupted;

    Script answers(String value) {
      answers.add(new Sent.Done<>(value, Optional.empty(), LimitNews.NONE));
      return this;
    }

    Script fails(CallError error) {
      answers.add(Sent.Failed.of(error));
      return this;
    }

    @Override
    public Need need(Choice choice) {
      return new Need(1, 10);
    }

    @Override
    public Optional<CallError> objection(Choice choice, Provider provider) {
      return Optional.ofNullable(objections.get(provider.name()));
    }

    @Override
    public Optional<Awaited> awaited() {
      return awaited;
    }

    @Override
    public OnLost onLost() {
      return onLost;
    }

    @Override
    public Sent<String> send(Attempt attempt) throws InterruptedException {
      asked.add(attempt.target());
      if (isInterrupted) {
        throw new InterruptedException("gone");
      }
      attempt.record().mark(Moment.SENT);
      time.advance(toToken);
      if (awaited.equals(Optional.of(Awaited.FIRST_TOKEN))) {
        attempt.record().mark(Moment.FIRST_TOKEN);
      }
      time.advance(toEnd);
      return answers.removeFirst();
    }
  }
}
