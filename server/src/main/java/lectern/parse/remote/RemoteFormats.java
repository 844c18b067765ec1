package lectern.parse.remote;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Optional;
import lectern.document.Format;
import lectern.parse.Parser.Source;

/// Tells which files are worth being read by somebody else: those whose layout takes an effort.
/// HTML, Markdown, CSV, plain text and e-mail are text as they are; the local parser takes it
/// letter for letter, nobody has to be paid for it, and LlamaParse takes no `.txt` and `.eml` at
/// all. Whatever is none of these is left to the local parser as well, which tells what it is.
final class RemoteFormats {
  private static final int MARK_BYTES = 8;

  private RemoteFormats() {}

  /// The format of a file that is worth it, by its first bytes, and among the kinds of zip file by
  /// its name.
  static Optional<Format> of(Source source) {
    var mark = mark(source);
    if (mark.startsWith("%PDF-")) {
      return Optional.of(Format.PDF);
    }
    if (!mark.startsWith("PK\3\4")) {
      return Optional.empty();
    }
    var name = source.name().strip().toLowerCase(Locale.ROOT);
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "docx" -> Optional.of(Format.DOCX);
      case "pptx" -> Optional.of(Format.PPTX);
      case "xlsx" -> Optional.of(Format.XLSX);
      case "epub" -> Optional.of(Format.EPUB);
      default -> Optional.empty();
    };
  }

  /// The extension by which LlamaParse tells the format.
  static String extension(Format format) {
    return format.name().toLowerCase(Locale.ROOT);
  }

  private static String mark(Source source) {
    try (var in = Files.newInputStream(source.file())) {
      return new String(in.readNBytes(MARK_BYTES), ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException("the original cannot be read", e);
    }
  }
}
