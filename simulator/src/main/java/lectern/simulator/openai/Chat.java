package lectern.simulator.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lectern.simulator.http.Body;
import lectern.simulator.http.Fields;
import lectern.simulator.http.Refusal;
import lectern.simulator.http.Reply;
import lectern.simulator.route.Call;
import lectern.simulator.route.Route;
import lectern.simulator.route.Served;
import lectern.simulator.route.World;
import tools.jackson.databind.JsonNode;

/// Chat completions: `POST /v1/chat/completions`, and those that were stored.
final class Chat {
  private final World world;
  private final Inference inference;
  private final StoredChats stored = new StoredChats();

  Chat(World world, Inference inference) {
    this.world = world;
    this.inference = inference;
  }

  List<Route> routes() {
    var routes = new ArrayList<Route>();
    routes.add(
        new Route(
            "POST", "/v1/chat/completions", "openai.chat", call -> serve(call, Terms.ONLINE)));
    routes.addAll(stored.routes());
    return routes;
  }

  /// Answers the call.
  ///
  /// @throws Refusal when OpenAI would refuse it
  Served serve(Call call, Terms terms) {
    var request = ChatRequest.read(call, tree(call));
    var inferred = inference.infer(call, terms, request.inquiry(), Dialect.CHAT);
    var body = new ChatBody(call, request, inferred, world.timeline().now().getEpochSecond());
    if (request.stores()) {
      stored.keep(call, request, body.tree());
    }
    return new Served(
        reply(request, body).withHeaders(inferred.limits()),
        Optional.of(inferred.charge()),
        inferred.usage().completion());
  }

  /// The JSON object that was sent.
  ///
  /// @throws Refusal when there is none
  static JsonNode tree(Call call) {
    if (call.request().body() instanceof Body.Json(JsonNode tree) && tree.isObject()) {
      return tree;
    }
    throw OpenAiError.invalid("We could not parse the JSON body of your request.").refusal();
  }

  private static Reply reply(ChatRequest request, ChatBody body) {
    return request.streams()
        ? new Reply.Stream(200, Fields.NONE, ChatFrames.of(body))
        : Reply.json(200, ChatBody.JSON.writeValueAsString(body.tree()));
  }
}
