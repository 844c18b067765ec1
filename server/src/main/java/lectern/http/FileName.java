package lectern.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// A file's name in the header `Content-Disposition` (RFC 6266): once as all browsers understand
/// it, once as it really is.
final class FileName {
  private FileName() {}

  /// A browser saves the file by this name, and never shows it.
  static String attachment(String name) {
    var ascii = new StringBuilder();
    name.codePoints()
        .forEach(
            c -> ascii.append(c >= ' ' && c < 0x7f && "\"\\/%".indexOf(c) < 0 ? (char) c : '_'));
    // RFC 8187 has %20 for a space, and no bare asterisk
    var exact =
        URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
    return "attachment; filename=\"%s\"; filename*=UTF-8''%s".formatted(ascii, exact);
  }
}
