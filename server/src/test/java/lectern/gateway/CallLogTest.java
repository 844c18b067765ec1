package lectern.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import lectern.document.WorkspaceId;
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
}
