package lectern.simulator.openai;

import java.util.List;
import lectern.simulator.http.Reply;
import lectern.simulator.route.Call;
import lectern.simulator.route.Route;
import lectern.simulator.route.Served;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The list of models. There are no fine-tuned ones, so none can be deleted.
final class ModelsEndpoint {
  List<Route> routes() {
    return List.of(
        new Route("GET", "/v1/models", "openai.models.list", _ -> list()),
        new Route("GET", "/v1/models/{id}", "openai.models.get", this::get));
  }

  private static Served list() {
    var list = JsonNodeFactory.instance.objectNode();
    list.put("object", "list");
    var data = list.putArray("data");
    for (var model : Models.all()) {
      data.add(json(model.family(), model));
      if (!model.snapshot().equals(model.family())) {
        data.add(json(model.snapshot(), model));
      }
    }
    return Served.free(Reply.json(200, list.toString()));
  }

  private Served get(Call call) {
    var name = call.path().getOrDefault("id", "");
    var model =
        Models.find(name).orElseThrow(() -> OpenAiError.noSuchModel(name).param("model").refusal());
    return Served.free(Reply.json(200, json(name, model).toString()));
  }

  private static ObjectNode json(String name, Model model) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("id", name);
    json.put("object", "model");
    json.put("created", model.createdSecond());
    json.put("owned_by", "system");
    return json;
  }
}
