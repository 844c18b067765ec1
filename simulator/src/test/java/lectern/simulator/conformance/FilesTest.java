package lectern.simulator.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.errors.NotFoundException;
import com.openai.models.files.FileCreateParams;
import com.openai.models.files.FileListParams;
import com.openai.models.files.FileObject;
import com.openai.models.files.FilePurpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files as the vendor's client sees them. It sends them chunked, without a length.
class FilesTest extends Conformance {
  @TempDir Path folder;

  private FileObject upload(String name, String content) throws IOException {
    return client
        .files()
        .create(
            FileCreateParams.builder()
                .file(Files.writeString(folder.resolve(name), content))
                .purpose(FilePurpose.USER_DATA)
                .build());
  }

  @Test
  void what_was_uploaded_comes_back_byte_for_byte() throws IOException {
    var file = upload("naïve.txt", "Grüße\r\n--\r\n\u0000");

    try (var content = client.files().content(file.id())) {
      assertThat(content.body().readAllBytes()).isEqualTo("Grüße\r\n--\r\n\u0000".getBytes(UTF_8));
    }
    assertThat(file.filename()).isEqualTo("naïve.txt");
    assertThat(file.bytes()).isEqualTo("Grüße\r\n--\r\n\u0000".getBytes(UTF_8).length);
    assertThat(file.createdAt()).isEqualTo(time.now().getEpochSecond());
    assertThat(client.files().retrieve(file.id())).isEqualTo(file);
  }

  @Test
  void a_long_list_comes_in_pages() throws IOException {
    var ids = new ArrayList<String>();
    for (var i = 0; i < 5; i++) {
      ids.add(upload("file-" + i + ".txt", "content " + i).id());
      time.advance(Duration.ofSeconds(1));
    }

    var page =
        client
            .files()
            .list(FileListParams.builder().limit(2).order(FileListParams.Order.ASC).build());

    assertThat(page.items()).hasSize(2);
    assertThat(page.autoPager()).extracting(FileObject::id).containsExactlyElementsOf(ids);
  }

  @Test
  void a_deleted_file_is_gone() throws IOException {
    var kept = upload("kept.txt", "here to stay");
    var file = upload("gone.txt", "soon gone");

    assertThat(client.files().delete(file.id()).deleted()).isTrue();
    assertThatThrownBy(() -> client.files().retrieve(file.id()))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> client.files().content(file.id()))
        .isInstanceOf(NotFoundException.class);
    assertThat(client.files().list().autoPager())
        .extracting(FileObject::id)
        .containsExactly(kept.id());
  }
}
