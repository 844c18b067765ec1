package lectern.simulator.llamaparse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lectern.simulator.http.Refusal;
import lectern.simulator.http.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// Reads a JSON object field by field and notes, in Pydantic's words, all that is wrong with it, so
/// that one 422 tells everything. `null` is the same as absent, as it is for Pydantic's optional
/// fields; fields nobody asks for are ignored.
final class Inspection {
  private final JsonNode object;
  private final List<String> where;
  private final ArrayNode problems;

  private Inspection(JsonNode object, List<String> where, ArrayNode problems) {
    this.object = object;
    this.where = where;
    this.problems = problems;
  }

  /// @param where how a problem's `loc` begins, such as `body`
  static Inspection of(JsonNode object, String... where) {
    return new Inspection(object, List.of(where), Json.array());
  }

  /// The object there, or an empty one.
  Inspection in(String name) {
    var child = object.path(name);
    if (isPresent(child) && !child.isObject()) {
      wrong(name, "model_attributes_type", "Input should be a valid dictionary or object");
    }
    return new Inspection(child.isObject() ? child : Json.object(), inside(name), problems);
  }

  /// The objects of the list there, or none.
  List<Inspection> each(String name) {
    var list = object.path(name);
    if (isPresent(list) && !list.isArray()) {
      wrong(name, "list_type", "Input should be a valid list");
      return List.of();
    }
    var objects = new ArrayList<Inspection>();
    for (var i = 0; i < list.size(); i++) {
      var place = Stream.concat(inside(name).stream(), Stream.of(Integer.toString(i))).toList();
      objects.add(new Inspection(list.get(i), place, problems));
    }
    return objects;
  }

  /// The texts of the list there; empty if there is no list.
  Optional<List<String>> texts(String name, Collection<String> allowed) {
    var list = object.path(name);
    if (!isPresent(list)) {
      return Optional.empty();
    }
    var texts = list.values().stream().map(text -> text.asString("")).toList();
    if (!list.isArray() || !allowed.containsAll(texts)) {
      wrong(name, "enum", "Input should be a list of " + either(allowed));
    }
    return Optional.of(texts);
  }

  Optional<String> text(String name) {
    var value = object.path(name);
    if (isPresent(value) && !value.isString()) {
      wrong(name, "string_type", "Input should be a valid string");
      return Optional.empty();
    }
    return isPresent(value) ? Optional.of(value.asString()) : Optional.empty();
  }

  /// One of these texts; something else is noted, nothing is not.
  Optional<String> oneOf(String name, Collection<String> allowed) {
    var value = object.path(name);
    if (isPresent(value) && !(value.isString() && allowed.contains(value.asString()))) {
      wrong(name, "enum", "Input should be " + either(allowed));
      return Optional.empty();
    }
    return isPresent(value) ? Optional.of(value.asString()) : Optional.empty();
  }

  boolean flag(String name) {
    var value = object.path(name);
    if (isPresent(value) && !value.isBoolean()) {
      wrong(name, "bool_type", "Input should be a valid boolean");
    }
    return value.asBoolean(false);
  }

  /// A whole number in that range.
  Optional<Integer> integer(String name, int least, int most) {
    var value = object.path(name);
    if (!isPresent(value)) {
      return Optional.empty();
    }
    if (!value.isInt()) {
      wrong(name, "int_type", "Input should be a valid integer");
      return Optional.empty();
    }
    return inRange(name, value.asInt(), least, most)
        ? Optional.of(value.asInt())
        : Optional.empty();
  }

  /// A number from 0 to 1.
  Optional<Double> ratio(String name) {
    var value = object.path(name);
    if (!isPresent(value)) {
      return Optional.empty();
    }
    if (!value.isNumber()) {
      wrong(name, "float_type", "Input should be a valid number");
      return Optional.empty();
    }
    return inRange(name, value.asDouble(), 0, 1) ? Optional.of(value.asDouble()) : Optional.empty();
  }

  private boolean inRange(String name, double value, int least, int most) {
    if (value < least) {
      wrong(name, "greater_than_equal", "Input should be greater than or equal to " + least);
    } else if (value > most) {
      wrong(name, "less_than_equal", "Input should be less than or equal to " + most);
    }
    return least <= value && value <= most;
  }

  boolean has(String name) {
    return isPresent(object.path(name));
  }

  /// All of it.
  JsonNode object() {
    return object;
  }

  /// The value as it was sent.
  JsonNode raw(String name) {
    return object.path(name);
  }

  /// Notes that a field is not as it should be.
  Inspection wrong(String name, String type, String message) {
    return note(inside(name), object.path(name), type, message);
  }

  /// Notes that the whole object is not as it should be.
  Inspection wrongAltogether(String message) {
    return note(where, object, "value_error", "Value error, " + message);
  }

  /// Notes that a field must be there.
  Inspection lacking(String name) {
    return note(inside(name), object, "missing", "Field required");
  }

  private Inspection note(List<String> place, JsonNode input, String type, String message) {
    var problem = Json.object().put("type", type);
    var loc = problem.putArray("loc");
    for (var step : place) {
      if (step.chars().allMatch(Character::isDigit)) {
        loc.add(Integer.parseInt(step));
      } else {
        loc.add(step);
      }
    }
    problem.put("msg", message);
    problem.set("input", input.isMissingNode() ? Json.object().nullNode() : input);
    problems.add(problem);
    return this;
  }

  /// Goes on only if all was well.
  ///
  /// @throws Refusal with the 422 that tells what was not
  void conclude() {
    if (!problems.isEmpty()) {
      throw new Refusal(reply());
    }
  }

  /// The 422 that tells all that was noted.
  Reply.Whole reply() {
    return Reply.json(422, Json.text(Json.object().set("detail", problems)));
  }

  private List<String> inside(String name) {
    return Stream.concat(where.stream(), Stream.of(name)).toList();
  }

  private static boolean isPresent(JsonNode node) {
    return !node.isMissingNode() && !node.isNull();
  }

  private static String either(Collection<String> allowed) {
    var quoted = allowed.stream().map(value -> "'" + value + "'").toList();
    return quoted.size() == 1
        ? quoted.getFirst()
        : String.join(", ", quoted.subList(0, quoted.size() - 1)) + " or " + quoted.getLast();
  }
}
