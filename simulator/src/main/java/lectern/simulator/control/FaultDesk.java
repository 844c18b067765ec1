package lectern.simulator.control;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Set;
import lectern.simulator.fault.Fault;
import lectern.simulator.fault.Faults;
import lectern.simulator.fault.Match;
import lectern.simulator.fault.PlanReader;
import lectern.simulator.fault.WrongPlan;
import lectern.simulator.http.Body;
import lectern.simulator.http.Refusal;
import lectern.simulator.http.Reply;
import lectern.simulator.http.Request;
import lectern.simulator.route.Call;
import lectern.simulator.route.Route;
import lectern.simulator.route.Served;
import lectern.simulator.time.Timeline;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// Shows the rules in force, and puts others in their place.
final class FaultDesk {
  /// Writes a rule as it was understood: with each kind of fault by the name of its record.
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .addMixIn(Fault.class, Kind.class)
          .addMixIn(Fault.Fate.class, Kind.class)
          .addMixIn(Fault.Mishap.class, Kind.class)
          .addMixIn(Match.Calls.class, Kind.class)
          .build();

  private final Faults faults;
  private final Timeline timeline;
  private final Set<String> errorNames;

  FaultDesk(Faults faults, Timeline timeline, Set<String> errorNames) {
    this.faults = faults;
    this.timeline = timeline;
    this.errorNames = Set.copyOf(errorNames);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
  private interface Kind {}

  List<Route> routes() {
    return List.of(
        new Route("GET", Control.FAULTS, "control.faults", this::show),
        new Route("POST", Control.FAULTS, "control.faults.replace", this::replace),
        new Route("DELETE", Control.FAULTS, "control.faults.clear", this::clear));
  }

  private Served show(Call call) {
    Control.takesNoParameters(call.request());
    return shown();
  }

  private Served shown() {
    var rules = JsonNodeFactory.instance.arrayNode();
    faults.rules().forEach(rule -> rules.add(JSON.<JsonNode>valueToTree(rule)));
    var json = JsonNodeFactory.instance.objectNode();
    json.set("rules", rules);
    return Control.json(json);
  }

  private Served replace(Call call) {
    var request = call.request();
    Control.takesNoParameters(request);
    try {
      var rules = PlanReader.readFaults(text(request), "the plan sent", errorNames);
      faults.replace(rules, timeline.now());
      return shown();
    } catch (WrongPlan e) {
      throw Problem.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private static String text(Request request) throws Refusal {
    return switch (request.body()) {
      case Body.Yaml(var text) -> text;
      case Body.Json(var json) -> JSON.writeValueAsString(json);
      case Body.None _, Body.Form _, Body.Unreadable _ ->
          throw Problem.badRequest(Control.HOW_TO_SEND);
    };
  }

  private Served clear(Call call) {
    Control.takesNoParameters(call.request());
    faults.replace(List.of(), timeline.now());
    return Served.free(Reply.empty());
  }
}
