package lectern.store.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Follows what a PostgreSQL program prints: passes it on to a log, keeps the last lines, and tells
/// when the server is ready and when the program has ended. Safe for many threads.
final class ServerOutput {

  /// How waiting for the server ended.
  enum Waited {
    READY,
    ENDED,
    TOO_LONG
  }

  /// Printed by postgres when it takes connections; the message is English as `lc_messages` is C.
  private static final String READY_LINE = "database system is ready to accept connections";

  /// As the operating system says it in English.
  private static final String DISK_FULL = "No space left on device";

  /// Initdb prints 25 lines, and a complaint has a DETAIL and a HINT.
  private static final int KEPT_LINES = 40;

  /// A longer line is cut: it is only kept for an error message.
  private static final int KEPT_CHARS = 500;

  private static final int BUFFER_BYTES = 8192;

  private final ArrayDeque<String> lastLines = new ArrayDeque<>();
  private final CountDownLatch readyOrEnded = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean ready;

  /// Reads to the end. The stream ends when the program and all its children have ended.
  void follow(InputStream stream, ServerLog log) {
    var line = new StringBuilder();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (stream;
        log) {
      for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
        log.write(buffer, count);
        String text = new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
        text.chars().forEach(letter -> add((char) letter, line));
      }
    } catch (IOException e) {
      keep("the output of PostgreSQL broke off: " + e.getMessage());
    } finally {
      ended.countDown();
      readyOrEnded.countDown();
    }
  }

  Waited awaitReady(Duration limit) throws InterruptedException {
    if (!readyOrEnded.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
      return Waited.TOO_LONG;
    }
    return ready ? Waited.READY : Waited.ENDED;
  }

  boolean awaitEnd(Duration limit) throws InterruptedException {
    return ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  boolean mentions(String words) {
    return lines().stream().anyMatch(line -> line.contains(words));
  }

  /// The line that says best what went wrong, without the time stamp and process in front: a full
  /// disk before all, of which the other complaints are consequences; else the first complaint.
  String complaint() {
    List<String> lines = lines();
    return lines.stream()
        .filter(line -> line.contains(DISK_FULL))
        .findFirst()
        .or(() -> lines.stream().filter(ServerOutput::isComplaint).findFirst())
        .or(() -> lines.reversed().stream().findFirst())
        .map(line -> line.replaceFirst("^.*?(FATAL|PANIC|ERROR|LOG|error): +", ""))
        .orElse("it printed nothing");
  }

  private static boolean isComplaint(String line) {
    String lower = line.toLowerCase(Locale.ROOT);
    return lower.contains("fatal:") || lower.contains("panic:") || lower.contains("error:");
  }

  private synchronized List<String> lines() {
    return List.copyOf(lastLines);
  }

  private void add(char letter, StringBuilder line) {
    if (letter == '\n') {
      keep(line.toString());
      line.setLength(0);
    } else if (line.length() < KEPT_CHARS) {
      line.append(letter);
    }
  }

  private synchronized void keep(String line) {
    if (line.isBlank()) {
      return;
    }
    lastLines.addLast(line);
    if (lastLines.size() > KEPT_LINES) {
      lastLines.removeFirst();
    }
    if (line.contains(READY_LINE)) {
      ready = true;
      readyOrEnded.countDown();
    }
  }
}
