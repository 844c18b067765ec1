package lectern.simulator.control;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import lectern.simulator.bill.Bill;
import lectern.simulator.bill.Duplicate;
import lectern.simulator.bill.LineFormat;
import lectern.simulator.bill.Sum;
import lectern.simulator.http.Refusal;
import lectern.simulator.http.Request;
import lectern.simulator.route.Call;
import lectern.simulator.route.Route;
import lectern.simulator.route.Served;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Shows the bill.
final class BillDesk {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Bill bill;

  BillDesk(Bill bill) {
    this.bill = bill;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET", "/__sim/bill", "control.bill", this::entries),
        new Route("GET", "/__sim/bill/sums", "control.bill.sums", this::sums),
        new Route("GET", "/__sim/bill/duplicates", "control.bill.duplicates", this::duplicates));
  }

  private Served entries(Call call) {
    var paging = paging(call.request());
    var page = bill.page(paging.after(), paging.limit());
    var entries = NODES.arrayNode();
    page.entries().forEach(posted -> entries.add(json(posted)));
    var json = NODES.objectNode();
    json.set("entries", entries);
    json.put("next", page.next().orElse(null));
    return Control.json(json);
  }

  private Paging paging(Request request) {
    mustBeKept();
    return Paging.of(request.query());
  }

  private void mustBeKept() throws Refusal {
    if (!bill.isKept()) {
      throw Problem.conflict("no bill is kept; start the simulator without --bill off");
    }
  }

  private static JsonNode json(Bill.Posted posted) {
    var json = LineFormat.json(posted.entry());
    json.remove("line");
    var outcome = posted.outcome().map(known -> known.name().toLowerCase(Locale.ROOT));
    return json.put("outcome", outcome.orElse(null));
  }

  private Served sums(Call call) {
    mustBeKept();
    Control.takesNoParameters(call.request());
    var sums = bill.sums();
    var json = NODES.objectNode();
    json.set("total", json(sums.total()));
    json.set("by_model", json(sums.byModel()));
    json.set("by_key", json(sums.byKey()));
    json.set("by_endpoint", json(sums.byEndpoint()));
    return Control.json(json);
  }

  private static ObjectNode json(SortedMap<String, Sum> sums) {
    var json = NODES.objectNode();
    sums.forEach((name, sum) -> json.set(name, json(sum)));
    return json;
  }

  private static ObjectNode json(Sum sum) {
    var json = NODES.objectNode().put("count", sum.count());
    for (Map.Entry<String, Long> count : sum.counts().entrySet()) {
      json.put(count.getKey(), count.getValue());
    }
    return json.put("pico_usd", sum.picoUsd());
  }

  private Served duplicates(Call call) {
    var paging = paging(call.request());
    var all = bill.duplicates();
    var from = Math.min(paging.after(), all.size());
    var to = Math.min(from + paging.limit(), all.size());
    var duplicates = NODES.arrayNode();
    all.subList((int) from, (int) to).forEach(duplicate -> duplicates.add(json(duplicate)));
    var json = NODES.objectNode();
    json.set("duplicates", duplicates);
    json.put("next", to < all.size() ? (Long) to : null);
    return Control.json(json);
  }

  private static ObjectNode json(Duplicate duplicate) {
    var ids = NODES.arrayNode();
    duplicate.ids().forEach(ids::add);
    var json =
        NODES
            .objectNode()
            .put("fingerprint", duplicate.payment().fingerprint())
            .put("key", duplicate.payment().key())
            .put("endpoint", duplicate.endpoint())
            .put("times", duplicate.times())
            .put("pico_usd_too_much", duplicate.picoUsdTooMuch());
    json.set("ids", ids);
    return json;
  }
}
