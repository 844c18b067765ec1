package lectern.story;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/// A folder of small files of four formats, as an office might have them.
final class FiftyFiles {
  static final int COUNT = 50;

  private static final List<String> WORDS =
      List.of("pump", "valve", "oil", "filter", "pressure", "seal", "motor", "gauge", "bearing");

  /// Stands in many of the files, so that its vector is wanted many times.
  private static final String COMMON = "Call the works council before any change of shift.";

  private FiftyFiles() {}

  static void write(Path folder, long seed) throws IOException {
    Files.createDirectories(folder);
    var random = new Random(seed);
    for (int i = 0; i < COUNT; i++) {
      var sentences = sentences(i, random);
      switch (i % 4) {
        case 0 -> text(folder, i + ".md", "# Note %d\n\n%s\n\n# House\n\n%s\n", i, sentences);
        case 1 ->
            text(
                folder,
                i + ".html",
                "<html><h1>Note %d</h1><p>%s<h1>House</h1><p>%s",
                i,
                sentences);
        case 2 -> text(folder, i + ".csv", "number,text\n%d,%s\n0,%s\n", i, sentences);
        default -> pdf(folder.resolve(i + ".pdf"), sentences);
      }
    }
  }

  private static List<String> sentences(int number, Random random) {
    var words = new ArrayList<String>();
    for (int i = 0; i < 30; i++) {
      words.add(WORDS.get(random.nextInt(WORDS.size())));
    }
    return List.of("Machine " + number + " needs " + String.join(" and ", words) + ".", COMMON);
  }

  private static void text(
      Path folder, String name, String form, int number, List<String> sentences)
      throws IOException {
    var text = form.formatted(number, sentences.getFirst(), sentences.getLast());
    Files.writeString(folder.resolve(name), text);
  }

  static void pdf(Path file, List<String> lines) throws IOException {
    try (var document = new PDDocument()) {
      var page = new PDPage();
      document.addPage(page);
      try (var pen = new PDPageContentStream(document, page)) {
        for (int i = 0; i < lines.size(); i++) {
          pen.beginText();
          pen.setFont(new PDType1Font(FontName.HELVETICA), 10);
          pen.newLineAtOffset(40, 700 - 40 * i);
          pen.showText(lines.get(i).substring(0, Math.min(90, lines.get(i).length())));
          pen.endText();
        }
      }
      document.save(file.toFile());
    }
  }
}
