package lectern.simulator.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;

/// Reads files. Any number of threads may ask; a few are served at a time, the others wait, so that
/// a crowd of uploads takes no more memory than a few do.
///
/// PDFs are read page by page, without OCR: a scanned page is an empty one. Text, Markdown, HTML
/// and tables in text are taken as they are. Of any other kind of file that the service supports,
/// the pages say that they were not read: one for each sheet or slide, else a single one.
public final class DocumentReader {
  /// How many pages of one document are read. The real limit is not published; it has a code for
  /// it, `TOO_MANY_PAGES`.
  public static final int PAGE_LIMIT = 1000;

  /// How much text, with the items made of it, is kept of one document, in characters: more than a
  /// thousand full pages have. The real limit is not published; its code is `DOCUMENT_TOO_LARGE`.
  static final long CHARS_LIMIT = 8_000_000;

  /// How many files are read at a time.
  private static final int READERS = 4;

  private static final Set<String> TABLES = Set.of("csv", "tsv");
  private static final Set<String> TEXTS = Set.of("md", "txt", "htm", "html", "xhtm", "xml");

  private final Semaphore readers = new Semaphore(READERS);

  /// A file to read.
  ///
  /// @param name with the extension by which its kind is told
  public record Source(Path file, String name) {
    /// The extension in lower case without its dot; empty if there is none.
    public String extension() {
      var dot = name.lastIndexOf('.');
      return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
  }

  /// The pages of the file. However broken it is, that is an answer and no exception.
  ///
  /// @throws UncheckedIOException when the file is not there to be read
  public Document read(Source source, PageChoice choice) throws InterruptedException {
    readers.acquire();
    try {
      return pages(source, choice);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      readers.release();
    }
  }

  private static Document pages(Source source, PageChoice choice) throws IOException {
    var extension = source.extension();
    if (!Extensions.SUPPORTED.contains(extension)) {
      return new Document.Unreadable(Document.Flaw.UNKNOWN_KIND);
    }
    if (extension.equals("pdf")) {
      return PdfReader.read(source.file(), choice);
    }
    if (TABLES.contains(extension)) {
      return TextReader.table(source.file(), extension.equals("csv") ? ',' : '\t');
    }
    return TEXTS.contains(extension)
        ? TextReader.text(source.file(), choice)
        : UnreadKind.pages(source, choice);
  }

  /// The pages of that many which are wanted, or why none can be had.
  static Wanted wanted(PageChoice choice, int count) {
    var numbers = choice.among(count);
    if (numbers.isEmpty()) {
      return new Wanted.None(new Document.Unreadable(Document.Flaw.NOTHING_THERE));
    }
    return numbers.size() > PAGE_LIMIT
        ? new Wanted.None(new Document.Unreadable(Document.Flaw.TOO_MANY_PAGES))
        : new Wanted.Some(numbers);
  }

  /// Which pages to read.
  sealed interface Wanted {
    record Some(List<Integer> numbers) implements Wanted {}

    record None(Document.Unreadable why) implements Wanted {}
  }
}
