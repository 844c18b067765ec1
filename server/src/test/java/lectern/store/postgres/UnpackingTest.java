package lectern.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UnpackingTest {

  @TempDir Path temp;
  private Path root;

  @BeforeEach
  void make_the_folder() throws IOException {
    root = Files.createDirectory(temp.resolve("root"));
  }

  @Test
  void programs_stay_programs_and_links_stay_links() throws IOException {
    var program = new TarArchiveEntry("bin/run");
    program.setMode(0755);
    var link = new TarArchiveEntry("lib/name", TarConstants.LF_SYMLINK);
    link.setLinkName("../bin/run");

    unpack(program, link);

    assertThat(root.resolve("bin/run")).isExecutable().hasContent("x");
    assertThat(Files.readSymbolicLink(root.resolve("lib/name"))).isEqualTo(Path.of("../bin/run"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil", "bin/../../evil"})
  void a_name_that_points_out_of_the_folder_is_refused(String name) throws IOException {
    assertThatThrownBy(() -> unpack(new TarArchiveEntry(name, true)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("out of its folder");
    assertNothingOutside();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil", "/etc/passwd"})
  void a_link_that_points_out_of_the_folder_is_refused(String target) throws IOException {
    var link = new TarArchiveEntry("name", TarConstants.LF_SYMLINK);
    link.setLinkName(target);

    assertThatThrownBy(() -> unpack(link))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("out of its folder");
    assertNothingOutside();
  }

  @Test
  void a_hard_link_is_refused() throws IOException {
    var link = new TarArchiveEntry("name", TarConstants.LF_LINK);
    link.setLinkName("/etc/passwd");

    assertThatThrownBy(() -> unpack(link)).isInstanceOf(IOException.class);
    assertNothingOutside();
  }

  private void unpack(TarArchiveEntry... entries) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      for (TarArchiveEntry entry : entries) {
        boolean file = entry.isFile() && !entry.isSymbolicLink() && !entry.isLink();
        entry.setSize(file ? 1 : 0);
        tar.putArchiveEntry(entry);
        if (file) {
          tar.write('x');
        }
        tar.closeArchiveEntry();
      }
    }
    new Unpacking(root)
        .of(new TarArchiveInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }

  private void assertNothingOutside() throws IOException {
    try (Stream<Path> files = Files.list(temp)) {
      assertThat(files).containsExactly(root);
    }
  }
}
