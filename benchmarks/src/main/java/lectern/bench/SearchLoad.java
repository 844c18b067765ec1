package lectern.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.ObjectMapper;

/// Searches at a fixed rate, whatever the server does, in the hand of one thread. A time counts
/// from the moment its request was due, so that a server that stands still is not spared the
/// requests that would have come meanwhile.
final class SearchLoad implements AutoCloseable {
  /// Connections that are kept open: as many requests as can be on their way.
  static final int LINES = 64;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Selector selector;
  private final List<Line> lines = new ArrayList<>();
  private final List<byte[]> requests;

  private SearchLoad(Selector selector, List<byte[]> requests) {
    this.selector = selector;
    this.requests = requests;
  }

  static SearchLoad connect(ServedLectern server, List<String> questions) {
    try {
      var requests = questions.stream().map(it -> request(server.key(), it)).toList();
      var load = new SearchLoad(Selector.open(), requests);
      for (int i = 0; i < LINES; i++) {
        load.lines.add(Line.open(server.port(), load.selector));
      }
      return load;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] request(String key, String question) {
    var body = JSON.createObjectNode().put("question", question).toString();
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var head =
        String.join(
            "\r\n",
            "POST /api/v1/search HTTP/1.1",
            "Host: localhost",
            "Authorization: Bearer " + key,
            "Content-Type: application/json",
            "Content-Length: " + bytes.length,
            "",
            "");
    return (head + body).getBytes(StandardCharsets.UTF_8);
  }

  /// What came of it.
  ///
  /// @param millis of each search, in the order they ended
  /// @param failed replies that were no passages
  /// @param seconds from the first that was due to the last reply
  record Outcome(List<Double> millis, int failed, double seconds) {
    double perSecond() {
      return millis.size() / seconds;
    }
  }

  /// Searches so often a second for so long, then waits for the last replies.
  Outcome search(int perSecond, Duration time) {
    long count = perSecond * time.toSeconds();
    double gapNanos = 1e9 / perSecond;
    var free = new ArrayDeque<>(lines);
    var millis = new ArrayList<Double>((int) count);
    long began = System.nanoTime();
    long sent = 0;
    int[] failed = {0};
    try {
      while (millis.size() < count) {
        while (sent < count && !free.isEmpty() && isDue(began, sent, gapNanos)) {
          var request = ByteBuffer.wrap(requests.get((int) (sent % requests.size())));
          free.remove().send(request, began + (long) (sent * gapNanos));
          sent++;
        }
        selector.select(
            key -> {
              var line = (Line) key.attachment();
              if (isWhole(line)) {
                millis.add((System.nanoTime() - line.dueNanos()) / 1e6);
                failed[0] += line.isOk() ? 0 : 1;
                free.add(line);
              }
            },
            1);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Outcome(millis, failed[0], (System.nanoTime() - began) / 1e9);
  }

  private static boolean isDue(long began, long number, double gapNanos) {
    return System.nanoTime() - began >= number * gapNanos;
  }

  private static boolean isWhole(Line line) {
    try {
      return line.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      for (var line : lines) {
        line.close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
