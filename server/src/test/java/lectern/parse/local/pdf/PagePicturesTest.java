package lectern.parse.local.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import lectern.parse.Renderer.Sheet;
import lectern.parse.local.UnreadableFile;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.Test;

final class PagePicturesTest extends DrawnPdf {

  @Test
  void a_page_is_drawn_as_wide_as_asked_in_its_own_shape() throws IOException {
    pdf.page(_ -> {});

    BufferedImage picture = drawn(1, 612);

    assertThat(picture.getWidth()).isEqualTo(612);
    assertThat(picture.getHeight()).isEqualTo(792);
    assertThat(new Color(picture.getRGB(300, 300))).isEqualTo(Color.WHITE);
  }

  @Test
  void what_is_on_the_page_is_where_it_belongs() throws IOException {
    pdf.page(_ -> {});
    pdf.page(pen -> {
      pen.stream().setNonStrokingColor(Color.RED);
      pen.stream().addRect(100, 692, 50, 50);
      pen.stream().fill();
    });

    BufferedImage picture = drawn(2, 1224);

    assertThat(new Color(picture.getRGB(250, 150))).isEqualTo(Color.RED);
    assertThat(new Color(picture.getRGB(150, 250))).isEqualTo(Color.WHITE);
  }

  @Test
  void a_page_that_is_turned_is_drawn_as_it_is_shown() throws IOException {
    pdf.page(_ -> {}).setRotation(90);

    BufferedImage picture = drawn(1, 792);

    assertThat(picture.getHeight()).isEqualTo(612);
  }

  @Test
  void a_page_like_a_ribbon_is_drawn_within_the_limit_of_pixels() throws IOException {
    pdf.page(_ -> {}).setMediaBox(new PDRectangle(10, 14_400));

    BufferedImage picture = drawn(1, 2000);

    assertThat((long) picture.getWidth() * picture.getHeight())
        .isBetween(1L, (long) PagePictures.MAX_PIXELS);
  }

  @Test
  void a_page_that_is_not_there_cannot_be_drawn() throws IOException {
    pdf.page(_ -> {});

    assertThatThrownBy(() -> drawn(2, 100))
        .isInstanceOf(UnreadableFile.class)
        .hasMessageContaining("Page 2");
  }

  private BufferedImage drawn(int page, int width) throws IOException {
    var png = new PdfReader(Optional.empty()).draw(pdf.save(folder), new Sheet(page, width));
    var bytes = new byte[png.remaining()];
    png.get(bytes);
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }
}
