package lectern.parse.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import lectern.document.Failure;
import lectern.document.Failure.Reason;
import lectern.document.Format;
import lectern.document.Page;
import lectern.document.Page.Origin;
import lectern.document.TextRange;
import lectern.document.WordBox;
import lectern.parse.Renderer.Sheet;
import org.junit.jupiter.api.Test;

class WireTest {
  private static final int MAX_BYTES = 10_000;
  private static final Page PAGE =
      new Page(
          7,
          "# Überschrift 🏔️",
          List.of(new WordBox(new TextRange(2, 13), 72.5f, 100, 60, 12)),
          Origin.OCR);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void every_request_arrives_as_it_was_sent() throws Exception {
    var limits = new ReadLimits(1, 2, 1L << 40);
    List<Request> requests =
        List.of(
            new Request.Read(Path.of("/a/b"), "é🏔️.pdf", 3, limits),
            new Request.Draw(Path.of("/a/b"), new Sheet(7, 1000)));

    for (Request request : requests) {
      Wire.send(request, bytes);
    }

    var sent = sent();
    for (Request request : requests) {
      assertThat(Wire.request(sent)).contains(request);
    }
  }

  @Test
  void every_reply_arrives_as_it_was_sent() throws Exception {
    List<Reply> replies =
        List.of(
            new Reply.Ready(),
            new Reply.Opened(Format.PDF, OptionalInt.of(12)),
            new Reply.Opened(Format.HTML, OptionalInt.empty()),
            new Reply.PageRead(PAGE),
            new Reply.Done(12, 1),
            new Reply.Drawn(ByteBuffer.wrap(new byte[] {1, 2, 3})),
            new Reply.Refused(new Failure(Reason.LOCKED, "Locked.")));

    for (Reply reply : replies) {
      Wire.send(reply, bytes);
    }

    var sent = sent();
    for (Reply reply : replies) {
      assertThat(Wire.reply(sent, MAX_BYTES)).contains(reply);
    }
    assertThat(Wire.reply(sent, MAX_BYTES)).isEmpty();
  }

  @Test
  void a_frame_that_is_cut_anywhere_is_noticed() throws Exception {
    Wire.send(new Reply.PageRead(PAGE), bytes);

    for (int length = 1; length < bytes.size(); length++) {
      var cut = new ByteArrayInputStream(Arrays.copyOf(bytes.toByteArray(), length));
      assertThatThrownBy(() -> Wire.reply(cut, MAX_BYTES)).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void a_frame_with_any_byte_changed_is_read_or_refused_as_no_frame() throws Exception {
    Wire.send(new Reply.PageRead(PAGE), bytes);

    for (int i = 0; i < bytes.size(); i++) {
      byte[] changed = bytes.toByteArray();
      changed[i] ^= (byte) 0x81;
      try {
        Wire.reply(new ByteArrayInputStream(changed), MAX_BYTES);
      } catch (IOException e) {
        assertThat(e).isNotNull();
      }
    }
  }

  @Test
  void a_frame_over_the_limit_is_refused_before_it_is_read() throws Exception {
    Wire.send(new Reply.PageRead(PAGE), bytes);

    assertThatThrownBy(() -> Wire.reply(sent(), 10))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the limit is 10");
  }

  private ByteArrayInputStream sent() {
    return new ByteArrayInputStream(bytes.toByteArray());
  }
}
