package lectern.http;

import com.github.f4b6a3.uuid.UuidCreator;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import lectern.http.Doorkeeper.Credentials;
import lectern.store.Tenancy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes one request from the socket to its reply: who is it, may it, what does it say, answer,
/// log.
final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  private final Doorkeeper door;
  private final Limits limits;

  Exchange(Doorkeeper door, Limits limits) {
    this.door = door;
    this.limits = limits;
  }

  void register(Route route, HttpRouting.Builder routing) {
    routing.route(
        Method.create(route.method()),
        route.path(),
        (request, response) -> exchange(route, request, response));
    if (route.method().equals("GET")) {
      routing.route(
          Method.HEAD, route.path(), (request, response) -> exchange(route, request, response));
    }
  }

  /// What no route is for: an unknown address, or a known one with another method.
  void registerRest(List<Route> routes, HttpRouting.Builder routing) {
    for (var path : routes.stream().map(Route::path).distinct().toList()) {
      var allowed = routes.stream().filter(r -> r.path().equals(path)).map(Route::method).toList();
      routing.any(
          path,
          (request, response) ->
              refuse(
                  request,
                  response,
                  new Problem(
                          ProblemType.METHOD_NOT_ALLOWED,
                          "This address takes " + String.join(", ", allowed) + ".")
                      .withHeader("Allow", String.join(", ", allowed))));
    }
    routing.any((request, response) ->
        refuse(request, response, new Problem(ProblemType.NOT_FOUND, "No such address.")));
  }

  private void exchange(Route route, ServerRequest request, ServerResponse response) {
    var responder = new Responder(request, response, newRequestId());
    try {
      checkParameters(route, request);
      if (route.permission() == Permission.PUBLIC) {
        door.admitAnybody(route, credentials(request));
        responder.send(answer(route, new Call(request, null, responder.requestId(), limits)));
      } else {
        var caller = door.admit(route, credentials(request));
        var call = new Call(request, caller, responder.requestId(), limits);
        Tenancy.in(
            caller.workspace(),
            () -> {
              responder.send(answer(route, call));
              return true;
            });
      }
    } catch (Problem problem) {
      responder.send(problem);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      responder.send(new Problem(ProblemType.UNAVAILABLE, "The server is stopping; try again."));
    } catch (IOException e) {
      LOG.debug("{}: the reader has gone: {}", route.label(), e.toString());
    } catch (Exception e) {
      // The edge: whatever went wrong, its caller gets an answer and the log gets the rest.
      LOG.error("{} {} broke", responder.requestId(), route.label(), e);
      responder.send(
          new Problem(ProblemType.BROKEN, "Lectern made a mistake; the log has the details."));
    }
  }

  private static Reply answer(Route route, Call call) throws IOException, InterruptedException {
    return route.handler().answer(call);
  }

  private static void refuse(ServerRequest request, ServerResponse response, Problem problem) {
    new Responder(request, response, newRequestId()).send(problem);
  }

  private static void checkParameters(Route route, ServerRequest request) {
    for (var name : request.query().names()) {
      if (!route.parameters().contains(name)) {
        throw new Problem(
            ProblemType.INVALID_PARAMETER,
            "There is no query parameter '%s' here; there are %s."
                .formatted(name, route.parameters()));
      }
    }
  }

  private static Credentials credentials(ServerRequest request) {
    return new Credentials(
        request.headers().value(HeaderNames.AUTHORIZATION),
        cookie(request),
        RequestOrigin.of(name -> request.headers().value(HeaderNames.create(name))));
  }

  static Optional<String> cookie(ServerRequest request) {
    var cookies = request.headers().cookies();
    return cookies.contains(Doorkeeper.COOKIE)
        ? Optional.of(cookies.get(Doorkeeper.COOKIE))
        : Optional.empty();
  }

  private static String newRequestId() {
    return UuidCreator.getTimeOrderedEpoch().toString();
  }
}
