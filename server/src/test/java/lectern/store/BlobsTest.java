package lectern.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import lectern.document.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BlobsTest {

  private static final long LIMIT = 1_000_000;

  @TempDir Path temp;
  private Blobs blobs;

  @BeforeEach
  void open() {
    blobs = Blobs.open(temp.resolve("originals"));
  }

  @Test
  void what_was_received_lies_under_its_hash() throws IOException {
    var receipt = receive(text("hello"), LIMIT);

    Sha256 sha = Sha256.of("hello");
    assertThat(receipt).isEqualTo(new Blobs.Kept<>(new Blobs.Stored(sha, 5)));
    assertThat(blobs.holds(sha)).isTrue();
    assertThat(blobs.path(sha)).hasContent("hello");
    assertThat(blobs.path(sha))
        .isEqualTo(temp.resolve("originals/2c/f2/" + sha.hex()).toAbsolutePath());
  }

  @Test
  void the_same_bytes_twice_keep_one_file() throws IOException {
    var first = receive(text("hello"), LIMIT);
    var second = receive(text("hello"), LIMIT);

    assertThat(second).isEqualTo(first);
    assertThat(files()).isOne();
  }

  @Test
  void more_than_one_buffer_is_kept_whole() throws IOException {
    byte[] bytes = new byte[300_001];
    new Random(1).nextBytes(bytes);

    var receipt = receive(new ByteArrayInputStream(bytes), bytes.length);

    assertThat(receipt)
        .isInstanceOfSatisfying(
            Blobs.Kept.class,
            kept ->
                assertThat(blobs.path(((Blobs.Stored) kept.result()).sha()))
                    .hasBinaryContent(bytes));
  }

  @Test
  void one_byte_over_the_limit_is_too_large_and_leaves_nothing() throws IOException {
    var receipt = receive(text("hello"), 4);

    assertThat(receipt).isEqualTo(new Blobs.TooLarge<>(4));
    assertThat(files()).isZero();
  }

  @Test
  void an_empty_file_is_kept_like_any_other() throws IOException {
    var receipt = receive(InputStream.nullInputStream(), LIMIT);

    assertThat(receipt).isEqualTo(new Blobs.Kept<>(new Blobs.Stored(Sha256.of(""), 0)));
    assertThat(blobs.path(Sha256.of(""))).isEmptyFile();
  }

  @Test
  void a_stream_that_breaks_off_leaves_nothing() throws IOException {
    InputStream broken = InputStream.nullInputStream();
    broken.close();
    InputStream stream = new SequenceInputStream(text("hello"), broken);

    assertThatThrownBy(() -> receive(stream, LIMIT))
        .isInstanceOf(IOException.class)
        .hasMessage("Stream closed");
    assertThat(files()).isZero();
  }

  @Test
  void what_a_killed_process_had_half_received_is_removed_at_open() throws IOException {
    receive(text("hello"), LIMIT);
    Files.writeString(temp.resolve("originals/arriving/half"), "hel");

    Blobs reopened = Blobs.open(temp.resolve("originals"));

    assertThat(files()).isOne();
    assertThat(reopened.holds(Sha256.of("hello"))).isTrue();
  }

  @Test
  void a_disk_that_takes_nothing_is_the_operators_trouble_and_is_named() throws IOException {
    Path arriving = temp.resolve("originals/arriving");
    Files.delete(arriving);
    Files.writeString(arriving, "a file where the folder was");

    assertThatThrownBy(() -> receive(text("hello"), LIMIT))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining(temp.resolve("originals").toString())
        .hasMessageNotContaining("\n");
  }

  private Blobs.Receipt<Blobs.Stored> receive(InputStream in, long maxBytes) throws IOException {
    return blobs.receive(in, maxBytes, stored -> stored);
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.walk(temp)) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
