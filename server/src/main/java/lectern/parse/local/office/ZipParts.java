package lectern.parse.local.office;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import lectern.parse.local.ReadLimits;
import lectern.parse.local.Setting;

/// The parts of an office file or an EPUB: entries of a ZIP archive that name each other.
///
/// Counts the bytes that come out while they come, whatever the archive claims about itself, and
/// ends when they are more than a document within the limits could need.
public final class ZipParts implements AutoCloseable {
  /// Markup for a character of text: 5 bytes is what Word and Excel files of plain prose and
  /// figures have; pictures are never unfolded.
  private static final long BYTES_PER_CHAR = 5;

  /// Styles, themes and fonts that any small file may bring along.
  private static final long FIXED_BYTES = 64L << 20;

  private final ZipFile zip;
  private final Map<String, ZipEntry> entries = new LinkedHashMap<>();
  private final long maxBytes;
  private long unfolded;

  /// A part that another one refers to.
  ///
  /// @param type the last word of the relationship's type, such as `slide`
  /// @param target the part's name
  record Relationship(String type, String target) {}

  private ZipParts(ZipFile zip, ReadLimits limits) {
    this.zip = zip;
    this.maxBytes = FIXED_BYTES + BYTES_PER_CHAR * limits.documentChars();
    zip.stream().forEach(entry -> entries.putIfAbsent(key(entry.getName()), entry));
  }

  /// @throws java.util.zip.ZipException when the file is no ZIP archive or a damaged one
  public static ZipParts open(Path file, ReadLimits limits) throws IOException {
    return new ZipParts(new ZipFile(file.toFile(), StandardCharsets.UTF_8), limits);
  }

  public boolean has(String name) {
    return entries.containsKey(key(name));
  }

  /// The bytes of a part. They are counted.
  public Optional<InputStream> bytes(String name) throws IOException {
    ZipEntry entry = entries.get(key(name));
    if (entry == null) {
      return Optional.empty();
    }
    return Optional.of(new Counted(zip.getInputStream(entry)));
  }

  /// A part as XML; one without anything in it when there is no such part.
  Xml xml(String name) throws IOException {
    Optional<InputStream> bytes = bytes(name);
    return bytes.isPresent() ? Xml.of(bytes.get()) : Xml.nothing();
  }

  /// What a part refers to inside the file, by the id it uses, in the order of their listing.
  Map<String, Relationship> relationships(String part) throws IOException {
    int slash = part.lastIndexOf('/') + 1;
    String listing = part.substring(0, slash) + "_rels/" + part.substring(slash) + ".rels";
    Map<String, Relationship> relationships = new LinkedHashMap<>();
    try (Xml xml = xml(listing)) {
      while (xml.nextChild()) {
        if (!"External".equals(xml.attribute("TargetMode").orElse(""))) {
          String type = xml.attribute("Type").orElse("");
          relationships.put(
              xml.attribute("Id").orElse(""),
              new Relationship(
                  type.substring(type.lastIndexOf('/') + 1),
                  resolve(part, xml.attribute("Target").orElse(""))));
        }
        xml.skip();
      }
    }
    return relationships;
  }

  /// The media types of the parts that are listed one by one, by the parts' names.
  public Map<String, String> mediaTypes() throws IOException {
    Map<String, String> types = new HashMap<>();
    try (Xml xml = xml("[Content_Types].xml")) {
      while (xml.nextChild()) {
        if (xml.name().equals("Override")) {
          types.put(
              key(xml.attribute("PartName").orElse("")), xml.attribute("ContentType").orElse(""));
        }
        xml.skip();
      }
    }
    return types;
  }

  /// The name of a part as another one writes it.
  static String resolve(String from, String reference) {
    String path = reference.replace('\\', '/').replace(" ", "%20");
    try {
      String base = "/" + from.replace(" ", "%20");
      return URI.create(base).resolve(path).normalize().getPath().replaceFirst("^/+", "");
    } catch (IllegalArgumentException e) {
      return reference;
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  /// Names in office files do not tell upper from lower case.
  private static String key(String name) {
    return name.replace('\\', '/').replaceFirst("^/+", "").toLowerCase(Locale.ROOT);
  }

  private void count(long bytes) {
    unfolded += Math.max(0, bytes);
    if (unfolded > maxBytes) {
      throw Setting.DOCUMENT_CHARS.tooLarge(
          "The file unfolds into more than %,d bytes, the limit that follows from that of a"
                  .formatted(maxBytes)
              + " document's characters");
    }
  }

  private final class Counted extends FilterInputStream {
    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count(read);
      return read;
    }
  }
}
