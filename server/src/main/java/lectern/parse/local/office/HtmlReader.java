package lectern.parse.local.office;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import lectern.document.Format;
import lectern.parse.PageSink;
import lectern.parse.local.FormatReader;
import lectern.parse.local.ReadLimits;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/// Reads a web page. Nothing it refers to is fetched.
public final class HtmlReader implements FormatReader {

  @Override
  public void read(Path file, ReadLimits limits, int afterPage, PageSink pages) throws IOException {
    pages.opened(Format.HTML, OptionalInt.empty());
    var out = PageWriter.cutting(pages, afterPage, PageWriter.USUAL_CHARS);
    try (InputStream bytes = Files.newInputStream(file)) {
      write(Jsoup.parse(bytes, charsetOf(file).orElse(null), ""), out);
    }
    out.breakPage();
  }

  /// Writes a page: its title, unless it has a heading that says as much, and its body.
  static void write(Document page, PageWriter out) {
    if (page.selectFirst("h1") == null) {
      out.heading(1, page.title());
    }
    new HtmlBlocks(out).write(page.body());
  }

  /// A page that is UTF-8 throughout is; else it says itself what it is, or jsoup guesses.
  private static Optional<String> charsetOf(Path file) throws IOException {
    String charset = TextFile.charsetOf(file).name();
    return charset.startsWith("UTF-") ? Optional.of(charset) : Optional.empty();
  }
}
