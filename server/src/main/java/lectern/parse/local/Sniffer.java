package lectern.parse.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import lectern.document.Failure.Reason;
import lectern.document.Format;
import lectern.parse.local.office.TextFile;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.mime.MimeTypes;

/// Tells the format of a file by what is in it. The name decides between kinds of plain text only,
/// which are the same to look at; whatever else it says may be a mistake or a lie.
final class Sniffer {
  /// A PDF may begin with other bytes: readers look for its mark in the first 1024 (PDF 1.7,
  /// implementation note 13).
  private static final int PDF_MARK_WITHIN = 1024;

  /// As much as the marks of Tika's formats need.
  private static final int START_BYTES = 64 * 1024;

  /// Texts for machines, in which a reader finds nothing to quote.
  private static final Set<String> REFUSED_TEXTS = Set.of("rtf", "postscript", "svg+xml");

  private static final MediaType PDF = MediaType.parse(Format.PDF.mediaType());
  private static final Pattern PDF_OBJECT = Pattern.compile("\\d+ \\d+ obj\\b");
  private static final Pattern PDF_MARK = Pattern.compile("%PDF-\\d");
  private static final Pattern HTML_MARK =
      Pattern.compile(
          "^[\\s\\uFEFF]*(<\\?xml[^>]*>\\s*)?(<!--.*?-->\\s*)*<(!doctype html|html)[\\s>]",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern MAIL_MARK =
      Pattern.compile(
          "^(From|Return-Path|Received|Delivered-To|Date|Subject|Message-ID|MIME-Version|To): ",
          Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  private final Path file;
  private final String name;
  private final byte[] start;
  private final String startText;

  private Sniffer(Path file, String name, byte[] start) {
    this.file = file;
    this.name = name;
    this.start = start;
    this.startText = new String(start, StandardCharsets.ISO_8859_1);
  }

  /// @param name what the file's reader calls it
  /// @throws UnreadableFile when it is none of the formats, with what it is
  /// @throws IOException when the file is damaged
  static Format formatOf(Path file, String name) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new Sniffer(file, name, in.readNBytes(START_BYTES)).format();
    }
  }

  private Format format() throws IOException {
    if (start.length == 0) {
      throw new UnreadableFile(Reason.EMPTY, "The file is empty: it has 0 bytes.");
    }
    if (startText.startsWith("%PDF-")) {
      return Format.PDF;
    }
    if (startText.startsWith("PK\3\4") || startText.startsWith("PK\5\6")) {
      return Containers.inZip(file, name);
    }
    if (startText.startsWith("\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1")) {
      throw Containers.inOle2(file, name);
    }
    if (isPdfAfterJunk()) {
      return Format.PDF;
    }
    MediaType type = magic();
    if (type.equals(PDF)) {
      return startText.chars().allMatch(Sniffer::isTextByte) ? textFormat(type) : Format.PDF;
    }
    if (!isText(type)) {
      throw Refusal.of(name, kindOf(type), adviceOn(type));
    }
    return textFormat(type);
  }

  /// Whether there is a PDF behind other bytes, or one that lost its mark.
  private boolean isPdfAfterJunk() throws IOException {
    if (!PDF_OBJECT.matcher(startText).find()) {
      return false;
    }
    String head = startText.substring(0, Math.min(startText.length(), PDF_MARK_WITHIN));
    return PDF_MARK.matcher(head).find() || end().contains("startxref");
  }

  private String end() throws IOException {
    try (var bytes = new RandomAccessFile(file.toFile(), "r")) {
      bytes.seek(Math.max(0, bytes.length() - PDF_MARK_WITHIN));
      var end = new byte[(int) Math.min(bytes.length(), PDF_MARK_WITHIN)];
      bytes.readFully(end);
      return new String(end, StandardCharsets.ISO_8859_1);
    }
  }

  /// Whether this may be text in a character set that Tika does not tell from bytes of no meaning,
  /// such as Windows-1251. Of random bytes, 11 in 100 are control characters.
  private boolean hasFewControls() {
    long controls = startText.chars().filter(c -> !isTextByte(c)).count();
    return startText.indexOf('\0') < 0 && controls * 50 <= startText.length();
  }

  private static boolean isTextByte(int c) {
    return c >= ' ' || (c >= '\t' && c <= '\r');
  }

  private MediaType magic() throws IOException {
    var metadata = new Metadata();
    return MimeTypes.getDefaultMimeTypes().detect(new ByteArrayInputStream(start), metadata);
  }

  private boolean isText(MediaType type) throws IOException {
    if (REFUSED_TEXTS.contains(type.getSubtype())) {
      return false;
    }
    MediaTypeRegistry types = MimeTypes.getDefaultMimeTypes().getMediaTypeRegistry();
    if (type.equals(MediaType.OCTET_STREAM)) {
      return hasFewControls() || TextFile.charsetOf(file).name().startsWith("UTF-16");
    }
    return type.getType().equals("text")
        || type.equals(MediaType.parse("message/rfc822"))
        || types.isInstanceOf(type, MediaType.TEXT_PLAIN)
        || types.isInstanceOf(type, MediaType.APPLICATION_XML);
  }

  /// The kind of text: by marks that leave no doubt, else by the name, else by weaker marks.
  private Format textFormat(MediaType type) throws IOException {
    String text = new String(start, TextFile.charsetOf(file));
    if (HTML_MARK.matcher(text).find()) {
      return Format.HTML;
    }
    return switch (extension()) {
      case "md", "markdown", "mkd" -> Format.MARKDOWN;
      case "csv", "tsv", "tab" -> Format.CSV;
      case "txt", "text", "log" -> Format.TEXT;
      case "htm", "html", "xhtml" -> Format.HTML;
      case "eml" -> MAIL_MARK.matcher(text).find() ? Format.EMAIL : Format.TEXT;
      default ->
          switch (type.toString()) {
            case "text/html", "application/xhtml+xml" -> Format.HTML;
            case "message/rfc822" -> Format.EMAIL;
            default -> Format.TEXT;
          };
    };
  }

  private String extension() {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).strip().toLowerCase(Locale.ROOT);
  }

  private static String kindOf(MediaType type) {
    String word = type.getSubtype().replaceFirst("^(x-|vnd\\.)", "").toUpperCase(Locale.ROOT);
    return switch (type.getType()) {
      case "image" -> "a " + word + " picture";
      case "audio" -> "a sound recording (" + type + ")";
      case "video" -> "a film (" + type + ")";
      default ->
          type.equals(MediaType.OCTET_STREAM) ? "a file of unknown kind" : "a file of type " + type;
    };
  }

  private static String adviceOn(MediaType type) {
    if (type.getType().equals("image")) {
      return "single pictures are not read; put it into a PDF and upload that.";
    }
    return type.getSubtype().equals("rtf")
        ? "save it as DOCX and upload that."
        : "Lectern reads " + Refusal.WHAT_IS_READ + ".";
  }
}
