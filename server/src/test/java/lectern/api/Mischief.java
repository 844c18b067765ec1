package lectern.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/// What nobody should send: values of the wrong type, of absurd size, or meant to be run.
final class Mischief {
  /// More levels than any parser of ours goes down.
  private static final int LEVELS = 10_000;

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "null",
          "'; drop table document; --",
          "\" or 1=1",
          "%' or name like '%",
          "../../../etc/passwd",
          "<script>alert(1)</script>",
          "${jndi:ldap://localhost/x}",
          "{{7*7}}",
          "a\u0000b",
          "\u202Eevil\u0007",
          "\uD83D\uDE00 ünïcödé ﷺ",
          "-1",
          "1e400",
          "٣",
          "00000000-0000-0000-0000-000000000000",
          "x".repeat(10_000));

  /// JSON that stands in place of a whole value. Backslashes are JSON's own.
  private static final List<String> JSON =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "1.5",
          "1e400",
          "99999999999999999999999999",
          "2147483648",
          "\"\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "[]",
          "{}",
          "[null]",
          "[[[[]]]]",
          "{\"a\":1,\"a\":2}",
          "\"" + "y".repeat(20_000) + "\"",
          "NaN");

  private final Random random;

  Mischief(Random random) {
    this.random = random;
  }

  <T> T oneOf(List<T> things) {
    return things.get(random.nextInt(things.size()));
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  String text() {
    return oneOf(TEXTS);
  }

  String json() {
    return oneOf(JSON);
  }

  /// A body that is not what any schema has.
  byte[] body(String valid) {
    return switch (random.nextInt(9)) {
      case 0 -> new byte[0];
      case 1 -> valid.substring(0, valid.length() / 2).getBytes(StandardCharsets.UTF_8);
      case 2 -> (valid + valid).getBytes(StandardCharsets.UTF_8);
      case 3 -> "[".repeat(LEVELS).getBytes(StandardCharsets.UTF_8);
      case 4 -> "{\"question\":".repeat(LEVELS).getBytes(StandardCharsets.UTF_8);
      case 5 ->
          valid.replaceFirst("\\{", "{\"name\":1,\"name\":2,").getBytes(StandardCharsets.UTF_8);
      case 6 -> new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'};
      case 7 -> valid.getBytes(StandardCharsets.UTF_16);
      default -> json().getBytes(StandardCharsets.UTF_8);
    };
  }

  /// A value that a schema allows, at the edges of what it allows where it has edges.
  ///
  /// @param ids of things that exist
  String valid(JsonNode schema, List<String> ids) {
    if (schema.has("oneOf")) {
      return valid(resolved(oneOf(schema.path("oneOf").valueStream().toList())), ids);
    }
    if (schema.has("enum")) {
      return oneOf(schema.path("enum").valueStream().toList()).toString();
    }
    var type = schema.path("type").isArray() ? schema.path("type").path(0) : schema.path("type");
    return switch (type.asString("string")) {
      case "integer" -> String.valueOf(number(schema));
      case "number" -> String.valueOf(random.nextDouble());
      case "boolean" -> String.valueOf(random.nextBoolean());
      case "null" -> "null";
      case "array" -> array(schema, ids);
      case "object" -> object(schema, ids);
      default -> "\"" + word(schema, ids) + "\"";
    };
  }

  private int number(JsonNode schema) {
    int least = schema.path("minimum").asInt(0);
    int most = schema.path("maximum").asInt(1_000_000);
    return oneOf(List.of(least, most, least + random.nextInt(most - least + 1)));
  }

  private String array(JsonNode schema, List<String> ids) {
    var items = resolved(schema.path("items"));
    var values = new java.util.ArrayList<String>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      values.add(valid(items, ids));
    }
    return values.toString();
  }

  private String object(JsonNode schema, List<String> ids) {
    var required = schema.path("required").toString();
    var fields = new java.util.ArrayList<String>();
    schema
        .path("properties")
        .propertyStream()
        .filter(field -> required.contains("\"" + field.getKey() + "\"") || chance(0.5))
        .forEach(field ->
            fields.add("\"" + field.getKey() + "\":" + valid(resolved(field.getValue()), ids)));
    return "{" + String.join(",", fields) + "}";
  }

  private String word(JsonNode schema, List<String> ids) {
    if (schema.path("format").asString("").equals("uuid")) {
      return oneOf(ids);
    }
    if (schema.path("format").asString("").equals("date-time")) {
      return oneOf(List.of("2099-01-01T00:00:00Z", "2099-12-31T23:59:60Z", "2000-01-01T00:00:00Z"));
    }
    int most = Math.min(8_000, schema.path("maxLength").asInt(40));
    int length = oneOf(List.of(schema.path("minLength").asInt(1), most, 1 + random.nextInt(most)));
    return "pump oil ".repeat(length / 9 + 1).substring(0, length);
  }

  static JsonNode resolved(JsonNode node) {
    return Contract.ONLY.resolved(node);
  }
}
