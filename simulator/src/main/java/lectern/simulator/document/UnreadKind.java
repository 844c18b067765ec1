package lectern.simulator.document;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Makes pages for files whose content is not read. They say so, so that nobody takes them for a
/// parser's work; their number is the real one where the file tells it easily, so that the bill is
/// right.
final class UnreadKind {
  private static final Set<String> SHEETS = Set.of("xls", "xlsx", "xlsm", "xlsb", "ods", "numbers");
  // the parts of Office Open XML packages (ECMA-376, part 1)
  private static final Pattern SHEET = Pattern.compile("xl/worksheets/sheet\\d+\\.xml");
  private static final Pattern SLIDE = Pattern.compile("ppt/slides/slide\\d+\\.xml");

  private UnreadKind() {}

  static Document pages(DocumentReader.Source source, PageChoice choice) throws IOException {
    var sheets = SHEETS.contains(source.extension());
    var count = Math.max(1, count(source, sheets ? SHEET : SLIDE));
    return switch (DocumentReader.wanted(choice, count)) {
      case DocumentReader.Wanted.None(var why) -> why;
      case DocumentReader.Wanted.Some(var numbers) -> {
        var bytes = Files.size(source.file());
        var pages = numbers.stream().map(number -> page(number, source, bytes)).toList();
        yield new Document.Pages(pages, List.of());
      }
    };
  }

  private static int count(DocumentReader.Source source, Pattern part) throws IOException {
    try (var zip = new ZipFile(source.file().toFile())) {
      return (int) zip.stream().filter(entry -> part.matcher(entry.getName()).matches()).count();
    } catch (ZipException e) {
      return 0;
    }
  }

  private static Page page(int number, DocumentReader.Source source, long bytes) {
    var note =
        "The simulator does not read files of type ."
            + source.extension()
            + ". This stands for page "
            + number
            + " of a file of "
            + bytes
            + " bytes; the real service would answer its content.";
    var items =
        List.<Item>of(
            new Item.Heading(1, source.name(), Optional.empty()),
            new Item.Text(note, Optional.empty()));
    return Page.letter(number, source.name() + "\n" + note, items);
  }
}
