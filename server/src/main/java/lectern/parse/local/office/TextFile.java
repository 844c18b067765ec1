package lectern.parse.local.office;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/// Reads a text file in the character set it was most likely written in.
///
/// A byte order mark decides; else what is UTF-8 from beginning to end is UTF-8, because text in
/// another set hardly ever is by chance; else the letter statistics of Mozilla's detector; else
/// Windows-1252, the set of old Western office computers, in which every byte means something.
public final class TextFile {
  private static final Charset FALLBACK = Charset.forName("windows-1252");
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private TextFile() {}

  static BufferedReader open(Path file) throws IOException {
    var reader =
        new BufferedReader(new InputStreamReader(Files.newInputStream(file), charsetOf(file)));
    skipMark(reader);
    return reader;
  }

  /// The whole of a short text.
  static String decode(byte[] bytes) {
    Charset charset = isUtf8(bytes) ? StandardCharsets.UTF_8 : FALLBACK;
    return new String(bytes, charset);
  }

  public static Charset charsetOf(Path file) throws IOException {
    byte[] start = startOf(file);
    if (startsWith(start, 0xFE, 0xFF) || looksWide(start, 0)) {
      return StandardCharsets.UTF_16BE;
    }
    if (startsWith(start, 0xFF, 0xFE) || looksWide(start, 1)) {
      return StandardCharsets.UTF_16LE;
    }
    if (isUtf8(file)) {
      return StandardCharsets.UTF_8;
    }
    Charset detected = named(UniversalDetector.detectCharset(file));
    return hasFewSpecials(start) && detected.newEncoder().maxBytesPerChar() == 1
        ? FALLBACK
        : detected;
  }

  /// Whether special letters are as rare as in a Western language. The detector takes a few umlauts
  /// for Greek or Cyrillic, in which nearly all letters are special.
  private static boolean hasFewSpecials(byte[] start) {
    int specials = 0;
    int letters = 0;
    for (byte b : start) {
      specials += b < 0 ? 1 : 0;
      letters += Character.isLetter(b & 0x7F) ? 1 : 0;
    }
    return specials * 3 < letters;
  }

  private static byte[] startOf(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(4096);
    }
  }

  private static boolean startsWith(byte[] bytes, int first, int second) {
    return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
  }

  /// Whether every other byte is zero, as it is in UTF-16 of Western text, beginning at `offset`.
  private static boolean looksWide(byte[] bytes, int offset) {
    int zeros = 0;
    int others = 0;
    for (int i = 0; i + 1 < bytes.length; i += 2) {
      zeros += bytes[i + offset] == 0 ? 1 : 0;
      others += bytes[i + 1 - offset] != 0 ? 1 : 0;
    }
    int pairs = bytes.length / 2;
    return pairs > 0 && zeros > pairs * 0.7 && others > pairs * 0.7;
  }

  private static boolean isUtf8(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    try {
      decoder.decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static boolean isUtf8(Path file) throws IOException {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer bytes = ByteBuffer.allocate(64 * 1024);
    CharBuffer ignored = CharBuffer.allocate(64 * 1024);
    try (InputStream in = Files.newInputStream(file)) {
      boolean end = false;
      while (!end) {
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        end = read < 0;
        bytes.position(bytes.position() + Math.max(0, read)).flip();
        CoderResult result = decoder.decode(bytes, ignored, end);
        if (result.isError()) {
          return false;
        }
        bytes.compact();
        ignored.clear();
      }
    }
    return true;
  }

  private static Charset named(@Nullable String name) {
    try {
      return switch (name) {
        case null -> FALLBACK;
        case "US-ASCII" -> FALLBACK;
        // Often mistaken for each other, and the Macintosh's old set has died out.
        case "MACCYRILLIC" -> Charset.forName("windows-1251");
        default -> Charset.forName(name);
      };
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return FALLBACK;
    }
  }

  private static void skipMark(Reader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
  }
}
