package lectern.parse.local.pdf;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import lectern.document.Failure.Reason;
import lectern.document.Format;
import lectern.document.Page;
import lectern.document.Page.Origin;
import lectern.parse.PageSink;
import lectern.parse.Renderer;
import lectern.parse.local.FormatReader;
import lectern.parse.local.ReadLimits;
import lectern.parse.local.UnreadableFile;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageTree;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads PDF files, one page at a time.
///
/// A page of text becomes Markdown with a box for every word; a page that is a picture is
/// recognised where Tesseract is installed. A file that cannot be read whole is refused whole, so
/// that no page is missing unnoticed. It does not guard against files that take for ever or all
/// memory: it runs in a worker process for that.
public final class PdfReader implements FormatReader {

  private static final Logger LOG = LoggerFactory.getLogger(PdfReader.class);

  /// Drawn lines and shapes on a page without text; with so many it is a drawing, perhaps of
  /// letters, and not an empty page with a frame and rules.
  private static final int DRAWING = 50;

  /// Scanners and courts stamp page numbers, dates and file numbers on pages that are pictures:
  /// "CONFIDENTIAL ABC-0012345 Page 12 of 240" has 35 characters without spaces, a line of text 70.
  private static final int STAMPED_CHARS = 50;

  /// Pictures that cover more than half of a page are what the page is about.
  private static final double COVERING = 0.5;

  /// A stamp of figures alone is no text.
  private static final Pattern WORD = Pattern.compile("\\p{L}{3}");

  private final Optional<Pictures> pictures;

  public PdfReader(Optional<Tesseract> ocr) {
    this.pictures = ocr.map(Pictures::new);
  }

  @Override
  public void read(Path file, ReadLimits limits, int afterPage, PageSink pages) throws IOException {
    try (PDDocument document = open(file)) {
      int count = count(document, limits);
      pages.opened(Format.PDF, OptionalInt.of(count));
      new Reading(document, limits, afterPage).handOver(pages);
    }
  }

  @Override
  public ByteBuffer draw(Path file, Renderer.Sheet sheet) throws IOException {
    try (PDDocument document = open(file)) {
      return guarded(
          "Page " + sheet.page(),
          () -> {
            PageTree tree = tree(document);
            for (int before = 1; before < sheet.page(); before++) {
              tree.next();
            }
            return PagePictures.png(opened(document, tree.next()), sheet.width());
          });
    }
  }

  private static PDDocument open(Path file) throws IOException {
    if (Files.size(file) == 0) {
      throw new UnreadableFile(Reason.EMPTY, "The file is empty.");
    }
    return guarded("The file", () -> Loader.loadPDF(file.toFile()));
  }

  /// How many pages there really are.
  private static int count(PDDocument document, ReadLimits limits) throws IOException {
    int count =
        guarded(
            "The list of pages",
            () -> {
              PageTree tree = tree(document);
              int seen = 0;
              while (seen <= limits.pages() && tree.hasNext()) {
                tree.next();
                seen++;
              }
              return seen;
            });
    if (count > limits.pages()) {
      throw new UnreadableFile(
          Reason.TOO_LARGE, "The file has more than %,d pages.".formatted(limits.pages()));
    }
    if (count == 0) {
      throw guarded("The list of pages", () -> withoutPages(document));
    }
    return count;
  }

  private static UnreadableFile withoutPages(PDDocument document) {
    COSDictionary root = document.getPages().getCOSObject();
    COSArray kids = root.getCOSArray(COSName.KIDS);
    boolean promised = root.getInt(COSName.COUNT) > 0 || (kids != null && kids.size() > 0);
    return promised
        ? new UnreadableFile(
            Reason.DAMAGED, "The file is damaged: none of the pages it lists can be found.")
        : new UnreadableFile(Reason.NO_TEXT, "The file has no pages.");
  }

