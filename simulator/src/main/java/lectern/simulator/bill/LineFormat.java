package lectern.simulator.bill;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Lines as JSON, with their keys always in one order.
public final class LineFormat {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String ACCEPTED = "accepted";

  private LineFormat() {}

  static String write(Line line) {
    var json =
        switch (line) {
          case Line.Accepted(var entry) -> json(entry);
          case Line.Noted(var id, var outcome, var at) ->
              begin(outcome.name().toLowerCase(Locale.ROOT), id, at);
        };
    return JSON.writeValueAsString(json);
  }

  private static ObjectNode begin(String kind, String id, Instant at) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("line", kind)
        .put("id", id)
        .put("at", at.toString());
  }

  /// The entry as it stands on its line.
  public static ObjectNode json(Entry entry) {
    var json = begin(ACCEPTED, entry.id(), entry.at());
    var charge = entry.charge();
    json.put("endpoint", entry.endpoint()).put("key", entry.key()).put("model", charge.model());
    charge.measure().counts().forEach(json::put);
    return json.put("pico_usd", charge.picoUsd())
        .put("fingerprint", entry.fingerprint())
        .put("occurrence", entry.occurrence());
  }

  /// @throws IllegalArgumentException with the reason, when this is no line of a bill
  static Line read(String text) {
    try {
      var json = JSON.readTree(text);
      var kind = text(json, "line");
      return kind.equals(ACCEPTED)
          ? new Line.Accepted(entry(json))
          : new Line.Noted(text(json, "id"), outcome(kind), at(json));
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
  }

  private static Bill.Outcome outcome(String kind) {
    for (var outcome : Bill.Outcome.values()) {
      if (outcome.name().toLowerCase(Locale.ROOT).equals(kind)) {
        return outcome;
      }
    }
    throw new IllegalArgumentException("unknown \"line\": \"" + kind + "\"");
  }

  private static Entry entry(JsonNode json) {
    return new Entry(
        text(json, "id"),
        at(json),
        text(json, "endpoint"),
        text(json, "key"),
        new Charge(text(json, "model"), measure(json), number(json, "pico_usd")),
        text(json, "fingerprint"),
        Math.toIntExact(number(json, "occurrence")));
  }

  private static Charge.Measure measure(JsonNode json) {
    return json.has("credits")
        ? new Charge.Credits(number(json, "credits"))
        : new Charge.Tokens(
            number(json, "input_tokens"),
            number(json, "cached_tokens"),
            number(json, "cache_write_tokens"),
            number(json, "output_tokens"),
            number(json, "reasoning_tokens"));
  }

  private static String text(JsonNode json, String field) {
    return json.path(field)
        .asStringOpt()
        .orElseThrow(() -> new IllegalArgumentException("no text \"" + field + "\""));
  }

  private static long number(JsonNode json, String field) {
    var value = json.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException("no whole number \"" + field + "\"");
    }
    return value.asLong();
  }

  private static Instant at(JsonNode json) {
    try {
      return Instant.parse(text(json, "at"));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("\"at\" is no time", e);
    }
  }
}
