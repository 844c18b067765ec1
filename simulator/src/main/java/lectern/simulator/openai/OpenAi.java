package lectern.simulator.openai;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lectern.simulator.http.Fields;
import lectern.simulator.http.Reply;
import lectern.simulator.http.Request;
import lectern.simulator.route.Account;
import lectern.simulator.route.Call;
import lectern.simulator.route.Route;
import lectern.simulator.route.Vendor;
import lectern.simulator.route.World;

/// OpenAI's API, with and without `/v1` in front: clients have it in their base URL, and who
/// replaces that URL may forget it.
public final class OpenAi implements Vendor {
  /// What a plan may call this vendor's errors.
  public static final Set<String> ERROR_NAMES = NamedErrors.names();

  private static final String BASE = "/v1";

  private final List<Route> routes = new ArrayList<>();
  private final Responses responses;

  public OpenAi(World world) {
    var limits = new OpenAiLimits(world);
    var inference = new Inference(world.timeline(), limits);
    var chat = new Chat(world, inference);
    this.responses = new Responses(world, inference);
    var embeddings = new Embeddings(limits);
    var files = new FileStore(world);
    add(chat.routes());
    add(responses.routes());
    add(embeddings.routes());
    add(new ModelsEndpoint().routes());
    add(new FilesEndpoint(files).routes());
    var services =
        Map.<String, Service>of(
            "/v1/chat/completions", chat::serve,
            "/v1/responses", responses::serve,
            "/v1/embeddings", embeddings::serve);
    var news = new News(world);
    add(new Batches(world, files, services, news::tell).routes());
    add(new Costs(world).routes());
    routes.addAll(new Dashboard(news).routes());
  }

  private void add(List<Route> withBase) {
    for (var route : withBase) {
      var bare = route.pattern().substring(BASE.length());
      routes.add(route);
      routes.add(new Route(route.method(), bare, route.endpoint(), route.handler()));
    }
  }

  @Override
  public boolean owns(String path) {
    return true;
  }

  @Override
  public List<Route> routes() {
    return List.copyOf(routes);
  }

  @Override
  public Account account(Request request) {
    return Credentials.of(request);
  }

  @Override
  public String model(Request request) {
    return NamedErrors.asked(request.body(), "model");
  }

  @Override
  public Reply.Whole notFound(Request request) {
    return OpenAiError.notFound("Invalid URL (" + request.method() + " " + request.path() + ")")
        .reply();
  }

  @Override
  public Reply.Whole notAllowed(Request request) {
    var message =
        "Not allowed to %s on %s. (HINT: Perhaps you meant to use a different HTTP method?)"
            .formatted(request.method(), request.path());
    return OpenAiError.of(405, "invalid_request_error", message)
        .code("method_not_supported")
        .reply();
  }

  /// A body that is no JSON, or said to be something else than it should.
  @Override
  public Reply.Whole unreadable(Request request, String why) {
    var type = request.headers().first("content-type").orElse("");
    var json = type.isEmpty() || type.contains("json") || type.contains("multipart/form-data");
    return json
        ? OpenAiError.invalid(
                "We could not parse the JSON body of your request. (HINT: This likely means you"
                    + " aren't using your HTTP library correctly. The OpenAI API expects a JSON"
                    + " payload, but what was sent was not valid JSON: "
                    + why
                    + ")")
            .reply()
        : OpenAiError.invalid(
                "Unsupported content type: '"
                    + type
                    + "'. This API method only accepts 'application/json' requests, but you"
                    + " specified the header 'Content-Type: "
                    + type
                    + "'. Please try again with a supported content type.")
            .code("unsupported_content_type")
            .reply();
  }

  /// The proxy in front of the API says it, in HTML.
  @Override
  public Reply.Whole tooLarge(Request request, long limitBytes) {
    return NamedErrors.find("payload_too_large").orElseThrow().reply(Map.of());
  }

  @Override
  public Set<String> errorNames() {
    return ERROR_NAMES;
  }

  @Override
  public Optional<Reply.Whole> error(String name, Call call) {
    return NamedErrors.find(name).map(row -> row.reply(NamedErrors.facts(call)));
  }

  @Override
  public Optional<String> errorInside(String name, Call call) {
    return NamedErrors.inside(name, NamedErrors.facts(call))
        .map(error -> responses.failed(call, error).orElse(error));
  }

  @Override
  public Reply dressed(Reply reply, Call call, Duration processing) {
    var always =
        Fields.of(
            "x-request-id",
            call.id(),
            "openai-processing-ms",
            Long.toString(processing.toMillis()),
            "openai-version",
            "2020-10-01");
    return reply.withHeaders(always.and(organization(call)).and(reply.headers()));
  }

  /// Whose key it was; nothing when there was none.
  private static Fields organization(Call call) {
    var masked = call.account().masked();
    var named = call.request().headers().first("openai-organization");
    if (masked.isEmpty() && named.isEmpty()) {
      return Fields.NONE;
    }
    var organization = Organization.of(call.request(), masked);
    return Fields.of(
        "openai-organization", organization.id(), "openai-project", organization.project());
  }
}
