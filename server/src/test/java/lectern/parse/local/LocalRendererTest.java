package lectern.parse.local;

import static lectern.parse.local.MisbehavingWorkers.LIMITS;
import static lectern.parse.local.MisbehavingWorkers.launch;
import static lectern.parse.local.MisbehavingWorkers.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import lectern.document.Failure;
import lectern.document.Failure.Reason;
import lectern.parse.Renderer.Sheet;
import lectern.parse.Rendering;
import lectern.parse.local.office.OfficeFiles;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a page can do to the one who draws it, and what it cannot. The workers draw plain text by
/// doing what it tells them to.
@Timeout(60)
class LocalRendererTest {
  private static final Sheet PAGE_3 = new Sheet(3, 800);

  @TempDir static Path folder;

  private static LocalRenderer renderer;

  @BeforeAll
  static void start() {
    renderer = new LocalRenderer(launch(folder), LIMITS, Duration.ofSeconds(2));
  }

  @AfterAll
  static void stop() {
    renderer.close();
  }

  @Test
  void a_page_becomes_a_picture() throws Exception {
    assertThatPagesAreDrawn();
  }

  @Test
  void a_page_that_hangs_costs_its_worker_only() throws Exception {
    Failure failure = failure(told(folder, "hang").file());

    assertThat(failure.reason()).isEqualTo(Reason.TOO_SLOW);
    assertThat(failure.message()).contains("2 s");
    assertThat(renderer.workers()).isEmpty();
    assertThatPagesAreDrawn();
  }

  @Test
  void a_page_that_needs_too_much_memory_costs_its_worker_only() throws Exception {
    Failure failure = failure(told(folder, "explode").file());

    assertThat(failure.reason()).isEqualTo(Reason.TOO_MUCH_MEMORY);
    assertThatPagesAreDrawn();
  }

  @Test
  void a_page_that_makes_the_worker_babble_costs_its_worker_only() throws Exception {
    Failure failure = failure(told(folder, "babble").file());

    assertThat(failure.reason()).isEqualTo(Reason.BROKEN);
    assertThatPagesAreDrawn();
  }

  @Test
  void a_page_that_cannot_be_drawn_leaves_the_worker_in_place() throws Exception {
    assertThatPagesAreDrawn();
    var before = renderer.workers();

    assertThat(failure(told(folder, "damage").file()).reason()).isEqualTo(Reason.DAMAGED);
    assertThat(failure(folder.resolve("missing")).reason()).isEqualTo(Reason.LOST);

    assertThat(renderer.workers()).isEqualTo(before);
  }

  @Test
  void formats_without_a_layout_have_no_pictures() throws Exception {
    Path file = OfficeFiles.docx(folder.resolve("small.docx"), "Glaciers move.");

    assertThat(failure(file).reason()).isEqualTo(Reason.UNSUPPORTED);
  }

  @Test
  void an_empty_file_has_no_pictures() throws Exception {
    Path file = Files.createTempFile(folder, "empty", ".pdf");

    assertThat(failure(file).reason()).isEqualTo(Reason.EMPTY);
  }

  private static void assertThatPagesAreDrawn() throws Exception {
    assertThat(renderer.render(told(folder, "print").file(), PAGE_3))
        .isEqualTo(new Rendering.Rendered(ByteBuffer.wrap(new byte[] {3})));
  }

  private static Failure failure(Path file) throws InterruptedException {
    return switch (renderer.render(file, PAGE_3)) {
      case Rendering.Failed(var failure) -> failure;
      case Rendering.Rendered _, Rendering.Busy _ -> throw new AssertionError("it was drawn");
    };
  }
}
