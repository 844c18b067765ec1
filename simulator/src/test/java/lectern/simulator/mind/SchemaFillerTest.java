package lectern.simulator.mind;

import static lectern.simulator.mind.Asking.json;
import static lectern.simulator.mind.Asking.result;
import static lectern.simulator.mind.Asking.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class SchemaFillerTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static JsonNode filled(String schema) {
    return json(
        Asking.of(user("How long is the warranty?"), result("[1] The warranty is 24 months long."))
            .in(new Form.Schema(json(schema)))
            .text());
  }

  @Test
  void quote_citation_and_answer_come_from_the_passage() {
    var answer =
        filled(
            """
            {"type": "object", "properties": {
               "answer": {"type": "string"}, "found": {"type": "boolean"},
               "quotes": {"type": "array", "items": {"type": "object", "properties": {
                  "quote": {"type": "string"}, "citation": {"type": "string"}},
                  "required": ["quote", "citation"], "additionalProperties": false}},
               "months": {"type": "integer"}},
             "required": ["answer", "found", "quotes", "months"], "additionalProperties": false}
            """);

    assertThat(answer.path("answer").asString())
        .contains("\"The warranty is 24 months long.\" [1]");
    assertThat(answer.path("found").booleanValue()).isTrue();
    assertThat(answer.at("/quotes/0/quote").asString())
        .isEqualTo("The warranty is 24 months long.");
    assertThat(answer.at("/quotes/0/citation").asString()).isEqualTo("[1]");
    assertThat(answer.path("months").intValue()).isEqualTo(24);
  }

  @Test
  void a_schema_that_holds_itself_comes_to_an_end() {
    var answer =
        filled(
            """
            {"type": "object", "properties": {"node": {"$ref": "#/$defs/node"}},
             "required": ["node"], "$defs": {"node": {"type": "object", "properties": {
               "text": {"type": "string"},
               "children": {"type": "array", "items": {"$ref": "#/$defs/node"}},
               "next": {"anyOf": [{"$ref": "#/$defs/node"}, {"type": "null"}]}},
               "required": ["text", "children", "next"]}}}
            """);

    assertThat(answer.at("/node/text").asString()).isNotEmpty();
    assertThat(answer.toString()).hasSizeLessThan(200_000);
  }

  @Test
  void all_parts_of_all_of_are_kept_to() {
    var answer =
        filled(
            """
            {"allOf": [{"type": "object", "properties": {"a": {"type": "string"}}, "required": \
            ["a"]},
                       {"properties": {"b": {"const": 7}}, "required": ["b"]}]}
            """);

    assertThat(answer.path("b").intValue()).isEqualTo(7);
    assertThat(answer.has("a")).isTrue();
  }

  @Test
  void any_json_is_an_object_with_the_answer_and_its_quotes() {
    var answer =
        json(
            Asking.of(
                    user("How long is the warranty? JSON please"), result("The warranty is long."))
                .in(new Form.AnyJson())
                .text());

    assertThat(answer.at("/quotes/0/quote").asString()).isEqualTo("The warranty is long.");
  }

  /// Whatever is asked for, in a schema nobody chose.
  @RepeatedTest(value = 300, name = "seed {currentRepetition}")
  void json_keeps_to_its_schema(RepetitionInfo run) {
    var random = new Random(run.getCurrentRepetition());
    var schema = object(random, 0);

    var answer = filled(schema.toString());

    assertThat(valid(answer, schema)).as("%s for %s", answer, schema).isTrue();
  }

  private static ObjectNode any(Random random, int depth) {
    return switch (random.nextInt(depth > 3 ? 6 : 9)) {
      case 0 -> NODES.objectNode().put("type", "string").put("maxLength", random.nextInt(20));
      case 1 -> NODES.objectNode().put("type", "string").put("minLength", random.nextInt(90));
      case 2 -> limits(random, "integer");
      case 3 -> limits(random, "number");
      case 4 -> NODES.objectNode().put("type", "boolean");
      case 5 -> choice(random);
      case 6 -> object(random, depth + 1);
      case 7 -> array(random, depth);
      default -> nullable(random, depth);
    };
  }

  private static ObjectNode limits(Random random, String type) {
    var least = random.nextInt(100) - 50;
    var schema = NODES.objectNode().put("type", type);
    schema.put(random.nextBoolean() ? "minimum" : "exclusiveMinimum", least);
    return schema.put("maximum", least + 1 + random.nextInt(9));
  }

  private static ObjectNode choice(Random random) {
    var schema = NODES.objectNode();
    schema.putArray("enum").add("red").add(random.nextInt()).addNull();
    return schema;
  }

  private static ObjectNode array(Random random, int depth) {
    var schema = NODES.objectNode().put("type", "array");
    schema.set("items", any(random, depth + 1));
    var least = random.nextInt(4);
    return schema.put("minItems", least).put("maxItems", least + random.nextInt(3));
  }

  private static ObjectNode nullable(Random random, int depth) {
    var schema = NODES.objectNode();
    schema.putArray("anyOf").add(any(random, depth + 1)).addObject().put("type", "null");
    return schema;
  }

  private static ObjectNode object(Random random, int depth) {
    var schema = NODES.objectNode().put("type", "object").put("additionalProperties", false);
    var properties = schema.putObject("properties");
    var required = schema.putArray("required");
    for (var i = random.nextInt(4); i >= 0; i--) {
      properties.set("p" + i, any(random, depth + 1));
      if (random.nextBoolean()) {
        required.add("p" + i);
      }
    }
    return schema;
  }

  private static boolean valid(JsonNode value, JsonNode schema) {
    if (schema.has("enum")) {
      return schema.get("enum").valueStream().anyMatch(value::equals);
    }
    if (schema.has("anyOf")) {
      return schema.get("anyOf").valueStream().anyMatch(branch -> valid(value, branch));
    }
    return switch (schema.path("type").asString()) {
      case "null" -> value.isNull();
      case "boolean" -> value.isBoolean();
      case "string" -> value.isString() && lengthFits(value.stringValue(), schema);
      case "integer" -> value.isIntegralNumber() && inside(value.asDouble(), schema);
      case "number" -> value.isNumber() && inside(value.asDouble(), schema);
      case "array" -> value.isArray() && elementsFit(value, schema);
      default -> value.isObject() && propertiesFit(value, schema);
    };
  }

  private static boolean lengthFits(String text, JsonNode schema) {
    return text.length() >= schema.path("minLength").asInt(0)
        && text.length() <= schema.path("maxLength").asInt(Integer.MAX_VALUE);
  }

  private static boolean inside(double number, JsonNode schema) {
    return number >= schema.path("minimum").asDouble(-1e9)
        && number > schema.path("exclusiveMinimum").asDouble(-1e9)
        && number <= schema.path("maximum").asDouble(1e9);
  }

  private static boolean elementsFit(JsonNode array, JsonNode schema) {
    return array.size() >= schema.path("minItems").asInt()
        && array.size() <= schema.path("maxItems").asInt()
        && array.valueStream().allMatch(element -> valid(element, schema.get("items")));
  }

  private static boolean propertiesFit(JsonNode object, JsonNode schema) {
    var properties = schema.get("properties");
    return schema.get("required").valueStream().allMatch(name -> object.has(name.asString()))
        && object
            .propertyStream()
            .allMatch(property ->
                properties.has(property.getKey())
                    && valid(property.getValue(), properties.get(property.getKey())));
  }

  /// None of them can be kept to, or makes any sense; the answer is JSON all the same.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'object','properties':{'a':{'$ref':'#'},'b':{'$ref':'#'}},'required':['a','b']}",
        "{'type':'array','minItems':100,'items':{'$ref':'#'}}",
        "{'type':'array','minItems':2000000000}",
        "{'type':'string','minLength':2000000000}",
        "{'type':'string','maxLength':-1}",
        "{'allOf':[1,{'properties':3},{'required':'a'},{'required':['a']}],'required':5}",
        "{'$ref':'#definitions'}",
        "{'anyOf':[{'$ref':'#'}]}"
      })
  void a_schema_that_cannot_be_kept_to_is_answered_in_little(String schema) {
    var answer = filled(schema.replace('\'', '"'));

    assertThat(answer.toString().length()).isLessThan(500_000);
  }

  @Test
  void a_source_is_the_name_of_the_document_and_a_citation_how_to_cite_it() {
    var schema =
        """
        {"type": "object", "properties": {"source": {"type": "string"},
           "citation": {"type": "string"}, "page": {"type": "integer"}},
         "required": ["source", "citation", "page"]}
        """;

    var answer =
        json(
            Asking.of(
                    user("How long is the warranty?"),
                    result("Source: manual.pdf, page 4\nThe warranty is 24 months long."))
                .in(new Form.Schema(json(schema)))
                .text());

    assertThat(answer.path("source").asString()).isEqualTo("manual.pdf");
    assertThat(answer.path("citation").asString()).isEqualTo("(source: manual.pdf, page 4)");
    assertThat(answer.path("page").intValue()).isEqualTo(4);
  }
}
