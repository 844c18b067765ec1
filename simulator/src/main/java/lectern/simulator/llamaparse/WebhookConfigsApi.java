package lectern.simulator.llamaparse;

import java.util.List;
import lectern.simulator.http.Reply;
import lectern.simulator.llamaparse.Order.Hook;
import lectern.simulator.llamaparse.SavedHooks.Saved;
import lectern.simulator.route.Call;
import lectern.simulator.route.Route;
import lectern.simulator.route.Served;
import tools.jackson.databind.node.ObjectNode;

/// Webhook configurations that are saved and named by their ids. The secret goes in and never comes
/// out.
final class WebhookConfigsApi {
  private static final String PATH = "/api/v1/beta/webhook-configs";

  private final Office office;

  WebhookConfigsApi(Office office) {
    this.office = office;
  }

  List<Route> routes() {
    return List.of(
        new Route("POST", PATH, "llamaparse.webhook-configs.create", this::create),
        new Route("GET", PATH, "llamaparse.webhook-configs.list", this::list),
        new Route("GET", PATH + "/{id}", "llamaparse.webhook-configs.get", this::get),
        new Route("PUT", PATH + "/{id}", "llamaparse.webhook-configs.update", this::update),
        new Route("DELETE", PATH + "/{id}", "llamaparse.webhook-configs.delete", this::delete));
  }

  private Served create(Call call) {
    var hook = hook(call);
    var id = "whc-" + call.dice("llamaparse.webhook-config").uuid();
    var now = office.world().timeline().now();
    var saved = new Saved(id, Project.of(call), hook, now, now);
    if (office.savedHooks().put(saved) == SavedHooks.Kept.NO_ROOM) {
      throw Denial.of(400, "At most " + SavedHooks.LIMIT + " webhook configurations are kept");
    }
    return Served.free(Reply.json(201, Json.text(json(saved))));
  }

  private static Hook hook(Call call) {
    var inspection = Inspection.of(Office.json(call), "body");
    var hook = HookReader.read(inspection);
    inspection.conclude();
    return hook.orElseThrow();
  }

  private Served list(Call call) {
    var listing = Listing.asked(call.request().query());
    var all = office.savedHooks().all(Project.of(call));
    var body = listing.of(all, WebhookConfigsApi::json);
    return Served.free(Reply.json(200, Json.text(body)));
  }

  private Served get(Call call) {
    return Served.free(Reply.json(200, Json.text(json(find(call)))));
  }

  private Served update(Call call) {
    var updated = find(call).with(hook(call), office.world().timeline().now());
    office.savedHooks().put(updated);
    return Served.free(Reply.json(200, Json.text(json(updated))));
  }

  private Served delete(Call call) {
    office.savedHooks().remove(find(call).id());
    return Served.free(Reply.empty());
  }

  private Saved find(Call call) {
    return office
        .savedHooks()
        .find(call.path().getOrDefault("id", ""), Project.of(call))
        .orElseThrow(() -> Denial.of(404, "Webhook configuration not found"));
  }

  private static ObjectNode json(Saved saved) {
    var hook = saved.hook();
    var node = Json.object();
    node.put("id", saved.id());
    node.put("project_id", saved.project().id());
    node.put("webhook_url", hook.to().toString());
    hook.events()
        .ifPresentOrElse(
            events -> events.forEach(node.putArray("webhook_events")::add),
            () -> node.putNull("webhook_events"));
    var headers = node.putObject("webhook_headers");
    hook.headers().all().forEach(field -> headers.put(field.name(), field.value()));
    node.put("webhook_output_format", saved.format());
    node.put("has_secret", hook.secret().isPresent());
    node.put("created_at", saved.created().toString());
    return node.put("updated_at", saved.updated().toString());
  }
}
