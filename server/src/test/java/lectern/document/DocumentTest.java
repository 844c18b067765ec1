package lectern.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DocumentTest {
  @Test
  void folders_in_a_name_are_dropped() {
    assertThat(named("../../etc/passwd")).isEqualTo("passwd");
    assertThat(named("C:\\secret\\plan.docx")).isEqualTo("plan.docx");
  }

  @Test
  void control_and_direction_marks_in_a_name_are_made_visible_as_spaces() {
    assertThat(named("a\0b\n\u202Ec.pdf")).isEqualTo("a b  c.pdf");
  }

  @Test
  void emoji_and_other_scripts_stay() {
    assertThat(named("отчёт 😀.pdf")).isEqualTo("отчёт 😀.pdf");
  }

  @Test
  void a_name_of_nothing_is_unnamed() {
    assertThat(named("")).isEqualTo("unnamed");
    assertThat(named("..")).isEqualTo("unnamed");
    assertThat(named("folder/")).isEqualTo("unnamed");
  }

  @Test
  void a_longName_is_cut_and_never_inside_a_character() {
    var longName = "x".repeat(254) + "😀.pdf";

    assertThat(named(longName)).isEqualTo("x".repeat(254));
  }

  private static String named(String given) {
    var hash = Sha256.of("x");
    return new Document(DocumentId.create(), WorkspaceId.LOCAL, hash, given, 1, Instant.EPOCH)
        .name();
  }
}
