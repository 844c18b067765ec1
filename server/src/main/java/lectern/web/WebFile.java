package lectern.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import lectern.document.Sha256;
import lectern.http.Bytes;

/// A file of the web app, as it is sent.
///
/// @param etag names its content. Weak, as it may be sent compressed or not.
record WebFile(String mediaType, Bytes bytes, String etag) {
  /// By the ending of the name. Browsers run modules and compile WebAssembly only if it is said
  /// what they are.
  private static final Map<String, String> MEDIA_TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "mjs", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "wasm", "application/wasm",
          "ttf", "font/ttf");

  static WebFile read(String resource) {
    var bytes = bytes(resource);
    var ending = resource.substring(resource.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    var mediaType = MEDIA_TYPES.getOrDefault(ending, "application/octet-stream");
    var etag = "W/\"" + Sha256.of(Sha256.digest().digest(bytes)) + "\"";
    return new WebFile(mediaType, Bytes.of(bytes), etag);
  }

  static String text(String resource) {
    return new String(bytes(resource), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String resource) {
    try (var in = WebFile.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the class path lacks " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether a reader has it already.
  ///
  /// @param header `If-None-Match`: names, or `*`
  boolean isNamedIn(String header) {
    return Arrays.stream(header.split(","))
        .map(String::strip)
        .anyMatch(name -> name.equals("*") || name.equals(etag) || ("W/" + name).equals(etag));
  }
}
