package lectern.cli.remote;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLException;
import lectern.api.DocumentShape;
import lectern.api.DocumentShape.FailureShape;
import lectern.document.Failure;
import lectern.document.Failure.Reason;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What a server's replies mean, above all those that are none, in words for people.
final class Replies {
  static final int OK = 200;
  static final int NOT_FOUND = 404;
  static final int TOO_MANY = 429;

  private static final int TOO_LARGE = 413;
  private static final int NOT_ACCEPTED = 422;
  private static final int NO_ROOM = 507;

  /// Characters of what a server says that are shown: its problems are a sentence or two.
  private static final int MAX_DETAIL_CHARS = 500;

  private final URI address;
  private final JsonMapper json;

  Replies(URI address, JsonMapper json) {
    this.address = address;
    this.json = json;
  }

  /// An upload's reply; a problem may have one as its result.
  record Result(String outcome, @Nullable DocumentShape document, @Nullable Refusal failure) {}

  record Refusal(String reason, String mender, String message) {}

  record Results(List<Result> results) {}

  /// What became of an upload.
  Upload upload(HttpResponse<String> response) {
    return switch (response.statusCode()) {
      case OK, 201 -> taken(response.body());
      case TOO_LARGE, NOT_ACCEPTED, NO_ROOM -> new Upload.Refused(refusal(response));
      default -> throw trouble(response, response.body());
    };
  }

  private Upload taken(String body) {
    try {
      var result = json.readValue(body, Result.class);
      var document = Optional.ofNullable(result.document()).orElseThrow(this::notLectern);
      return result.outcome().equals("received")
          ? new Upload.Received(document)
          : new Upload.Known(document);
    } catch (JacksonException _) {
      throw notLectern();
    }
  }

  private FailureShape refusal(HttpResponse<String> response) {
    try {
      var failure = json.readValue(response.body(), Results.class).results().getFirst().failure();
      if (failure != null) {
        return new FailureShape("receive", failure.reason(), failure.mender(), failure.message());
      }
    } catch (JacksonException _) {
      // refused before anything was read, or by something in front of the server
    }
    var reason =
        switch (response.statusCode()) {
          case TOO_LARGE -> Reason.TOO_LARGE;
          case NO_ROOM -> Reason.NOT_STORED;
          default -> Reason.UNSUPPORTED;
        };
    return FailureShape.of("receive", new Failure(reason, told(response, response.body())));
  }

  static Upload unreadable(IOException e) {
    return new Upload.Refused(
        FailureShape.of(
            "receive",
            new Failure(Reason.NOT_STORED, "The file could not be read: " + e.getMessage())));
  }

  /// What to throw for a reply that is not what was asked for.
  RuntimeException trouble(HttpResponse<?> response, String body) {
    var told = told(response, body);
    int status = response.statusCode();
    return switch (status) {
      case TOO_MANY, 502, 503, 504 -> new ServerAway(told, asked(response));
      default -> status >= 500 ? new ServerTrouble(told) : new ServerRefused(told);
    };
  }

  /// How long the server asks to be left alone; zero when it does not say, or gives a date.
  static Duration asked(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(text -> text.matches("[0-9]{1,6}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .orElse(Duration.ZERO);
  }

  /// What a server says of a problem, with the id that finds it in the server's log.
  String told(HttpResponse<?> response, String body) {
    var says = "%s answers with status %d".formatted(address, response.statusCode());
    try {
      var problem = json.readTree(body);
      var detail = problem.path("detail").asString("");
      if (!detail.isEmpty()) {
        var request = problem.path("requestId").asString("");
        return "%s: %s%s"
            .formatted(
                says,
                detail.length() <= MAX_DETAIL_CHARS
                    ? detail
                    : detail.substring(0, MAX_DETAIL_CHARS) + "…",
                response.statusCode() >= 500 ? " (request " + request + ")" : "");
      }
    } catch (JacksonException _) {
      // not one of ours
    }
    return says + " and no reason; is this the address of a Lectern?";
  }

  ServerTrouble notLectern() {
    return new ServerTrouble(
        address + " answers, but not as a Lectern of this version does; is the address right?");
  }

  ServerAway tooSlow(Duration time) {
    return new ServerAway("%s did not answer within %,d s".formatted(address, time.toSeconds()));
  }

  /// Why no reply came.
  RuntimeException unreachable(ExecutionException e) {
    var cause = Optional.ofNullable(e.getCause()).orElse(e);
    return switch (cause) {
      case SSLException tls ->
          new ServerTrouble("%s: TLS failed: %s".formatted(address, tls.getMessage()));
      case HttpConnectTimeoutException _ ->
          new ServerAway(address + " cannot be reached: it does not answer");
      case ConnectException _ when isUnresolved(cause) ->
          new ServerAway(address + " cannot be reached: there is no host of this name");
      case ConnectException _ ->
          new ServerAway(address + " cannot be reached: nothing listens there; is it running?");
      case IOException broken ->
          new ServerAway("%s: the connection broke: %s".formatted(address, broken.getMessage()));
      default -> new IllegalStateException("a request was not sent", cause);
    };
  }

  private static boolean isUnresolved(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null && !(cause instanceof UnresolvedAddressException)) {
      cause = cause.getCause();
    }
    return cause instanceof UnresolvedAddressException;
  }
}
