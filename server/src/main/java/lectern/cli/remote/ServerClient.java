package lectern.cli.remote;

import java.io.FileNotFoundException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lectern.api.DocumentShape;
import lectern.document.Document;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Asks a server's API. Redirections are not followed: the key is for the named server alone.
///
/// Everything throws {@link ServerAway} when the server does not answer or cannot now, {@link
/// ServerTrouble} when it is broken or no Lectern, and {@link ServerRefused} when the request is
/// wrong. For one thread.
public final class ServerClient implements AutoCloseable {
  /// How long a command bears with a server that is away, or that keeps saying "too many requests":
  /// longer than a restart takes, index and all.
  public static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration CONNECT_TIME = Duration.ofSeconds(10);

  /// An answer may take a minute; nothing takes two.
  private static final Duration REPLY_TIME = Duration.ofMinutes(2);

  /// A line that brings less than 17 KB a second is down rather than slow.
  private static final Duration TIME_PER_MEGABYTE = Duration.ofMinutes(1);

  /// Far more than 200 documents or 100 passages take.
  private static final long MAX_REPLY_BYTES = 64L << 20;

  private final Access access;
  private final Duration patience;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIME)
          .build();

  /// Fields that a later server adds are skipped; one that is missing shows that it is no Lectern.
  private final JsonMapper json =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Replies replies;

  /// @param patience how long to bear with a server that is away: {@link #PATIENCE}
  public ServerClient(Access access, Duration patience) {
    this.access = access;
    this.patience = patience;
    this.replies = new Replies(access.address(), json);
  }

  Patience newPatience() {
    return new Patience(patience);
  }

  /// Gets something.
  public <T> T get(String path, Class<T> type) throws InterruptedException {
    return read(send(request(path).build(), REPLY_TIME), type);
  }

  /// Asks something.
  ///
  /// @param body becomes JSON
  public <T> T post(String path, Object body, Class<T> type) throws InterruptedException {
    var request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json.writeValueAsString(body)))
            .build();
    return read(send(request, REPLY_TIME), type);
  }

  /// A document; empty when the workspace has it no more.
  Optional<DocumentShape> document(String id) throws InterruptedException {
    var response = send(request("/api/v1/documents/" + id).build(), REPLY_TIME);
    return response.statusCode() == Replies.NOT_FOUND
        ? Optional.empty()
        : Optional.of(read(response, DocumentShape.class));
  }

  /// Sends a file, straight from the disk, and again when the server was away: the same bytes are
  /// the same document, so that does no harm.
  public Upload upload(Path file) throws InterruptedException {
    var left = newPatience();
    while (true) {
      try {
        return uploadOnce(file);
      } catch (ServerAway away) {
        left.pause(away);
      } catch (FileNotFoundException e) {
        return Replies.unreadable(e);
      }
    }
  }

  private Upload uploadOnce(Path file) throws FileNotFoundException, InterruptedException {
    var name = Document.plainName(file.getFileName().toString());
    var query = "?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    long bytes = file.toFile().length();
    var request =
        request("/api/v1/documents" + query)
            .header("Content-Type", "application/octet-stream")
            .POST(BodyPublishers.ofFile(file))
            .build();
    var time = REPLY_TIME.plus(TIME_PER_MEGABYTE.multipliedBy(bytes >> 20));
    return replies.upload(send(request, time));
  }

  /// Listens to what happens to documents.
  ///
  /// @param lastId of the last event that was heard; empty at first
  EventStream events(Optional<String> lastId) throws InterruptedException {
    var request = request("/api/v1/events").setHeader("Accept", "text/event-stream");
    lastId.ifPresent(id -> request.header("Last-Event-ID", id));
    var stream = new EventStream();
    var handler = BodyHandlers.ofPublisher();
    var response = exchange(request.build(), handler, REPLY_TIME);
    if (response.statusCode() != Replies.OK) {
      var text = BodySubscribers.ofString(StandardCharsets.UTF_8);
      response.body().subscribe(BodySubscribers.limiting(text, MAX_REPLY_BYTES));
      throw replies.trouble(response, text.getBody().toCompletableFuture().join());
    }
    response.body().subscribe(stream.subscriber());
    return stream;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(access.at(path))
        .header("Accept", "application/json")
        .header("Authorization", "Bearer " + access.key());
  }

  private <T> T read(HttpResponse<String> response, Class<T> type) {
    if (response.statusCode() / 100 != 2) {
      throw replies.trouble(response, response.body());
    }
    return read(response.body(), type);
  }

  /// Reads what the server says.
  <T> T read(String text, Class<T> type) {
    try {
      return json.readValue(text, type);
    } catch (JacksonException _) {
      throw replies.notLectern();
    }
  }

  /// Sends a request, again when there were too many.
  private HttpResponse<String> send(HttpRequest request, Duration time)
      throws InterruptedException {
    var handler = BodyHandlers.limiting(BodyHandlers.ofString(), MAX_REPLY_BYTES);
    var left = newPatience();
    var response = exchange(request, handler, time);
    while (response.statusCode() == Replies.TOO_MANY) {
      left.pause(new ServerAway(replies.told(response, response.body()), Replies.asked(response)));
      response = exchange(request, handler, time);
    }
    return response;
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler, Duration time)
      throws InterruptedException {
    var sending = http.sendAsync(request, handler);
    try {
      return sending.get(time.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw replies.unreachable(e);
    } catch (TimeoutException _) {
      throw replies.tooSlow(time);
    } finally {
      sending.cancel(true); // does nothing when it is done
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
