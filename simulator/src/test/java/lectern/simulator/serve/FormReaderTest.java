package lectern.simulator.serve;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Random;
import lectern.simulator.http.Part;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

class FormReaderTest {
  @TempDir Path folder;

  /// A network cuts a body wherever it likes: inside a boundary, between CR and LF, after a dash.
  @RepeatedTest(value = 100, name = "seed {currentRepetition}")
  void a_form_is_read_alike_however_it_is_cut_into_pieces(RepetitionInfo run) throws Exception {
    var random = new Random(run.getCurrentRepetition());
    var text = nearlyBoundaries(random);
    var file = nearlyBoundaries(random);
    var body =
        """
        --edge
        Content-Disposition: form-data; name="purpose"

        %s
        --edge
        Content-Disposition: form-data; name="file"; filename="a"

        %s
        --edge--
        """
            .replace("\n", "\r\n")
            .formatted(text, file);

    var parts = FormReader.read(dribble(body, random), "edge", folder);

    assertThat(parts).extracting(Part::name).containsExactly("purpose", "file");
    assertThat(parts.getFirst().content()).isEqualTo(new Part.Text(text));
    assertThat(parts.getLast().content())
        .isInstanceOfSatisfying(
            Part.Upload.class,
            upload -> {
              assertThat(upload.bytes()).isEqualTo(file.length());
              assertThat(upload.file()).hasContent(file).hasSize(file.length());
            });
  }

  /// Begins with a letter: Jetty 12.1.14 puts a line feed before content that begins with a dash
  /// and is cut right behind it.
  private static String nearlyBoundaries(Random random) {
    var pieces = new String[] {"\r", "\n", "\r\n", "-", "--", "\r\n--", "\r\n--ed", "e", "x"};
    var text = new StringBuilder("x");
    for (var i = random.nextInt(60); i > 0; i--) {
      text.append(pieces[random.nextInt(pieces.length)]).append(random.nextBoolean() ? "." : "");
    }
    return text.toString().replace("--edge", "");
  }

  private static InputStream dribble(String text, Random random) {
    return new ByteArrayInputStream(text.getBytes(ISO_8859_1)) {
      @Override
      public synchronized int read(byte[] buffer, int offset, int length) {
        return super.read(buffer, offset, Math.min(length, 1 + random.nextInt(8)));
      }
    };
  }
}
