package lectern.simulator.openai;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lectern.simulator.http.Refusal;
import lectern.simulator.mind.Tool;
import lectern.simulator.mind.Tooling;
import lectern.simulator.mind.Tooling.AtOnce;
import lectern.simulator.mind.Tooling.Choice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Reads `tools`, `tool_choice` and `parallel_tool_calls`.
record ToolReader(Dialect dialect, Parameters request) {
  private static final int LONGEST_NAME = 64;

  // reference of chat completions: "a maximum of 128 functions"
  private static final int MOST_TOOLS = 128;

  Tooling read() {
    var given = request.array("tools");
    if (given.isEmpty() || given.get().isEmpty()) {
      refuseWithoutTools("tool_choice");
      refuseWithoutTools("parallel_tool_calls");
      return Tooling.NONE;
    }
    if (given.get().size() > MOST_TOOLS) {
      throw request
          .invalid(
              "tools",
              "Invalid 'tools': array too long. Expected an array with maximum length 128, but got"
                  + " an array with length "
                  + given.get().size()
                  + " instead.")
          .code("array_above_max_length")
          .refusal();
    }
    var atOnce = request.flag("parallel_tool_calls").orElse(true) ? AtOnce.SEVERAL : AtOnce.ONE;
    return chosen(tools(given.get()), atOnce);
  }

  private void refuseWithoutTools(String name) {
    var value = request.value(name);
    if (dialect == Dialect.CHAT && value.isPresent()) {
      throw request
          .invalid(
              name,
              "Invalid value for '%1$s': '%1$s' is only allowed when 'tools' are specified."
                  .formatted(name))
          .refusal();
    }
  }

  private List<Tool> tools(JsonNode given) {
    var tools = new ArrayList<Tool>();
    for (var i = 0; i < given.size(); i++) {
      tools.add(tool(new Parameters(given.get(i), "tools[" + i + "].")));
    }
    return tools;
  }

  private Tool tool(Parameters tool) {
    var type = tool.requiredText("type");
    if (!type.equals("function") && !type.equals("custom")) {
      throw tool.notOneOf("type", type, List.of("function", "custom"));
    }
    var said = dialect == Dialect.CHAT ? inner(tool, type) : tool;
    var name = name(said);
    var description = said.text("description").orElse("");
    return type.equals("custom")
        ? new Tool(Tool.Kind.CUSTOM, name, description, MissingNode.getInstance())
        : new Tool(Tool.Kind.FUNCTION, name, description, parameters(said, name));
  }

  private static Parameters inner(Parameters tool, String type) {
    return tool.object(type).orElseThrow(() -> tool.missing(type));
  }

  /// A name by the rule `[A-Za-z0-9_-]{1,64}` of contract §2.1.
  static String name(Parameters named) {
    var name = named.requiredText("name");
    named.text("name", LONGEST_NAME);
    if (name.isEmpty() || !name.chars().allMatch(ToolReader::mayStandInName)) {
      throw named
          .invalid(
              "name",
              "Invalid '%s': string does not match pattern. Expected a string that matches the"
                      .formatted(named.path() + "name")
                  + " pattern '^[a-zA-Z0-9_-]+$'.")
          .code("invalid_value")
          .refusal();
    }
    return name;
  }

  private static boolean mayStandInName(int c) {
    return c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '-');
  }

  private static JsonNode parameters(Parameters function, String name) {
    var schema = function.object("parameters").map(Parameters::object);
    if (schema.isEmpty()) {
      return MissingNode.getInstance();
    }
    if (function.isTrue("strict")) {
      StrictSchema.fault(schema.get()).ifPresent(fault -> refuseSchema(function, name, fault));
    } else if (!schema.get().path("type").asString("object").equals("object")) {
      refuseSchema(
          function,
          name,
          "schema must be a JSON Schema of 'type: \"object\"', got 'type: \"%s\"'."
              .formatted(schema.get().path("type").asString()));
    }
    return schema.get();
  }

  private static void refuseSchema(Parameters function, String name, String fault) {
    throw function
        .invalid("parameters", "Invalid schema for function '" + name + "': " + fault)
        .code("invalid_function_parameters")
        .refusal();
  }

  private Tooling chosen(List<Tool> tools, AtOnce atOnce) {
    var choice = request.value("tool_choice");
    if (choice.isEmpty()) {
      return new Tooling(tools, new Choice.Freely(), atOnce);
    }
    if (choice.get().isString()) {
      return new Tooling(tools, choice(choice.get().stringValue(), "tool_choice"), atOnce);
    }
    var object =
        request
            .object("tool_choice")
            .orElseThrow(() -> request.wrongType("tool_choice", "an object"));
    return object.requiredText("type").equals("allowed_tools")
        ? allowed(tools, object, atOnce)
        : new Tooling(tools, new Choice.Named(named(tools, object)), atOnce);
  }

  private Choice choice(String mode, String field) {
    return switch (mode) {
      case "none" -> new Choice.Never();
      case "auto" -> new Choice.Freely();
      case "required" -> new Choice.Must();
      default -> throw request.notOneOf(field, mode, List.of("none", "auto", "required"));
    };
  }

  private Tooling allowed(List<Tool> tools, Parameters choice, AtOnce atOnce) {
    var said = dialect == Dialect.CHAT ? inner(choice, "allowed_tools") : choice;
    var names = new HashSet<String>();
    for (var tool : said.required("tools")) {
      names.add(nameOf(tool));
    }
    refuseUnknown(tools, names);
    return new Tooling(
        tools.stream().filter(tool -> names.contains(tool.name())).toList(),
        choice(said.requiredText("mode"), "tool_choice"),
        atOnce);
  }

  private String named(List<Tool> tools, Parameters choice) {
    var name = nameOf(choice.object());
    refuseUnknown(tools, Set.of(name));
    return name;
  }

  private String nameOf(JsonNode tool) {
    var said = dialect == Dialect.CHAT ? tool.path(tool.path("type").asString("")) : tool;
    return said.path("name").asString("");
  }

  private void refuseUnknown(List<Tool> tools, Set<String> names) throws Refusal {
    for (var name : names) {
      if (tools.stream().noneMatch(tool -> tool.name().equals(name))) {
        throw request
            .invalid("tool_choice", "Tool choice '" + name + "' not found in 'tools' parameter.")
            .refusal();
      }
    }
  }
}
