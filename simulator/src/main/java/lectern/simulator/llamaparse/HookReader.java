package lectern.simulator.llamaparse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import lectern.simulator.http.Fields;
import lectern.simulator.llamaparse.Order.Format;
import lectern.simulator.llamaparse.Order.Hook;
import lectern.simulator.webhook.Loopback;

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

  // what is kept of each, with every job that has it; the vendor's limits are not published
  private static final int MOST_HEADERS = 20;
  private static final int SECRET_LIMIT_CHARS = 1_000;

  // RFC 9110, section 5.1: a token; section 5.5: visible characters, spaces and tabs
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
  private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e\\t]{0,1000}");

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
    var headers = headers(hook.in("webhook_headers"));
    var secret = hook.text("webhook_signing_secret");
    if (secret.filter(text -> text.length() > SECRET_LIMIT_CHARS).isPresent()) {
      hook.wrong(
          "webhook_signing_secret",
          "string_too_long",
          "String should have at most " + SECRET_LIMIT_CHARS + " characters");
    }
    return to.map(address ->
        new Hook(
            address,
            events,
            headers,
            format.filter("json"::equals).map(_ -> Format.JSON).orElse(Format.STRING),
            secret));
  }

  private static Fields headers(Inspection headers) {
    var fields = new ArrayList<Fields.Field>();
    for (var name : headers.object().propertyNames()) {
      var value = headers.text(name).orElse("");
      if (!HEADER_NAME.matcher(name).matches() || !HEADER_VALUE.matcher(value).matches()) {
        headers.wrong(name, "value_error", "Value error, this cannot be sent as a header");
      }
      fields.add(new Fields.Field(name, value));
    }
    if (fields.size() > MOST_HEADERS) {
      headers.wrongAltogether("at most " + MOST_HEADERS + " headers can be sent");
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
