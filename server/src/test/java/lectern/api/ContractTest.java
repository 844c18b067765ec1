package lectern.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lectern.api.Contract.Operation;
import lectern.document.Failure;
import lectern.document.Format;
import lectern.document.JobState;
import lectern.http.Permission;
import lectern.http.ProblemType;
import lectern.http.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// openapi.yaml is what OpenAPI 3.1 allows, and says what the code does.
class ContractTest {
  private static final Contract CONTRACT = Contract.ONLY;

  @TempDir private Path folder;

  @Test
  void openapi_yaml_is_openapi_3_1() {
    var official = Contract.text("/lectern/api/openapi-3.1.schema.json");
    var schema =
        Contract.registry(Map.of()).getSchema(official, com.networknt.schema.InputFormat.JSON);

    assertThat(schema.validate(CONTRACT.root)).isEmpty();
  }

  @Test
  void every_reference_leads_somewhere() {
    assertThat(
            references(CONTRACT.root).filter(ref -> CONTRACT.at(ref.substring(1)).isMissingNode()))
        .isEmpty();
  }

  private static Stream<String> references(JsonNode node) {
    var own =
        node.path("$ref").isString()
            ? Stream.of(node.path("$ref").asString())
            : Stream.<String>of();
    return Stream.concat(own, node.valueStream().flatMap(ContractTest::references));
  }

  @Test
  void every_example_is_what_its_schema_says() {
    var wrong = new TreeSet<String>();
    checkExamples("", CONTRACT.root, wrong);

    assertThat(wrong).isEmpty();
  }

  private static void checkExamples(String pointer, JsonNode node, Set<String> wrong) {
    if (node.has("schema") && node.has("examples")) {
      node.path("examples")
          .propertyStream()
          .map(example -> CONTRACT.resolved(example.getValue()).path("value"))
          .flatMap(value -> CONTRACT.errors(pointer + "/schema", value).stream())
          .forEach(error -> wrong.add(pointer + ": " + error));
    }
    node.propertyStream()
        .forEach(child ->
            checkExamples(
                pointer + "/" + Contract.escaped(child.getKey()), child.getValue(), wrong));
  }

  @Test
  void every_route_is_in_the_contract_with_its_parameters_and_its_permission() throws Exception {
    try (var server = RunningServer.in(folder)) {
      var routes = server.routes().stream().filter(ContractTest::isApi).toList();

      assertThat(routes.stream().map(ContractTest::line))
          .containsExactlyInAnyOrderElementsOf(
              CONTRACT.operations().stream().map(ContractTest::line).toList());
    }
  }

  private static boolean isApi(Route route) {
    return route.path().matches("/(api|problems|metrics).*");
  }

  private static String line(Route route) {
    return line(route.label(), route.parameters(), route.permission());
  }

  private static String line(Operation operation) {
    var query =
        CONTRACT.parameters(operation).stream()
            .filter(parameter -> parameter.path("in").asString().equals("query"))
            .map(parameter -> parameter.path("name").asString())
            .toList();
    var permission = operation.node().path("x-permission").asString().toUpperCase(Locale.ROOT);
    return line(operation.method() + " " + operation.path(), query, Permission.valueOf(permission));
  }

  private static String line(String label, List<String> query, Permission permission) {
    return "%s %s for %s".formatted(label, new TreeSet<>(query), permission);
  }

  @Test
  void every_part_of_a_path_is_described() {
    for (var operation : CONTRACT.operations()) {
      var described =
          CONTRACT.parameters(operation).stream()
              .filter(parameter -> parameter.path("in").asString().equals("path"))
              .map(parameter -> "{" + parameter.path("name").asString() + "}")
              .toList();

      assertThat(described)
          .as(operation.path())
          .allMatch(part -> operation.path().contains(part))
          .hasSize((int) operation.path().chars().filter(c -> c == '{').count());
    }
  }

  @Test
  void what_is_public_asks_nobody_and_nothing_else_is() {
    for (var operation : CONTRACT.operations()) {
      var asksNobody = operation.node().path("security").isArray();

      assertThat(asksNobody)
          .as(operation.name())
          .isEqualTo(operation.node().path("x-permission").asString().equals("public"));
    }
  }

  @Test
  void every_kind_of_problem_is_in_the_contract() {
    assertThat(words("Problem/properties/type"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ProblemType.values()).map(type -> "/problems/" + type.slug()).toList());
    for (var type : ProblemType.values()) {
      if (type != ProblemType.METHOD_NOT_ALLOWED) {
        assertThat(responsesThatName(type)).as(type.slug() + " in a response").isNotEmpty();
      }
    }
  }

  private static List<JsonNode> responsesThatName(ProblemType type) {
    return CONTRACT
        .at("/components/responses")
        .valueStream()
        .map(
            response -> response.at("/content/application~1problem+json/schema/allOf/1/properties"))
        .filter(properties -> properties.at("/status/const").asInt() == type.status())
        .filter(
            properties -> properties.at("/type/enum").toString().contains("/" + type.slug() + "\""))
        .toList();
  }

  @Test
  void states_formats_and_reasons_are_those_of_the_code() {
    assertThat(words("State")).isEqualTo(names(JobState.values(), JobState::word));
    assertThat(words("Format")).isEqualTo(names(Format.values(), Enum::name));
    assertThat(words("Reason")).isEqualTo(names(Failure.Reason.values(), Enum::name));
    assertThat(words("Mender")).isEqualTo(names(Failure.Mender.values(), Enum::name));
  }

  private static List<String> words(String schema) {
    return CONTRACT
        .at("/components/schemas/" + schema + "/enum")
        .valueStream()
        .map(JsonNode::asString)
        .collect(Collectors.toList());
  }

  private static <T> List<String> names(T[] values, java.util.function.Function<T, String> word) {
    return Arrays.stream(values).map(word).toList();
  }

  @Test
  void objects_are_strict() {
    var loose =
        CONTRACT
            .at("/components/schemas")
            .propertyStream()
            .filter(schema -> schema.getValue().path("type").asString("").equals("object"))
            .filter(schema -> !schema.getValue().path("additionalProperties").isBoolean())
            .map(Map.Entry::getKey);

    assertThat(loose).isEmpty();
  }
}
