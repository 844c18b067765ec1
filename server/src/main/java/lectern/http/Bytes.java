package lectern.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Some bytes that nobody changes. Safe to use from many threads.
public final class Bytes {
  private final byte[] bytes;

  /// Kept, because what is worth keeping as {@link Bytes}, such as the files of the web app, is
  /// asked for again and again.
  private volatile @Nullable Bytes gzipped;

  private Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /// @param bytes not to be changed from now on
  public static Bytes of(byte[] bytes) {
    return new Bytes(bytes);
  }

  public static Bytes of(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  public int length() {
    return bytes.length;
  }

  byte[] array() {
    return bytes;
  }

  /// The same, compressed; two threads may do the work twice, with the same result.
  Bytes gzipped() {
    var known = gzipped;
    if (known == null) {
      known = compress();
      gzipped = known;
    }
    return known;
  }

  private Bytes compress() {
    var out = new ByteArrayOutputStream(bytes.length / 2);
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there is no such thing in memory
    }
    return new Bytes(out.toByteArray());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes those && Arrays.equals(bytes, those.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
