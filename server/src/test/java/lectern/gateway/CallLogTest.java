package lectern.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import lectern.document.WorkspaceId;
import lectern.gateway.AttemptRecord.Moment;
import org.junit.jupiter.api.Test;

class CallLogTest {
  private static final WorkspaceId OTHER = new WorkspaceId(new UUID(5, 5));

  @Test
  void a_call_is_found_by_its_own_workspace_only() throws Exception {
    var log = new CallLog(10);

    CallStory.tell(log);

    assertThat(log.find(WorkspaceId.LOCAL, new UUID(0, 1))).isPresent();
    assertThat(log.find(OTHER, new UUID(0, 1))).isEmpty();
    assertThat(log.latest(OTHER, 10)).isEmpty();
  }

  @Test
  void the_latest_come_first_and_the_eldest_is_forgotten() throws Exception {
    var log = new CallLog(1);

    CallStory.tell(log);

    assertThat(log.latest(WorkspaceId.LOCAL, 10))
        .extracting(call -> call.request().id())
        .containsExactly(new UUID(0, 2));
    assertThat(log.find(WorkspaceId.LOCAL, new UUID(0, 1))).isEmpty();
  }

  @Test
  void what_retries_hide_is_counted() throws Exception {
    var rates = new SuccessRates();

    CallStory.tell(rates);

    assertThat(rates.of("first")).isEqualTo(new SuccessRates.Rates(1, 0, 0));
    assertThat(rates.of("second")).isEqualTo(new SuccessRates.Rates(1, 1, 1));
    assertThat(rates.of("unknown")).isEqualTo(new SuccessRates.Rates(0, 0, 0));
  }

  @Test
  void who_was_away_is_counted_and_whom_a_caller_asked_wrongly_is_not() {
    var rates = new SuccessRates();

    rates.ended(failed(new CallError.Unreachable("connection refused")));
    rates.ended(failed(new CallError.Invalid("model", "no such thing"), Moment.SENT));
    rates.ended(failed(new CallError.LeftAlone(Duration.ofSeconds(5))));

    assertThat(rates.of("first")).isEqualTo(new SuccessRates.Rates(1, 0, 0));
  }

  private static CallRecord failed(CallError error, Moment... moments) {
    var time = new ManualTime();
    var call = new CallRecord(CallStory.request(time, 1), Instant.EPOCH, time.nanos());
    var attempt = call.attempt(new Target("first", "small"), time);
    for (var moment : moments) {
      attempt.mark(moment);
    }
    attempt.ended(Optional.of(error), Optional.empty());
    call.ended(Optional.of(error), GaveUps.because(error).account(), time.nanos());
    return call;
  }
}
