package lectern.gateway.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import lectern.gateway.openai.Sse.Event;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/// Events as they stand in the HTML standard, and as they arrive.
class SseTest {

  @Test
  void lines_end_in_any_of_three_ways() throws Exception {
    assertThat(events("data: a\n\ndata: b\r\rdata: c\r\n\r\n"))
        .containsExactly(event("a"), event("b"), event("c"));
  }

  @Test
  void comments_ids_and_unknown_fields_are_passed_over() throws Exception {
    assertThat(events(": keepalive\n\nid: 7\nretry: 9\nnews: x\ndata: a\n\n:\n\n"))
        .containsExactly(event("a"));
  }

  @Test
  void several_lines_of_data_are_one_event() throws Exception {
    assertThat(events("data: a\ndata:b\ndata\n\n")).containsExactly(event("a\nb\n"));
  }

  @Test
  void only_one_space_behind_the_colon_is_none_of_the_data() throws Exception {
    assertThat(events("data:  a: b\n\n")).containsExactly(event(" a: b"));
  }

  @Test
  void a_byte_order_mark_is_no_part_of_the_first_line() throws Exception {
    assertThat(events("\uFEFFdata: a\n\n")).containsExactly(event("a"));
  }

  @Test
  void a_name_holds_for_one_event() throws Exception {
    assertThat(events("event: e\ndata: a\n\nevent: without data\n\ndata: b\n\n"))
        .containsExactly(new Event("e", "a"), event("b"));
  }

  @Test
  void the_last_event_needs_no_blank_line() throws Exception {
    assertThat(events("data: a\n\ndata: [DONE]")).containsExactly(event("a"), event("[DONE]"));
  }

  @Test
  void an_event_without_end_is_given_up() {
    var endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }
        };

    assertThatThrownBy(() -> new Sse(endless).next()).isInstanceOf(Sse.TooLong.class);
  }

  /// On failure the name of the run is the seed.
  @RepeatedTest(value = 200, name = "seed {currentRepetition}")
  void how_the_bytes_arrive_makes_no_difference(RepetitionInfo run) throws Exception {
    var random = new Random(run.getCurrentRepetition());
    var text = new StringBuilder();
    var lines = List.of("data: ä€😀", "data:", "event: e", ": c", "", "", "data: x");
    for (int i = 0; i < 40; i++) {
      text.append(lines.get(random.nextInt(lines.size())));
      text.append(List.of("\n", "\r", "\r\n").get(random.nextInt(3)));
    }
    var bytes = text.toString().getBytes(UTF_8);

    var inPieces = events(new Pieces(bytes, random));

    var atOnce = events(new ByteArrayInputStream(bytes));
    assertThat(inPieces).isEqualTo(atOnce);
    var normal = text.toString().replace("\r\n", "\n").replace('\r', '\n');
    assertThat(atOnce).isEqualTo(events(normal));
  }

  private static Event event(String data) {
    return new Event("", data);
  }

  private static List<Event> events(String text) throws IOException {
    return events(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  private static List<Event> events(InputStream in) throws IOException {
    var sse = new Sse(in);
    var events = new ArrayList<Event>();
    for (Optional<Event> next = sse.next(); next.isPresent(); next = sse.next()) {
      events.add(next.get());
    }
    return events;
  }

  /// A few bytes at a time.
  private static final class Pieces extends ByteArrayInputStream {
    private final Random random;

    Pieces(byte[] bytes, Random random) {
      super(bytes);
      this.random = random;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      return super.read(into, offset, Math.min(length, 1 + random.nextInt(4)));
    }
  }
}
