package lectern.api.openai;

import com.github.f4b6a3.uuid.UuidCreator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lectern.gateway.Deadline;
import lectern.gateway.Gateway;
import lectern.gateway.ModelRoute;
import lectern.gateway.Priority;
import lectern.gateway.Request;
import lectern.gateway.openai.Endpoint;
import lectern.gateway.openai.InvalidBody;
import lectern.gateway.openai.RequestBody;
import lectern.http.Call;
import lectern.http.EventSink;
import lectern.http.Handler;
import lectern.http.Permission;
import lectern.http.Problem;
import lectern.http.ProblemType;
import lectern.http.Reply;
import lectern.http.Route;
import lectern.http.Tongue;

/// The routes of OpenAI's API that are served: chat completions, responses, embeddings, models. A
/// `model` is a route's name, `provider/model`, or a model that a configured provider serves.
public final class OpenAiRoutes {
  private static final int PIECE_BYTES = 16 * 1024;
  private static final String KEPT_RESPONSES = "/v1/responses/{+rest}";

  private final Gateway gateway;
  private final Directory directory;
  private final WholeAnswers whole;
  private final EmbeddingAnswers embeddings;
  private final StreamedAnswers streamed;
  private final Room room;
  private final Terms terms;

  /// What may be asked for.
  ///
  /// @param maxBodyBytes of a request
  /// @param maxCalls on their way at the same time
  /// @param maxBodiesBytes of the requests of all these calls
  public record Terms(long maxBodyBytes, int maxCalls, long maxBodiesBytes) {}

  public OpenAiRoutes(Gateway gateway, Asking asking, Terms terms) {
    this.gateway = gateway;
    this.directory = new Directory(gateway.roster());
    this.whole = new WholeAnswers(gateway, asking);
    this.embeddings = new EmbeddingAnswers(gateway, asking);
    this.streamed = new StreamedAnswers(gateway, asking.transport());
    this.room = new Room(terms.maxCalls(), terms.maxBodiesBytes());
    this.terms = terms;
  }

  public List<Route> routes() {
    return List.of(
        post("/v1/chat/completions", call -> answer(call, Endpoint.CHAT)),
        post("/v1/responses", call -> answer(call, Endpoint.RESPONSES)),
        post("/v1/embeddings", call -> answer(call, Endpoint.EMBEDDINGS)),
        Route.get("/v1/models", Permission.READER, _ -> models()),
        Route.get("/v1/models/{+model}", Permission.READER, this::model),
        Route.get(KEPT_RESPONSES, Permission.READER, OpenAiRoutes::keptResponse),
        Route.post(KEPT_RESPONSES, Permission.READER, OpenAiRoutes::keptResponse),
        Route.delete(KEPT_RESPONSES, Permission.READER, OpenAiRoutes::keptResponse));
  }

  private Route post(String path, Handler handler) {
    return Route.post(path, Permission.READER, handler).upTo(terms.maxBodyBytes());
  }

  /// A stream takes a place of its own when it begins, because it may never begin: the server has a
  /// limit of streams, too.
  private Reply answer(Call call, Endpoint endpoint) throws IOException, InterruptedException {
    try (var place = room.enter()) {
      var body = read(call, endpoint, place);
      var asked = new Asked(call, body, request(call, body));
      if (body.isStream()) {
        return new Reply.LateStream(events -> stream(asked, events));
      }
      return endpoint == Endpoint.EMBEDDINGS ? embeddings.answer(asked) : whole.answer(asked);
    }
  }

  private Optional<Reply> stream(Asked asked, EventSink events)
      throws IOException, InterruptedException {
    try (var place = room.enter()) {
      place.hold(asked.body().bytes());
      return streamed.answer(asked, events);
    }
  }

  private RequestBody read(Call call, Endpoint endpoint, Room.Place place) throws IOException {
    if (!call.mediaType().equals("application/json")) {
      throw new Problem(
          ProblemType.UNSUPPORTED_MEDIA_TYPE,
          "Send JSON, with the header `Content-Type: application/json`.");
    }
    try {
      return RequestBody.read(bytes(call, place), endpoint);
    } catch (InvalidBody e) {
      throw refused(e);
    }
  }

  private byte[] bytes(Call call, Room.Place place) throws IOException {
    long told = call.bodyLength().orElse(PIECE_BYTES + 1);
    if (told <= PIECE_BYTES || told > terms.maxBodyBytes()) { // short as nearly all, or refused
      place.hold(Math.min(told, PIECE_BYTES));
      return call.bytes();
    }
    var bytes = new ByteArrayOutputStream();
    var piece = new byte[PIECE_BYTES];
    try (var in = call.limitedBody()) {
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        place.hold((long) bytes.size() + n);
        bytes.write(piece, 0, n);
      }
    }
    return bytes.toByteArray();
  }

  private static Problem refused(InvalidBody e) {
    var problem =
        new Problem(ProblemType.INVALID_BODY, String.valueOf(e.getMessage()))
            .with(Tongue.CODE, e.code());
    return e.field().map(field -> problem.with(Tongue.PARAM, field)).orElse(problem);
  }

  private Request request(Call call, RequestBody body) {
    var route = directory.find(body.model(), body.endpoint()).orElseThrow(() -> unknown(body));
    return new Request(
        UuidCreator.getTimeOrderedEpochFast(),
        call.caller().workspace(),
        body.endpoint().operation(),
        route,
        Priority.CHAT,
        deadline(call, route));
  }

  private Deadline deadline(Call call, ModelRoute route) {
    var asked = call.header(Wishes.DEADLINE).map(Wishes::deadline).orElse(route.deadline());
    return Deadline.in(asked, gateway.time());
  }

  private Problem unknown(RequestBody body) {
    var model = body.model();
    var otherwise = gateway.roster().route(model).map(it -> it.capability().word());
    if (otherwise.isPresent()) {
      return new Problem(
              ProblemType.MODEL_NOT_FOUND,
              "The route `%s` is not for %s: it can %s."
                  .formatted(model, body.endpoint().operation(), otherwise.get()))
          .with(Tongue.PARAM, "model")
          .with(Tongue.CODE, "model_not_found");
    }
    return new Problem(
            ProblemType.MODEL_NOT_FOUND,
            "The model `%s` does not exist here for %s: no route has this name, and no configured"
                    .formatted(
                        model.length() <= 100 ? model : model.substring(0, 100) + "…",
                        body.endpoint().operation())
                + " provider serves it. GET /v1/models lists what there is.")
        .with(Tongue.PARAM, "model")
        .with(Tongue.CODE, "model_not_found");
  }

  /// A model as OpenAI's clients see it; when it was made is not known here.
  private record Model(String id, String object, long created, String owned_by) {
    private static Model of(String name) {
      int slash = name.indexOf('/');
      return new Model(name, "model", 0, slash < 0 ? "lectern" : name.substring(0, slash));
    }
  }

  private Reply models() {
    var models = directory.names().stream().map(Model::of).toList();
    return Reply.ok(Map.of("object", "list", "data", models));
  }

  /// Which provider made it is not known any more, and with it, whose it is.
  private static Reply keptResponse(Call call) {
    throw new Problem(
        ProblemType.NOT_FOUND,
        "Lectern does not keep responses, and does not fetch kept ones: send what was said before"
            + " as `input`, with `store: false`.");
  }

  private Reply model(Call call) {
    var name = call.path("model");
    if (!directory.names().contains(name)) {
      throw new Problem(ProblemType.MODEL_NOT_FOUND, "There is no such model here.")
          .with(Tongue.CODE, "model_not_found");
    }
    return Reply.ok(Model.of(name));
  }
}
