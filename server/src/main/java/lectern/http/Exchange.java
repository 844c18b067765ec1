package lectern.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import lectern.access.Caller;
import lectern.http.Doorkeeper.Credentials;
import lectern.http.HttpServer.Offering;
import lectern.store.Tenancy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes one request from the socket to its reply: who is it, may it, what does it say, answer,
/// tell the listener.
final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  private final Offering offering;
  private final Limits limits;
  private final Streams streams;

  Exchange(Offering offering, Limits limits, Streams streams) {
    this.offering = offering;
    this.limits = limits;
    this.streams = streams;
  }

  HttpRouting.Builder routing() {
    var routing = HttpRouting.builder();
    offering.routes().forEach(route -> register(route, routing));
    offering.routes().stream()
        .map(Route::path)
        .distinct()
        .forEach(path -> registerOtherMethods(path, routing));
    return routing.any((request, response) ->
        new Turn("other", request, response)
            .take(_ -> {
              throw new Problem(ProblemType.NOT_FOUND, "No such address.");
            }));
  }

  private void register(Route route, HttpRouting.Builder routing) {
    for (var method : methods(route)) {
      routing.route(
          Method.create(method),
          route.path(),
          (request, response) ->
              new Turn(route.label(), request, response).take(turn -> turn.answer(route)));
    }
  }

  private void registerOtherMethods(String path, HttpRouting.Builder routing) {
    var allowed =
        String.join(
            ", ",
            offering.routes().stream()
                .filter(route -> route.path().equals(path))
                .flatMap(route -> methods(route).stream())
                .toList());
    routing.any(
        path,
        (request, response) ->
            new Turn("other", request, response)
                .take(_ -> {
                  throw new Problem(
                          ProblemType.METHOD_NOT_ALLOWED, "This address takes " + allowed + ".")
                      .withHeader("Allow", allowed);
                }));
  }

  private static List<String> methods(Route route) {
    return route.method().equals("GET") ? List.of("GET", "HEAD") : List.of(route.method());
  }

  /// Answers a request, or throws what is wrong with it.
  private interface Work {
    void of(Turn turn) throws Exception;
  }

  /// One request on its way.
  private final class Turn {
    private final String label;
    private final ServerRequest request;
    private final RoutingResponse response;
    private final long beginNanos = System.nanoTime();
    private final Wire wire = Wire.current();
    private final Body body;
    private final Responder responder;
    private final Tongue tongue;
    private Optional<Caller> caller = Optional.empty();

    private Turn(String label, ServerRequest request, ServerResponse response) {
      this.label = label;
      this.request = request;
      this.response = (RoutingResponse) response;
      this.body = new Body(request, wire, limits);
      this.responder = new Responder(request, this.response, body, RequestIds.next());
      this.tongue = Tongue.of(request.prologue().uriPath().rawPath());
    }

    /// Sees to it that there is a reply, and that the connection is fit for the next request, or
    /// closed: Helidon leaves it open even when the reply said otherwise, and would take the rest
    /// of a body for a request.
    private void take(Work work) {
      try {
        reply(work);
        response.commit();
        if (!responder.endsConnection()) {
          body.drain();
        }
      } catch (IOException e) {
        throw new CloseConnectionException("the rest of the body did not come", e);
      } finally {
        offering.listener().served(served());
      }
      if (responder.endsConnection()) {
        throw new CloseConnectionException("as the reply has said");
      }
      wire.isAnswered();
    }

    private void reply(Work work) {
      try {
        checkIsOpen();
        body.checkLength();
        work.of(this);
      } catch (Problem problem) {
        responder.send(problem, tongue);
      } catch (InterruptedException _) {
        // Not interrupted again: that would close the socket before the reply is on it.
        responder.endConnection();
        responder.send(stopping(), tongue);
      } catch (PeerGone _) {
        responder.send(
            new Problem(ProblemType.BODY_BROKEN_OFF, "The body broke off before its end."), tongue);
      } catch (CloseConnectionException e) {
        throw e;
      } catch (Exception e) {
        // The edge: whatever went wrong, its caller gets an answer and the log gets the rest.
        responder.send(Trouble.told(LOG, responder.requestId() + " " + label, e), tongue);
      }
    }

    private void checkIsOpen() {
      if (streams.isStopping()) {
        responder.endConnection();
        throw stopping();
      }
    }

    private static Problem stopping() {
      return new Problem(ProblemType.UNAVAILABLE, "The server is stopping; try again.");
    }

    private void answer(Route route) throws Exception {
      body.limit(route.maxBodyBytes());
      if (route.permission() == Permission.PUBLIC) {
        offering.door().admitAnybody(route, credentials(request));
        checkParameters(route, request);
        var call = new Call(request, body, null, responder.requestId());
        responder.send(route.handler().answer(call), streams);
        return;
      }
      var credentials = credentials(request);
      var admitted = offering.door().admit(route, credentials);
      caller = Optional.of(admitted);
      checkParameters(route, request);
      var admission =
          new Call.Admission(admitted, () -> offering.door().known(credentials).isPresent());
      var call = new Call(request, body, admission, responder.requestId());
      Tenancy.in(
          admitted.workspace(),
          () -> {
            responder.send(route.handler().answer(call), streams);
            return true;
          });
    }

    private RequestListener.Served served() {
      return new RequestListener.Served(
          responder.requestId(),
          label,
          request.prologue().method().text(),
          request.prologue().uriPath().rawPath(),
          responder.status(),
          responder.sentBytes(),
          System.nanoTime() - beginNanos,
          caller.map(Caller::key));
    }
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
}
