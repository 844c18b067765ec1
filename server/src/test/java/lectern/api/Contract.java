package lectern.api;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// openapi.yaml, as tests look at it: its operations, and whether something fits its schemas.
final class Contract {
  private static final String HOME = "https://lectern.invalid/openapi";
  private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

  /// Read once: it does not change while tests run.
  static final Contract ONLY = new Contract();

  final JsonNode root;
  private final SchemaRegistry registry;
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  private Contract() {
    root =
        new ObjectMapper()
            .valueToTree(
                new Load(LoadSettings.builder().build()).loadFromString(text("/openapi.yaml")));
    registry = registry(Map.of(HOME, root.toString()));
  }

  /// A registry that fetches nothing, and in which `format` is a promise.
  static SchemaRegistry registry(Map<String, String> schemas) {
    return SchemaRegistry.withDefaultDialect(
        SpecificationVersion.DRAFT_2020_12,
        builder ->
            builder
                .schemas(schemas)
                .schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
  }

  static String text(String resource) {
    try (var in = Contract.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new AssertionError("there is no " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param path as the contract has it, such as `/api/v1/documents/{id}`
  /// @param pointer where it stands in the contract, a JSON pointer
  record Operation(String method, String path, String pointer, JsonNode node) {
    String name() {
      return node.path("operationId").asString();
    }
  }

  List<Operation> operations() {
    return root.path("paths")
        .propertyStream()
        .flatMap(path ->
            METHODS.stream()
                .filter(method -> path.getValue().has(method))
                .map(method -> read(path.getKey(), method)))
        .toList();
  }

  private Operation read(String path, String method) {
    var pointer = "/paths/" + escaped(path) + "/" + method;
    return new Operation(method.toUpperCase(java.util.Locale.ROOT), path, pointer, at(pointer));
  }

  /// The parameters of an operation, those of its path included.
  List<JsonNode> parameters(Operation operation) {
    return Stream.concat(
            root.path("paths").path(operation.path()).path("parameters").valueStream(),
            operation.node().path("parameters").valueStream())
        .map(this::resolved)
        .toList();
  }

  /// The path of the contract that a request's path fits best: one with fewer braces.
  Optional<String> template(String path) {
    return root.path("paths").propertyNames().stream()
        .filter(template -> path.matches(template.replaceAll("\\{[^}]+}", "[^/]+")))
        .min(Comparator.comparingLong(template -> template.chars().filter(c -> c == '{').count()));
  }

  Optional<Operation> operation(String method, String template) {
    return operations().stream()
        .filter(it -> it.path().equals(template) && it.method().equals(method))
        .findFirst();
  }

  JsonNode at(String pointer) {
    return root.at(pointer);
  }

  /// What a `$ref` leads to, or the node itself.
  JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? resolved(at(node.path("$ref").asString().substring(1))) : node;
  }

  /// The pointer of what stands at a pointer, behind a `$ref` there.
  String behind(String pointer) {
    var node = at(pointer);
    return node.has("$ref") ? behind(node.path("$ref").asString().substring(1)) : pointer;
  }

  static String escaped(String part) {
    return part.replace("~", "~0").replace("/", "~1");
  }

  /// What is wrong with a value, by the schema at a pointer; empty when it fits.
  List<String> errors(String schemaPointer, JsonNode value) {
    var schema =
        schemas.computeIfAbsent(
            schemaPointer,
            pointer -> registry.getSchema(SchemaLocation.of(HOME + "#" + encoded(pointer))));
    return schema.validate(value).stream().map(Object::toString).toList();
  }

  private static String encoded(String pointer) {
    return pointer.replace("{", "%7B").replace("}", "%7D").replace("*", "%2A");
  }
}
