package lectern.simulator.serve;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lectern.simulator.bill.Charge;
import lectern.simulator.http.Body;
import lectern.simulator.http.Fields;
import lectern.simulator.http.Frame;
import lectern.simulator.http.Reply;
import lectern.simulator.http.Request;
import lectern.simulator.route.Account;
import lectern.simulator.route.Call;
import lectern.simulator.route.Handler;
import lectern.simulator.route.Route;
import lectern.simulator.route.Served;
import lectern.simulator.route.Vendor;

/// A vendor with one endpoint for each kind of reply. All but forms cost something.
record Parrot(Path file) implements Vendor {
  static final String WHOLE = "{\"said\":\"Pretty Polly, pretty Polly!\"}";

  @Override
  public List<Route> routes() {
    return List.of(
        route("POST", "/whole", _ -> paid(Reply.json(200, WHOLE))),
        route("GET", "/whole/{id}", call -> paid(Reply.json(200, call.path().toString()))),
        route("POST", "/stream", _ -> paid(stream())),
        route("GET", "/file", _ -> paid(new Reply.OfFile(200, Fields.NONE, "text/plain", file))),
        route("POST", "/form", call -> Served.free(Reply.json(200, told(call.request())))),
        route("GET", "/empty", _ -> Served.free(Reply.empty())),
        route(
            "POST",
            "/ill",
            _ -> {
              throw new IllegalStateException("the parrot is ill");
            }),
        new Route("POST", "/__sim/whole", "control.whole", _ -> paid(Reply.json(200, WHOLE))));
  }

  private static Route route(String method, String path, Handler handler) {
    return new Route(method, path, "parrot" + path.replace('/', '.'), handler);
  }

  static Reply.Stream stream() {
    return new Reply.Stream(
        200,
        Fields.NONE,
        List.of(
            Frame.data(Frame.Kind.OPENING, "{\"o\":0}"),
            Frame.data(Frame.Kind.CONTENT, "{\"c\":1}"),
            Frame.data(Frame.Kind.CONTENT, "{\"c\":2}"),
            Frame.data(Frame.Kind.CONTENT, "{\"c\":3}"),
            Frame.data(Frame.Kind.CLOSING, "{\"finish_reason\":\"stop\"}"),
            Frame.data(Frame.Kind.DONE, "[DONE]")));
  }

  private static Served paid(Reply reply) {
    var charge = new Charge("parrot", new Charge.Tokens(1, 0, 0, 3, 0), 7);
    return new Served(reply, Optional.of(charge), 3);
  }

  private static String told(Request request) {
    return request.body() instanceof Body.Form(var parts)
        ? parts + " " + request.fingerprint() + " #" + request.occurrence()
        : request.body() + " " + request.fingerprint() + " #" + request.occurrence();
  }

  @Override
  public boolean owns(String path) {
    return true;
  }

  @Override
  public Account account(Request request) {
    return new Account("key", "k…y");
  }

  @Override
  public String model(Request request) {
    return "parrot";
  }

  @Override
  public Reply.Whole notFound(Request request) {
    return Reply.json(404, "{\"error\":\"no such cage\"}");
  }

  @Override
  public Reply.Whole notAllowed(Request request) {
    return Reply.json(405, "{\"error\":\"not so\"}");
  }

  @Override
  public Reply.Whole unreadable(Request request, String why) {
    return Reply.json(400, "{\"error\":\"" + why + "\"}");
  }

  @Override
  public Reply.Whole tooLarge(Request request, long limitBytes) {
    return Reply.json(413, "{\"error\":\"over " + limitBytes + "\"}");
  }

  @Override
  public Set<String> errorNames() {
    return Set.of("overloaded");
  }

  @Override
  public Optional<Reply.Whole> error(String name, Call call) {
    return name.equals("overloaded")
        ? Optional.of(
            Reply.json(503, "{\"error\":\"overloaded\"}")
                .withHeaders(Fields.of("retry-after", "1")))
        : Optional.empty();
  }

  @Override
  public Optional<String> errorInside(String name, Call call) {
    return error(name, call).map(Reply.Whole::body);
  }

  @Override
  public Reply dressed(Reply reply, Call call, Duration processing) {
    return reply.withHeaders(
        reply
            .headers()
            .and(Fields.of("x-request-id", call.id(), "x-ms", "" + processing.toMillis())));
  }
}