  private static PageTree tree(PDDocument document) {
    return new PageTree(
        document.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.PAGES));
  }

  /// The page with the document's cache, so that its fonts are read once for all pages.
  private static PDPage opened(PDDocument document, COSDictionary dictionary) {
    var page = new PDPage(dictionary);
    COSBase resources = PDPageTree.getInheritableAttribute(dictionary, COSName.RESOURCES);
    if (resources instanceof COSDictionary own) {
      page.setResources(new PDResources(own, document.getResourceCache()));
    }
    return page;
  }

  /// Work of PDFBox.
  private interface Work<T> {
    T done() throws IOException, InterruptedException;
  }

  /// The one place where everything PDFBox throws is caught: on damaged files it fails with any
  /// exception there is, and with an overflow of the stack where objects contain themselves.
  private static <T> T guarded(String what, Work<T> work) throws IOException {
    try {
      return work.done();
    } catch (UnreadableFile e) {
      throw e;
    } catch (InvalidPasswordException _) {
      throw new UnreadableFile(
          Reason.LOCKED,
          "The file opens only with a password. Please remove the password and upload it again.");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading");
    } catch (IOException | RuntimeException | StackOverflowError e) {
      String detail = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new UnreadableFile(
          Reason.DAMAGED,
          "%s cannot be read; it is damaged (%s).".formatted(what, excerpt(detail)));
    }
  }

  private static String excerpt(String detail) {
    String line = detail.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.substring(0, Math.min(line.length(), 200));
  }

  /// One file on its way; counts what was found.
  private final class Reading {
    private final PDDocument document;
    private final ReadLimits limits;
    private final int afterPage;
    private long chars;
    private int texts;
    private int unread;

    Reading(PDDocument document, ReadLimits limits, int afterPage) {
      this.document = document;
      this.limits = limits;
      this.afterPage = afterPage;
    }

    void handOver(PageSink pages) throws IOException {
      PageTree tree = tree(document);
      int number = 0;
      while (tree.hasNext()) {
        COSDictionary dictionary = tree.next();
        number++;
        if (number > afterPage) {
          pages.page(next(number, dictionary));
        }
      }
      if (texts == 0 && afterPage == 0) {
        throw unread > 0 ? onlyPictures() : noText();
      }
    }

    private Page next(int number, COSDictionary dictionary) throws IOException {
      Page page = guarded("Page " + number, () -> page(number, dictionary));
      chars += page.markdown().length();
      if (chars > limits.documentChars()) {
        throw new UnreadableFile(
            Reason.TOO_LARGE,
            "The file has more than %,d characters.".formatted(limits.documentChars()));
      }
      boolean stamped = page.origin() == Origin.PICTURE && !WORD.matcher(page.markdown()).find();
      texts += page.isBlank() || stamped ? 0 : 1;
      unread += page.origin() == Origin.PICTURE ? 1 : 0;
      return page;
    }

    private Page page(int number, COSDictionary dictionary)
        throws IOException, InterruptedException {
      PDPage page = opened(document, dictionary);
      Sheet sheet = Sheet.of(page);
      PageText.Drawn drawn = PageText.of(page, sheet, limits.pageChars());
      var markdown = new MarkdownPage(limits.pageChars());
      var place = number == 1 ? Headings.Place.FIRST_PAGE : Headings.Place.LATER_PAGE;
      new PageLayout(sheet, place, markdown).write(drawn);
      Origin origin = isPicture(drawn) ? recognised(number, page, markdown) : Origin.TEXT;
      new PageExtras(sheet, markdown).write(dictionary);
      return new Page(number, markdown.markdown(), markdown.boxes(), origin);
    }

    /// A page without text that shows something, or with hardly any on a picture of the whole page.
    private static boolean isPicture(PageText.Drawn drawn) {
      int chars = drawn.chars();
      return (chars == 0 && (drawn.images() > 0 || drawn.paths() >= DRAWING))
          || (chars < STAMPED_CHARS && drawn.pictured() >= COVERING);
    }

    /// Has the text of a picture recognised, if possible. A picture that cannot be read is told of
    /// as such and does not spoil the other pages: rendering fails with anything there is, as
    /// reading does.
    private Origin recognised(int number, PDPage page, MarkdownPage markdown)
        throws InterruptedException {
      if (pictures.isEmpty()) {
        return Origin.PICTURE;
      }
      try {
        pictures.get().write(page, Sheet.of(page), markdown);
        return Origin.OCR;
      } catch (UnreadableFile e) {
        throw e;
      } catch (IOException | RuntimeException | StackOverflowError e) {
        LOG.warn("the picture of page {} stays unread: {}", number, e.toString());
        return Origin.PICTURE;
      }
    }

    private UnreadableFile onlyPictures() {
      return new UnreadableFile(
          Reason.ONLY_PICTURES,
          pictures.isPresent()
              ? "All pages are pictures, and recognising their text failed on each of them."
              : "All pages are pictures. To have their text recognised, install tesseract-ocr.");
    }

    private UnreadableFile noText() {
      return new UnreadableFile(Reason.NO_TEXT, "The file has no text.");
    }
  }
}
