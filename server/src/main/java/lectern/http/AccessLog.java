package lectern.http;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A line for each request, to the logger `lectern.access`: method, path, status, bytes,
/// milliseconds, request id, key id. Never a query, a header or a body: they hold questions and
/// secrets.
public final class AccessLog implements RequestListener {
  private static final Logger LOG = LoggerFactory.getLogger("lectern.access");

  /// Longer paths are cut; ours are below 150.
  private static final int MAX_PATH_CHARS = 200;

  @Override
  public void served(Served request) {
    LOG.info(line(request));
  }

  static String line(Served request) {
    long tenths = Math.round(request.nanos() / 1e5); // String.format takes longer than all the rest
    return harmless(request.method())
        + " "
        + harmless(request.path())
        + " "
        + request.status()
        + " "
        + request.sentBytes()
        + " B "
        + tenths / 10
        + "."
        + tenths % 10
        + " ms "
        + request.requestId()
        + " "
        + request.key().map(key -> "key " + key).orElse("-");
  }

  /// Only what can neither end a line nor move a cursor.
  private static String harmless(String text) {
    int length = Math.min(text.length(), MAX_PATH_CHARS);
    var safe = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      safe.append(c > ' ' && c < 0x7f ? c : '?');
    }
    return safe.isEmpty() ? "-" : safe.toString();
  }
}
