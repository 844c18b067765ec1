package lectern.simulator.control;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import lectern.simulator.http.Body;
import lectern.simulator.http.Refusal;
import lectern.simulator.http.Request;
import lectern.simulator.route.Call;
import lectern.simulator.route.Route;
import lectern.simulator.route.Served;
import lectern.simulator.time.RealTimeline;
import lectern.simulator.time.Timeline;
import lectern.simulator.time.VirtualTimeline;
import tools.jackson.databind.node.JsonNodeFactory;

/// Tells the time, and lets it pass.
final class ClockDesk {
  /// More than any test waits for: the longest wait of a vendor is 30 days.
  private static final Duration MAX_ADVANCE = Duration.ofDays(366);

  private static final String ADVANCE = "advance";

  private final Timeline timeline;

  ClockDesk(Timeline timeline) {
    this.timeline = timeline;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET", "/__sim/clock", "control.clock", this::tell),
        new Route("POST", "/__sim/clock", "control.clock.advance", this::advance));
  }

  private Served tell(Call call) {
    Control.takesNoParameters(call.request());
    return told();
  }

  private Served told() {
    return Control.json(
        JsonNodeFactory.instance
            .objectNode()
            .put("now", timeline.now().toString())
            .put("virtual", !timeline.goesByItself()));
  }

  private Served advance(Call call) {
    switch (timeline) {
      case VirtualTimeline virtual -> virtual.advance(duration(call.request()));
      case RealTimeline _ ->
          throw Problem.conflict(
              "real time goes by itself; start the simulator with --clock 2026-01-01T00:00:00Z");
    }
    return told();
  }

  private static Duration duration(Request request) throws Refusal {
    if (!(request.body() instanceof Body.Json(var json)) || !json.isObject()) {
      throw Problem.badRequest("send {\"advance\": \"PT24H\"} as JSON");
    }
    for (var name : json.propertyNames()) {
      if (!name.equals(ADVANCE)) {
        throw Problem.badRequest("there is no field '%s', only 'advance'".formatted(name));
      }
    }
    var duration = duration(json.path(ADVANCE).asString(""));
    if (duration.isNegative() || duration.compareTo(MAX_ADVANCE) > 0) {
      throw Problem.badRequest(
          "'advance' goes from PT0S to %s; ask several times for more".formatted(MAX_ADVANCE));
    }
    return duration;
  }

  private static Duration duration(String text) throws Refusal {
    try {
      return Duration.parse(text);
    } catch (DateTimeException e) {
      throw Problem.badRequest("'advance' is a duration of ISO 8601 such as PT24H or PT1.5S");
    }
  }
}
