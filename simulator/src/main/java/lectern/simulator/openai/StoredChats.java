package lectern.simulator.openai;

import java.util.ArrayList;
import java.util.List;
import lectern.simulator.http.Body;
import lectern.simulator.http.Query;
import lectern.simulator.http.Reply;
import lectern.simulator.openai.Listing.Order;
import lectern.simulator.route.Call;
import lectern.simulator.route.Route;
import lectern.simulator.route.Served;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The chat completions that were to be stored, until too many younger ones are.
final class StoredChats {
  private static final String ONE = "/v1/chat/completions/{id}";

  private final Shelf<Stored> shelf = new Shelf<>();

  /// @param completion with its metadata
  private record Stored(ObjectNode completion, JsonNode messages) {}

  List<Route> routes() {
    return List.of(
        new Route("GET", "/v1/chat/completions", "openai.chat.list", this::list),
        new Route("GET", ONE, "openai.chat.get", this::get),
        new Route("POST", ONE, "openai.chat.update", this::update),
        new Route("DELETE", ONE, "openai.chat.delete", this::delete),
        new Route("GET", ONE + "/messages", "openai.chat.messages", this::messages));
  }

  void keep(Call call, ChatRequest request, ObjectNode completion) {
    var kept = completion.deepCopy();
    kept.set("metadata", request.metadata());
    var usage = completion.path("usage").path("total_tokens").asLong();
    shelf.put(
        call.account(),
        completion.path("id").asString(),
        new Stored(kept, request.fields().required("messages")),
        usage);
  }

  private Stored found(Call call) {
    var id = call.path().getOrDefault("id", "");
    return shelf.find(call.account(), id).orElseThrow(() -> missing(id));
  }

  private static RuntimeException missing(String id) {
    return OpenAiError.notFound("Completion '" + id + "' not found.")
        .param("completion_id")
        .refusal();
  }

  private Served get(Call call) {
    return free(found(call).completion());
  }

  private static Served free(JsonNode body) {
    return Served.free(Reply.json(200, ChatBody.JSON.writeValueAsString(body)));
  }

  private Served update(Call call) {
    var old = found(call);
    if (!(call.request().body() instanceof Body.Json(JsonNode body))) {
      throw new Parameters(JsonNodeFactory.instance.objectNode(), "").missing("metadata");
    }
    var fields = new Parameters(body, "");
    fields.required("metadata");
    var updated = old.completion().deepCopy();
    Parameters.metadata(fields).ifPresent(metadata -> updated.set("metadata", metadata));
    shelf.replace(
        call.account(), updated.path("id").asString(), new Stored(updated, old.messages()));
    return free(updated);
  }

  private Served delete(Call call) {
    var id = found(call).completion().path("id").asString();
    shelf.remove(call.account(), id);
    var deleted = JsonNodeFactory.instance.objectNode();
    deleted.put("object", "chat.completion.deleted");
    deleted.put("id", id);
    deleted.put("deleted", true);
    return free(deleted);
  }

  private Served list(Call call) {
    var query = call.request().query();
    var wanted =
        shelf.of(call.account()).stream()
            .map(Stored::completion)
            .filter(completion -> fits(completion, query))
            .toList();
    return Served.free(Listing.page(query, wanted, Order.ASCENDING));
  }

  private static boolean fits(ObjectNode completion, Query query) {
    var model = query.first("model");
    if (model.isPresent() && !isOf(completion, model.get())) {
      return false;
    }
    return query.all().stream()
        .filter(asked -> asked.name().startsWith("metadata[") && asked.name().endsWith("]"))
        .allMatch(asked ->
            completion
                .path("metadata")
                .path(asked.name().substring("metadata[".length(), asked.name().length() - 1))
                .asString("")
                .equals(asked.value()));
  }

  private static boolean isOf(ObjectNode completion, String model) {
    var snapshot = Models.find(model).map(Model::snapshot).orElse(model);
    return completion.path("model").asString("").equals(snapshot);
  }

  private Served messages(Call call) {
    var stored = found(call);
    var id = stored.completion().path("id").asString();
    var messages = new ArrayList<JsonNode>();
    for (var message : stored.messages()) {
      var shown = ((ObjectNode) message).deepCopy();
      shown.put("id", id + "-" + messages.size());
      messages.add(shown);
    }
    return Served.free(Listing.page(call.request().query(), messages, Order.ASCENDING));
  }
}
