package lectern.api;

import java.util.List;
import java.util.Map;
import lectern.http.Call;
import lectern.http.Permission;
import lectern.http.Problem;
import lectern.http.Reply;
import lectern.http.Route;

/// Routes for what was asked of providers, and how they are.
final class CallRoutes {
  /// Calls when nobody says how many, and the most.
  private static final int PRESET_LIMIT = 50;

  private static final int MOST_CALLS = 200;

  private final Seen seen;

  CallRoutes(Api.Parts parts) {
    this.seen = parts.seen();
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/calls", Permission.READER, this::list).taking("limit"),
        Route.get("/api/v1/calls/{id}", Permission.READER, this::call),
        Route.get("/api/v1/providers", Permission.ADMIN, _ -> providers()));
  }

  private Reply list(Call call) {
    int limit = call.number("limit", PRESET_LIMIT, 1, MOST_CALLS);
    var latest = seen.calls().latest(call.caller().workspace(), limit);
    return Reply.ok(Map.of("calls", latest.stream().map(CallShape::of).toList()));
  }

  private Reply call(Call call) {
    return seen.calls()
        .find(call.caller().workspace(), call.id("id", "call"))
        .map(CallShape::of)
        .map(Reply::ok)
        .orElseThrow(() -> Problem.notFound("call"));
  }

  private Reply providers() {
    var lanes = seen.gate().lanes();
    var shapes =
        seen.roster().providers().stream()
            .map(it -> ProviderShape.of(it, seen.rates().of(it.name()), lanes))
            .toList();
    return Reply.ok(Map.of("providers", shapes));
  }
}
