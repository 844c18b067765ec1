package lectern.parse.local;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import lectern.document.Failure.Reason;
import lectern.document.Format;
import lectern.parse.local.office.CsvReader;
import lectern.parse.local.office.DocxReader;
import lectern.parse.local.office.EmailReader;
import lectern.parse.local.office.EpubReader;
import lectern.parse.local.office.HtmlReader;
import lectern.parse.local.office.MarkdownReader;
import lectern.parse.local.office.PptxReader;
import lectern.parse.local.office.TextReader;
import lectern.parse.local.office.XlsxReader;
import lectern.parse.local.pdf.PdfReader;
import lectern.parse.local.pdf.Tesseract;

/// Which reader reads which format.
final class Readers {
  /// The system property of a worker that names the languages of scanned pages, as Tesseract does.
  static final String OCR_LANGUAGES = "lectern.ocr.languages";

  /// The system property of a worker that says how many seconds one page may take to be recognised.
  static final String OCR_SECONDS = "lectern.ocr.seconds";

  private final Map<Format, FormatReader> byFormat;

  Readers(Map<Format, FormatReader> byFormat) {
    this.byFormat = Map.copyOf(byFormat);
  }

  /// All the readers there are.
  static Readers ofThisMachine() throws InterruptedException {
    var ocr =
        Tesseract.find(
            System.getenv().getOrDefault("PATH", ""),
            System.getProperty(OCR_LANGUAGES, "eng"),
            Duration.ofSeconds(Long.getLong(OCR_SECONDS, Tesseract.PAGE_LIMIT.toSeconds())));
    Map<Format, FormatReader> readers = new EnumMap<>(Format.class);
    readers.put(Format.PDF, new PdfReader(ocr));
    readers.put(Format.DOCX, new DocxReader());
    readers.put(Format.PPTX, new PptxReader());
    readers.put(Format.XLSX, new XlsxReader());
    readers.put(Format.HTML, new HtmlReader());
    readers.put(Format.EPUB, new EpubReader());
    readers.put(Format.MARKDOWN, new MarkdownReader());
    readers.put(Format.CSV, new CsvReader());
    readers.put(Format.TEXT, new TextReader());
    readers.put(Format.EMAIL, new EmailReader());
    return new Readers(readers);
  }

  /// @throws UnreadableFile when nothing here reads the format
  FormatReader of(Format format) {
    FormatReader reader = byFormat.get(format);
    if (reader == null) {
      throw new UnreadableFile(
          Reason.UNSUPPORTED, "This Lectern reads no %s files.".formatted(format));
    }
    return reader;
  }
}
