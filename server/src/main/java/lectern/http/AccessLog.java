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
    return "%s %s %d %d B %.1f ms %s %s"
        .formatted(
            harmless(request.method()),
            harmless(request.path()),
            request.status(),
            request.sentBytes(),
            request.nanos() / 1e6,
            request.requestId(),
            request.key().map(key -> "key " + key).orElse("-"));
  }

  /// Only what can neither end a line nor move a cursor.
  private static String harmless(String text) {
    var safe = new StringBuilder();
    text.chars()
        .limit(MAX_PATH_CHARS)
        .forEach(c -> safe.append(c > ' ' && c < 0x7f ? (char) c : '?'));
    return safe.isEmpty() ? "-" : safe.toString();
  }
}
