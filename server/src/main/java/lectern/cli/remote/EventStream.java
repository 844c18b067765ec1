package lectern.cli.remote;

import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One stream of a server's events, read line by line as the HTML standard has it; a line is asked
/// for only when the one before has been taken. For one reader.
final class EventStream implements Subscriber<String>, AutoCloseable {
  /// A server that has nothing to say sends a comment every 15 seconds: one that missed two of them
  /// has gone without a word.
  private static final Duration SILENCE = Duration.ofSeconds(40);

  private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
  private volatile @Nullable Subscription subscription;

  /// An event.
  ///
  /// @param id what resumes the stream behind this event
  /// @param data JSON
  record Event(String id, String name, String data) {}

  /// Takes the body of the reply.
  BodySubscriber<Void> subscriber() {
    return BodySubscribers.fromLineSubscriber(this);
  }

  /// Waits for the next event.
  ///
  /// @throws ServerAway when the stream has ended, or is silent for too long
  Event next() throws InterruptedException {
    var id = "";
    var name = "";
    var data = "";
    while (true) {
      var line = line();
      if (line.isEmpty() && !name.isEmpty()) {
        return new Event(id, name, data);
      }
      var field = line.split(": ", 2);
      var value = field.length == 2 ? field[1] : "";
      switch (field[0]) {
        case "id" -> id = value;
        case "event" -> name = value;
        case "data" -> data = value;
        default -> {} // a comment
      }
    }
  }

  private String line() throws InterruptedException {
    var line = lines.poll(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
    if (line == null) {
      throw new ServerAway("The server has gone silent.");
    }
    more();
    return line.orElseThrow(() -> new ServerAway("The server has ended the connection."));
  }

  private void more() {
    var open = subscription;
    if (open != null) {
      open.request(1);
    }
  }

  @Override
  public void onSubscribe(Subscription given) {
    subscription = given;
    more();
  }

  @Override
  public void onNext(String line) {
    lines.add(Optional.of(line));
  }

  @Override
  public void onError(Throwable thrown) {
    lines.add(Optional.empty());
  }

  @Override
  public void onComplete() {
    lines.add(Optional.empty());
  }

  @Override
  public void close() {
    var open = subscription;
    if (open != null) {
      open.cancel();
    }
  }
}
