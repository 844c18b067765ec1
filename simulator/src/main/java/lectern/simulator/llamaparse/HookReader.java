package lectern.simulator.llamaparse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lectern.simulator.http.Fields;
import lectern.simulator.llamaparse.Order.Format;
import lectern.simulator.llamaparse.Order.Hook;
import lectern.simulator.webhook.Loopback;
import tools.jackson.databind.JsonNode;

/// Reads webhook configurations.
///
/// The real service wants public HTTPS addresses. Here it is the other way round: only addresses of
/// this machine are called, so others are refused instead of silently never called.
final class HookReader {
  static final List<String> EVENTS =
      List.of(
          "parse.pending",
          "parse.running",
          "parse.success",
          "parse.error",
          "parse.partial_success",
          "parse.cancelled");

  /// How many webhook configurations a job may have.
  static final int LIMIT = 10;

  private HookReader() {}

  /// The configuration, or nothing if something is wrong with it, which is noted.
  static Optional<Hook> read(Inspection hook) {
    var url = hook.text("webhook_url");
    if (url.isEmpty()) {
      hook.lacking("webhook_url");
      return Optional.empty();
    }
    var to = url.flatMap(Loopback::address);
    if (to.isEmpty()) {
      hook.wrong(
          "webhook_url",
          "value_error",
          "Value error, the simulator sends webhooks to addresses of this machine only");
    }
    var events = hook.texts("webhook_events", EVENTS);
    var format = hook.oneOf("webhook_output_format", List.of("string", "json"));
    var headers = headers(hook.in("webhook_headers").object());
    var secret = hook.text("webhook_signing_secret");
    return to.map(address ->
        new Hook(
            address,
            events,
            headers,
            format.filter("json"::equals).map(_ -> Format.JSON).orElse(Format.STRING),
            secret));
  }

  private static Fields headers(JsonNode headers) {
    var fields = new ArrayList<Fields.Field>();
    for (Map.Entry<String, JsonNode> header : headers.properties()) {
      fields.add(new Fields.Field(header.getKey(), header.getValue().asString("")));
    }
    return new Fields(fields);
  }

  /// All configurations of the list of that name.
  static List<Hook> readAll(Inspection order, String name) {
    var hooks = order.each(name);
    if (hooks.size() > LIMIT) {
      order.wrong(name, "too_long", "List should have at most " + LIMIT + " items");
    }
    return hooks.stream().map(HookReader::read).flatMap(Optional::stream).toList();
  }
}
