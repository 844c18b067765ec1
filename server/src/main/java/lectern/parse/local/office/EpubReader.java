package lectern.parse.local.office;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import lectern.document.Failure.Reason;
import lectern.document.Format;
import lectern.parse.PageSink;
import lectern.parse.local.FormatReader;
import lectern.parse.local.ReadLimits;
import lectern.parse.local.UnreadableFile;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/// Reads an electronic book: its chapters in the order of reading, each beginning a page.
public final class EpubReader implements FormatReader {

  /// What the copy protections of Adobe, of Readium (LCP) and of Apple leave in a book.
  private static final List<String> LOCKS =
      List.of("META-INF/rights.xml", "META-INF/license.lcpl", "META-INF/sinf.xml");

  /// A file in the book.
  private record Item(String name, String properties) {}

  /// What the package file says: the book's files by their ids, and the order of reading.
  private record Book(Map<String, Item> items, List<String> spine) {}

  @Override
  public void read(Path file, ReadLimits limits, int afterPage, PageSink pages) throws IOException {
    try (ZipParts parts = ZipParts.open(file, limits)) {
      if (LOCKS.stream().anyMatch(parts::has)) {
        throw new UnreadableFile(
            Reason.LOCKED,
            "This book is protected against copying (DRM) and can only be read in its shop's own"
                + " program.");
      }
      pages.opened(Format.EPUB, OptionalInt.empty());
      var out = PageWriter.cutting(pages, afterPage, PageWriter.USUAL_CHARS);
      Book book = book(parts, packageFile(parts));
      for (String id : book.spine()) {
        Item item = book.items().get(id);
        if (item != null && !item.properties().contains("nav")) {
          chapter(parts, item.name(), out);
          out.breakPage();
        }
      }
    }
  }

  private static void chapter(ZipParts parts, String name, PageWriter out) throws IOException {
    Optional<InputStream> bytes = parts.bytes(name);
    if (bytes.isEmpty()) {
      return;
    }
    try (InputStream in = bytes.get()) {
      Document chapter = Jsoup.parse(in, null, "");
      new HtmlBlocks(out).write(chapter.body());
    }
  }

  private static String packageFile(ZipParts parts) throws IOException {
    try (Xml container = parts.xml("META-INF/container.xml")) {
      while (container.nextChild()) {
        while (container.nextChild()) {
          Optional<String> path = container.attribute("full-path");
          if (path.isPresent()) {
            return path.get();
          }
          container.skip();
        }
      }
    }
    throw new IOException("the book does not name its package file");
  }

  private static Book book(ZipParts parts, String packageFile) throws IOException {
    var book = new Book(new HashMap<>(), new ArrayList<>());
    try (Xml xml = parts.xml(packageFile)) {
      while (xml.nextChild()) {
        switch (xml.name()) {
          case "manifest" -> manifest(xml, packageFile, book);
          case "spine" -> spine(xml, book);
          default -> xml.skip();
        }
      }
    }
    return book;
  }

  private static void manifest(Xml xml, String packageFile, Book book) throws IOException {
    while (xml.nextChild()) {
      String name = ZipParts.resolve(packageFile, xml.attribute("href").orElse(""));
      book.items()
          .put(
              xml.attribute("id").orElse(""),
              new Item(name, xml.attribute("properties").orElse("")));
      xml.skip();
    }
  }

  private static void spine(Xml xml, Book book) throws IOException {
    while (xml.nextChild()) {
      book.spine().add(xml.attribute("idref").orElse(""));
      xml.skip();
    }
  }
}
