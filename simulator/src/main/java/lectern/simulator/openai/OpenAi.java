package lectern.simulator.openai;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lectern.simulator.http.Body;
import lectern.simulator.http.Fields;
import lectern.simulator.http.Refusal;
import lectern.simulator.http.Reply;
import lectern.simulator.http.Request;
import lectern.simulator.route.Account;
import lectern.simulator.route.Call;
import lectern.simulator.route.Route;
import lectern.simulator.route.Vendor;
import lectern.simulator.route.World;

/// OpenAI's API, with and without `/v1` in front.
public final class OpenAi implements Vendor {
  private final List<Route> routes = new ArrayList<>();

  public OpenAi(World world) {
    for (var route : new Chat(world).routes()) {
      routes.add(route);
      routes.add(
          new Route(
              route.method(),
              route.pattern().substring("/v1".length()),
              route.endpoint(),
              route.handler()));
    }
  }

  @Override
  public boolean owns(String path) {
    return true;
  }

  @Override
  public List<Route> routes() {
    return routes;
  }

  @Override
  public Account account(Request request) {
    var authorization = request.headers().first("authorization").orElse("");
    if (!authorization.startsWith("Bearer ")) {
      throw new Refusal(
          OpenAiError.of(401, "invalid_request_error", "You didn't provide an API key.").reply());
    }
    var key = authorization.substring("Bearer ".length());
    return new Account(key, "sk-…");
  }

  @Override
  public String model(Request request) {
    return request.body() instanceof Body.Json(var tree) ? tree.path("model").asString("") : "";
  }

  @Override
  public Reply.Whole notFound(Request request) {
    return OpenAiError.of(
            404,
            "invalid_request_error",
            "Invalid URL (" + request.method() + " " + request.path() + ")")
        .reply();
  }

  @Override
  public Reply.Whole unreadable(Request request, String why) {
    return OpenAiError.of(400, "invalid_request_error", why).reply();
  }

  @Override
  public Reply.Whole tooLarge(Request request, long limitBytes) {
    return OpenAiError.of(413, "invalid_request_error", "over " + limitBytes + " bytes").reply();
  }

  @Override
  public Set<String> errorNames() {
    return Set.of();
  }

  @Override
  public Optional<Reply.Whole> error(String name, Call call) {
    return Optional.empty();
  }

  @Override
  public Optional<String> errorInside(String name, Call call) {
    return Optional.empty();
  }

  @Override
  public Reply dressed(Reply reply, Call call, Duration processing) {
    return reply.withHeaders(
        Fields.of(
                "x-request-id",
                call.id(),
                "openai-processing-ms",
                Long.toString(processing.toMillis()),
                "openai-version",
                "2020-10-01")
            .and(reply.headers()));
  }
}
