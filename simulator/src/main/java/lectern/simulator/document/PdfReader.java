package lectern.simulator.document;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/// Reads PDFs with PDFBox, whose parser is kind to damaged files. What it throws on hostile ones
/// (runtime exceptions of all sorts, stacks that overflow, heaps that fill) is taken for damage,
/// too.
final class PdfReader {
  private PdfReader() {}

  static Document read(Path file, PageChoice choice) {
    try (var pdf = Loader.loadPDF(file.toFile())) {
      if (pdf.getNumberOfPages() == 0) {
        return new Document.Unreadable(Document.Flaw.BROKEN);
      }
      return switch (DocumentReader.wanted(choice, pdf.getNumberOfPages())) {
        case DocumentReader.Wanted.None(var why) -> why;
        case DocumentReader.Wanted.Some(var numbers) -> pages(pdf, numbers);
      };
    } catch (InvalidPasswordException e) {
      return new Document.Unreadable(Document.Flaw.PROTECTED);
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return new Document.Unreadable(Document.Flaw.BROKEN);
    }
  }

  private static Document pages(PDDocument pdf, List<Integer> numbers) {
    var pages = new ArrayList<Page>();
    var broken = new ArrayList<Integer>();
    var chars = 0L;
    for (var number : numbers) {
      try {
        pages.add(page(pdf, number));
        chars += pages.getLast().chars();
      } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
        broken.add(number);
      }
      if (chars > DocumentReader.CHARS_LIMIT) {
        return new Document.Unreadable(Document.Flaw.TOO_LARGE);
      }
    }
    return pages.isEmpty()
        ? new Document.Unreadable(Document.Flaw.BROKEN)
        : new Document.Pages(pages, broken);
  }

  private static Page page(PDDocument pdf, int number) throws IOException {
    var lines = PageLines.of(pdf, number);
    var size = pdf.getPage(number - 1).getCropBox();
    var text = String.join("\n", lines.stream().map(PageLines.Line::text).toList());
    return new Page(number, size.getWidth(), size.getHeight(), text, PageLayout.items(lines));
  }
}
