package lectern.parse.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.zip.ZipException;
import lectern.document.Failure.Reason;
import lectern.document.Format;
import lectern.parse.local.office.ZipParts;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/// Tells formats that look alike from outside: what is kept in a ZIP archive (DOCX and its kin,
/// EPUB) or in an OLE2 container (old Office files, and new ones behind a password).
final class Containers {
  private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";
  private static final String MACROS = "application/vnd.ms-";
  private static final int LONGEST_MEDIA_TYPE = 100;

  private Containers() {}

  static Format inZip(Path file, String name) throws IOException {
    try (ZipParts parts = ZipParts.open(file, ReadLimits.DEFAULT)) {
      String mediaType = declared(parts);
      if (mediaType.equals(Format.EPUB.mediaType()) || parts.has("META-INF/container.xml")) {
        return Format.EPUB;
      }
      if (mediaType.contains("opendocument")) {
        throw Refusal.of(
            name, "an OpenDocument file", "save it as DOCX, PPTX, XLSX or PDF and upload that.");
      }
      return parts.has("[Content_Types].xml") ? office(parts, name) : archive(name);
    } catch (ZipException e) {
      throw new UnreadableFile(
          Reason.DAMAGED,
          "The file is cut off or damaged: it begins as a DOCX, PPTX, XLSX, EPUB or ZIP file does,"
              + " and does not go on as one.");
    }
  }

  /// What an OLE2 container holds is never read; the exception says what it is.
  static UnreadableFile inOle2(Path file, String name) throws IOException {
    try (var container = new POIFSFileSystem(file.toFile(), true)) {
      var root = container.getRoot();
      if (root.hasEntryCaseInsensitive("EncryptedPackage")) {
        return new UnreadableFile(
            Reason.LOCKED,
            "The file is locked with a password. Save it without one and upload it again.");
      }
      if (root.hasEntryCaseInsensitive("WordDocument")) {
        return old(name, "Word", "DOCX");
      }
      if (root.hasEntryCaseInsensitive("Workbook") || root.hasEntryCaseInsensitive("Book")) {
        return old(name, "Excel", "XLSX");
      }
      if (root.hasEntryCaseInsensitive("PowerPoint Document")) {
        return old(name, "PowerPoint", "PPTX");
      }
      return Refusal.of(
          name,
          "a file of Microsoft's old container format",
          "it may be an Outlook message: save it as .eml.");
    } catch (RuntimeException e) {
      // POI's way to say that the container is not in order.
      throw new IOException(e);
    }
  }

  private static Format office(ZipParts parts, String name) throws IOException {
    Collection<String> types = parts.mediaTypes().values();
    if (hasMain(types, OFFICE + "wordprocessingml.", MACROS + "word.")) {
      return Format.DOCX;
    }
    if (hasMain(types, OFFICE + "presentationml.", MACROS + "powerpoint.")) {
      return Format.PPTX;
    }
    if (hasMain(types, OFFICE + "spreadsheetml.", MACROS + "excel.")) {
      boolean isBinary =
          types.stream().anyMatch(type -> type.startsWith(MACROS + "excel.sheet.binary"));
      if (isBinary) {
        throw Refusal.of(name, "a binary Excel file (XLSB)", "save it as XLSX and upload that.");
      }
      return Format.XLSX;
    }
    throw Refusal.of(
        name, "an Office file without a document", "Lectern reads " + Refusal.WHAT_IS_READ + ".");
  }

  private static boolean hasMain(Collection<String> types, String plain, String macros) {
    return types.stream()
        .filter(type -> type.endsWith("main+xml") || type.endsWith(".main"))
        .anyMatch(type -> type.startsWith(plain) || type.startsWith(macros));
  }

  private static Format archive(String name) {
    throw Refusal.of(name, "a ZIP archive", "unpack it and upload the files in it.");
  }

  private static UnreadableFile old(String name, String program, String better) {
    return Refusal.of(
        name,
        "an old %s file (before 2007)".formatted(program),
        "save it as %s and upload that.".formatted(better));
  }

  /// The media type that EPUB and OpenDocument files name in a part of its own.
  private static String declared(ZipParts parts) throws IOException {
    Optional<InputStream> bytes = parts.bytes("mimetype");
    if (bytes.isEmpty()) {
      return "";
    }
    try (InputStream in = bytes.get()) {
      return new String(in.readNBytes(LONGEST_MEDIA_TYPE), StandardCharsets.US_ASCII).strip();
    }
  }
}
