package lectern.simulator.openai;

import java.util.List;
import java.util.Optional;
import lectern.simulator.bill.Charge;
import lectern.simulator.http.Reply;
import lectern.simulator.route.Call;
import lectern.simulator.route.Route;
import lectern.simulator.route.Served;
import lectern.simulator.route.World;

/// Chat completions.
final class Chat {
  Chat(World world) {}

  List<Route> routes() {
    return List.of(new Route("POST", "/v1/chat/completions", "openai.chat", this::create));
  }

  private Served create(Call call) {
    var charge = new Charge("gpt-4o-mini-2024-07-18", new Charge.Tokens(1, 0, 0, 1, 0), 1);
    return new Served(Reply.json(200, "{}"), Optional.of(charge), 1);
  }
}
