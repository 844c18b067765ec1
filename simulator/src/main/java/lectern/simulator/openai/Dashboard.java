package lectern.simulator.openai;

import java.util.List;
import java.util.Optional;
import lectern.simulator.http.Body;
import lectern.simulator.http.Refusal;
import lectern.simulator.http.Reply;
import lectern.simulator.route.Call;
import lectern.simulator.route.Route;
import lectern.simulator.route.Served;
import lectern.simulator.webhook.Loopback;
import tools.jackson.databind.node.JsonNodeFactory;

/// What one does with the mouse at OpenAI's: there is no API to say where webhooks go. Here it is
/// `POST /__sim/openai/webhook` with a `url` on this machine and a `secret`, and `DELETE` to end
/// it. It asks for a key like the API, so no page in a browser can do it behind somebody's back.
final class Dashboard {
  static final String WEBHOOK = "/__sim/openai/webhook";

  private final News news;

  Dashboard(News news) {
    this.news = news;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET", WEBHOOK, "control.openai.webhook", _ -> shown()),
        new Route("POST", WEBHOOK, "control.openai.webhook", this::set),
        new Route("DELETE", WEBHOOK, "control.openai.webhook", _ -> unset()));
  }

  private Served set(Call call) {
    if (!(call.request().body() instanceof Body.Json(var tree))) {
      throw OpenAiError.missing("url").refusal();
    }
    var sent = new Parameters(tree, "");
    var url =
        Loopback.address(sent.requiredText("url"))
            .orElseThrow(() ->
                OpenAiError.wrong("url", "webhooks are sent to addresses of this machine only.")
                    .refusal());
    try {
      news.tellTo(Optional.of(new Receiver(url, sent.requiredText("secret"))));
    } catch (IllegalArgumentException e) {
      throw wrongSecret();
    }
    return shown();
  }

  private static Refusal wrongSecret() {
    return OpenAiError.wrong("secret", "it must be 'whsec_' and base64, or any other text.")
        .refusal();
  }

  private Served unset() {
    news.tellTo(Optional.empty());
    return shown();
  }

  private Served shown() {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("url", news.receiver().map(to -> to.url().toString()).orElse(null));
    return Served.free(Reply.json(200, json.toString()));
  }
}
