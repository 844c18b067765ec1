package lectern.parse.local.office;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import lectern.document.Format;
import lectern.parse.PageSink;
import lectern.parse.local.FormatReader;
import lectern.parse.local.ReadLimits;

/// Reads plain text. Paragraphs, parted by empty lines, are kept as they are; a form feed ends a
/// page.
public final class TextReader implements FormatReader {

  @Override
  public void read(Path file, ReadLimits limits, int afterPage, PageSink pages) throws IOException {
    pages.opened(Format.TEXT, OptionalInt.empty());
    var out = PageWriter.cutting(pages, afterPage, PageWriter.USUAL_CHARS);
    try (BufferedReader text = TextFile.open(file)) {
      write(new Lines(text), out);
    }
    out.breakPage();
  }

  /// Writes lines as paragraphs.
  static void write(Lines lines, PageWriter out) throws IOException {
    var paragraph = new StringBuilder();
    while (lines.next()) {
      String line = lines.line();
      boolean endsPage = line.startsWith("\f");
      if (line.isBlank() || endsPage || paragraph.length() > PageWriter.USUAL_CHARS) {
        end(paragraph, out);
      }
      if (endsPage) {
        out.breakPage();
      }
      if (!line.isBlank()) {
        paragraph.append(line.replace("\f", "").stripTrailing()).append('\n');
      }
    }
    end(paragraph, out);
  }

  private static void end(StringBuilder paragraph, PageWriter out) {
    out.verbatim("\n\n", paragraph.toString().stripTrailing());
    paragraph.setLength(0);
  }
}
