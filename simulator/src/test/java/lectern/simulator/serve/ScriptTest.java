package lectern.simulator.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import lectern.simulator.fault.Effects;
import lectern.simulator.fault.Fault;
import lectern.simulator.http.Reply;
import org.junit.jupiter.api.Test;

/// What is decided before anything is on the wire: chiefly when time passes, and how a reply ends.
class ScriptTest {
  private static final Pace PACE = new Pace(Duration.ofMillis(400), Duration.ofMillis(10), 6);

  @Test
  void a_whole_reply_waits_for_all_of_it_and_then_leaves_at_once() {
    var steps = script(Reply.json(200, "{}"), PACE);

    assertThat(steps).hasSize(4).startsWith(new Step.Wait(Duration.ofMillis(460)));
    assertThat(steps).endsWith(new Step.Send("{}"), new Step.Finish());
  }

  @Test
  void in_a_stream_time_passes_before_the_headers_and_before_each_piece_of_content() {
    var steps = script(Parrot.stream(), PACE);

    assertThat(pauses(steps)).containsExactly(millis(400), millis(20), millis(20), millis(20));
    assertThat(steps.getFirst()).isEqualTo(millis(400));
    assertThat(steps.get(3)).isEqualTo(millis(20));
  }

  @Test
  void a_stall_adds_to_the_pause_that_is_there_already() {
    var steps = script(Parrot.stream(), PACE, new Fault.Stall(1, Duration.ofSeconds(1)));

    assertThat(pauses(steps)).containsExactly(millis(400), millis(20), millis(1020), millis(20));
  }

  @Test
  void a_stall_after_more_pieces_than_there_are_comes_after_the_last() {
    var steps = script(Parrot.stream(), Pace.AT_ONCE, new Fault.Stall(9, Duration.ofSeconds(1)));

    assertThat(steps.get(steps.size() - 4)).isEqualTo(millis(1000));
  }

  @Test
  void a_reset_goes_before_a_cut_and_that_before_an_error_inside() {
    var reset = new Fault.Reset(Fault.Moment.MID_BODY);
    var cut = new Fault.Cut(1, Fault.End.CLEAN);
    var wrong = new Fault.ErrorInside("overloaded", 0);

    assertThat(script(Parrot.stream(), Pace.AT_ONCE, wrong, cut, reset)).endsWith(new Step.Reset());
    assertThat(script(Parrot.stream(), Pace.AT_ONCE, wrong, cut)).endsWith(new Step.BreakOff());
  }

  @Test
  void faults_of_streams_leave_a_whole_reply_as_it_is() {
    var steps =
        script(
            Reply.json(200, "{}"),
            Pace.AT_ONCE,
            new Fault.NoDone(),
            new Fault.ErrorNull(),
            new Fault.MalformedChunk(1),
            new Fault.Cut(0, Fault.End.CLEAN));

    assertThat(steps).isEqualTo(script(Reply.json(200, "{}"), Pace.AT_ONCE));
  }

  @Test
  void a_whole_reply_stalls_between_headers_and_body() {
    var steps =
        script(Reply.json(200, "{}"), Pace.AT_ONCE, new Fault.Stall(3, Duration.ofSeconds(1)));

    assertThat(steps.get(1)).isEqualTo(millis(1000));
  }

  private static List<Step> script(Reply reply, Pace pace, Fault... faults) {
    var effects = new Effects(List.of(faults));
    var inside = effects.first(Fault.ErrorInside.class).map(_ -> "{\"error\":1}");
    return Script.of(new Draft(reply, effects, pace, inside));
  }

  private static List<Step> pauses(List<Step> steps) {
    return steps.stream().filter(Step.Wait.class::isInstance).toList();
  }

  private static Step millis(long millis) {
    return new Step.Wait(Duration.ofMillis(millis));
  }
}
