package lectern.gateway.openai;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import lectern.gateway.Attempt;
import lectern.gateway.AttemptRecord.Moment;
import lectern.gateway.CallError;
import lectern.gateway.LimitNews;
import lectern.gateway.Phase;
import lectern.gateway.Sent;
import lectern.gateway.Sent.Done;
import lectern.gateway.Sent.Failed;
import lectern.gateway.SoFar.Shown;
import lectern.gateway.Usage;
import lectern.gateway.openai.Showing.Differs;
import lectern.gateway.openai.Showing.ReaderGone;
import lectern.gateway.openai.Sse.Event;
import lectern.gateway.openai.Sse.TooLong;
import lectern.gateway.wire.ErrorReply;
import lectern.gateway.wire.Transport.Reply;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads one stream to its end, whatever that is. A stream without a finish reason is no answer,
/// however quietly it ends.
final class StreamReading {
  /// A stream with more pieces than that which are no JSON is none.
  static final int MOST_MALFORMED = 16;

  /// When its reader has gone, a stream is read on so that it tells what it used; for that many
  /// events, which are about as many tokens. What is longer is cancelled by closing the connection:
  /// what it used stays unknown, and what it would have used is saved. It happens on the call's own
  /// thread and in its place at the provider, so that the number of such streams is limited by the
  /// provider's places, and their time by the provider's time limits. A call whose thread is
  /// interrupted is cancelled at once.
  static final int MOST_DRAINED_EVENTS = 512;

  private static final JsonMapper JSON = new JsonMapper();

  private final Showing showing;
  private final Dialect dialect;
  private final Attempt attempt;
  private final Reply reply;
  private final LimitNews news;
  private final Sse events;
  private final RequestBody request;
  private Optional<Usage> usage = Optional.empty();
  private Optional<String> model = Optional.empty();
  private int malformed;
  private boolean answers;

  /// Whose stream it is, and to whom it goes.
  record Parties(RequestBody request, Showing showing, Attempt attempt) {}

  StreamReading(Parties parties, Reply reply, LimitNews news) {
    this.request = parties.request();
    this.showing = parties.showing();
    this.attempt = parties.attempt();
    this.dialect = dialect(request);
    this.reply = reply;
    this.news = news;
    this.events = new Sse(reply.body());
  }

  private static Dialect dialect(RequestBody request) {
    return switch (request.endpoint()) {
      case CHAT -> new ChatDialect(request.choices());
      case RESPONSES -> new ResponsesDialect();
      case EMBEDDINGS -> throw new IllegalArgumentException("vectors do not come in streams");
    };
  }

  /// Reads it.
  Sent<StreamEnd> read(Exchange exchange) throws InterruptedException {
    try {
      return readAll();
    } catch (ReaderGone _) {
      drain();
      return failed(new CallError.Abandoned());
    } catch (Differs | TooLong e) {
      return failed(new CallError.CutStream(String.valueOf(e.getMessage())));
    } catch (IOException e) {
      return broken(exchange.error(e));
    }
  }

  private Sent<StreamEnd> readAll() throws IOException {
    while (true) {
      var event = events.next();
      if (event.isEmpty() || isFarewell(event.get())) {
        return dialect.isComplete()
            ? done()
            : failed(new CallError.CutStream("it ended without a finish reason"));
      }
      var end = take(event.get());
      if (end.isPresent()) {
        return end.get();
      }
    }
  }

  /// @return empty when more is to come
  private Optional<Sent<StreamEnd>> take(Event event) throws IOException {
    var json = note(event);
    if (json.isEmpty()) {
      showing.lost();
      return malformed > MOST_MALFORMED
          ? Optional.of(failed(new CallError.CutStream("its pieces are no JSON")))
          : Optional.empty();
    }
    return switch (dialect.hear(json.get())) {
      case FILLER -> {
        showing.filler(event);
        yield Optional.empty();
      }
      case PIECE -> {
        piece(event, json.get());
        yield Optional.empty();
      }
      case USAGE -> {
        usage(event, json.get());
        yield Optional.empty();
      }
      case LAST -> {
        piece(event, json.get());
        yield Optional.of(done());
      }
      case ERROR -> Optional.of(told(json.get()));
    };
  }

  private static boolean isFarewell(Event event) {
    return event.data().equals(Dialect.DONE);
  }

  /// Keeps what an event tells besides the answer.
  ///
  /// @return empty when it is no JSON object
  private Optional<JsonNode> note(Event event) {
    try {
      var json = JSON.readTree(event.data());
      if (json.isObject()) {
        var head = dialect.head(json);
        usage = Usages.of(head.path("usage")).or(() -> usage);
        model = head.path("model").asStringOpt().or(() -> model);
        return Optional.of(json);
      }
    } catch (JacksonException _) {
      // Counted below.
    }
    malformed++;
    return Optional.empty();
  }

  private void piece(Event event, JsonNode json) throws IOException {
    if (!answers) {
      answers = true;
      attempt.record().mark(Moment.FIRST_TOKEN);
      reply.enter(Phase.BETWEEN_TOKENS);
    }
    showing.piece(event, json);
  }

  private void usage(Event event, JsonNode json) throws IOException {
    if (request.isUsageAsked()) {
      showing.usage(event, json);
    }
  }

  private Sent<StreamEnd> done() throws IOException {
    showing.end(dialect.farewell());
    drain();
    var end = new StreamEnd(dialect.finishReasons(), usage, model, showing.streams(), malformed);
    return new Done<>(end, usage, news);
  }

  /// What an error inside the stream means.
  private Sent<StreamEnd> told(JsonNode event) {
    var inside = dialect.head(event).path("error");
    var error = inside.isMissingNode() || inside.isNull() ? event : inside;
    var body = attempt.provider().withoutKey(JSON.writeValueAsString(Map.of("error", error)));
    Failed<StreamEnd> failed =
        Exchange.failed(new ErrorReply(reply.status(), reply::header, body), news);
    return new Failed<>(failed.error(), Shown.NOTHING, usage, news, failed.raw());
  }

  /// A connection that breaks behind the last finish reason takes only the usage with it.
  private Sent<StreamEnd> broken(CallError error) {
    if (dialect.isComplete()) {
      try {
        return done();
      } catch (IOException _) {
        return failed(new CallError.Abandoned());
      }
    }
    return failed(
        error instanceof CallError.LostReply && answers
            ? new CallError.CutStream("the connection broke")
            : error);
  }

  private Sent<StreamEnd> failed(CallError error) {
    return new Failed<>(error, Shown.NOTHING, usage, news, Optional.empty());
  }

  /// Reads on to the end of the connection, which can then be used again.
  private void drain() {
    try {
      for (int i = 0; i < MOST_DRAINED_EVENTS; i++) {
        var event = events.next();
        if (event.isEmpty()) {
          return;
        }
        if (!isFarewell(event.get())) {
          note(event.get());
        }
      }
    } catch (IOException _) {
      // What it used stays unknown, if it was not told before.
    }
  }
}
