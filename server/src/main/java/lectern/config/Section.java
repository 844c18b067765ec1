package lectern.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// A part of `lectern.yaml` whose names are its user's own, such as a provider. Values are taken
/// out one by one; what nobody took is no setting. For one thread.
final class Section {
  private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,11}");

  private static final Node NOTHING = new ScalarNode(Tag.NULL, "", ScalarStyle.PLAIN);

  private final String file;
  private final String path;
  private final String place;
  private final Map<String, Node> left = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new HashMap<>();
  private final List<String> problems;

  /// @param path its name with those above it, joined by dots
  /// @param problems to which everything that is wrong is added
  private Section(String file, String path, Node node, List<String> problems) {
    this.file = file;
    this.path = path;
    this.place = node.getStartMark().isPresent() ? file + ":" + line(node) : file;
    this.problems = problems;
    if (node instanceof MappingNode mapping) {
      for (var entry : mapping.getValue()) {
        var name = entry.getKeyNode() instanceof ScalarNode key ? key.getValue() : "?";
        lines.put(name, line(entry.getKeyNode()));
        if (left.put(name, entry.getValueNode()) != null) {
          wrong(name, "stands twice");
        }
      }
    } else if (!isNothing(node)) {
      wrong("", "must have settings below it, such as `name: value`");
    }
  }

  static Section of(String file, String path, Node node, List<String> problems) {
    return new Section(file, path, node, problems);
  }

  /// One that says nothing.
  static Section empty(String path, List<String> problems) {
    return new Section("environment", path, NOTHING, problems);
  }

  private static boolean isNothing(Node node) {
    return node instanceof ScalarNode scalar && scalar.getValue().isBlank();
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  String path() {
    return path;
  }

  /// Adds what is wrong with a setting.
  ///
  /// @param name empty for the section itself
  void wrong(String name, String what) {
    var full = name.isEmpty() ? path : path + "." + name;
    var line = lines.get(name);
    problems.add("%s: %s %s".formatted(line == null ? place : file + ":" + line, full, what));
  }

  /// All sections in it, by their names.
  Map<String, Section> sections() {
    var sections = new LinkedHashMap<String, Section>();
    List.copyOf(left.keySet())
        .forEach(name -> section(name).ifPresent(it -> sections.put(name, it)));
    return sections;
  }

  Optional<Section> section(String name) {
    return Optional.ofNullable(left.remove(name))
        .map(node -> new Section(file, path + "." + name, node, problems));
  }

  Optional<String> text(String name) {
    return value(name, "some text", text -> text.isBlank() ? Optional.empty() : Optional.of(text));
  }

  OptionalLong count(String name) {
    return value(
            name,
            "a whole number of at least 1",
            text ->
                COUNT.matcher(text).matches() ? Optional.of(Long.valueOf(text)) : Optional.empty())
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  Optional<Duration> duration(String name) {
    return value(name, "a duration such as 500ms, 30s or 2m", Spans::read);
  }

  Optional<Boolean> flag(String name) {
    return value(
        name,
        "true or false",
        text ->
            switch (text) {
              case "true", "on", "yes" -> Optional.of(true);
              case "false", "off", "no" -> Optional.of(false);
              default -> Optional.empty();
            });
  }

  /// One of some words.
  <T> Optional<T> word(String name, List<T> all, Function<T, String> wordOf) {
    return value(
        name,
        "one of " + String.join(", ", all.stream().map(wordOf).toList()),
        text -> all.stream().filter(it -> wordOf.apply(it).equals(text)).findFirst());
  }

  private <T> Optional<T> value(String name, String meaning, Function<String, Optional<T>> read) {
    var node = left.get(name);
    if (node == null) {
      return Optional.empty();
    }
    var value =
        node instanceof ScalarNode scalar ? read.apply(scalar.getValue()) : Optional.<T>empty();
    if (value.isEmpty()) {
      wrong(name, "must be " + meaning);
    }
    left.remove(name);
    return value;
  }

  /// A list of texts; one alone may stand without the list.
  Optional<List<String>> texts(String name) {
    return nodes(name)
        .map(nodes -> {
          var texts = new ArrayList<String>();
          for (var node : nodes) {
            if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
              texts.add(scalar.getValue());
            } else {
              wrong(name, "must be a list of texts");
            }
          }
          return texts;
        });
  }

  /// A list whose items are a text, or a section of their own.
  ///
  /// @param fromText makes what a text stands for
  <T> List<T> items(
      String name, Function<String, T> fromText, Function<Section, Optional<T>> fromSection) {
    var items = new ArrayList<T>();
    for (var node : nodes(name).orElse(List.of())) {
      if (node instanceof ScalarNode scalar) {
        items.add(fromText.apply(scalar.getValue()));
      } else {
        fromSection
            .apply(new Section(file, path + "." + name, node, problems))
            .ifPresent(items::add);
      }
    }
    return items;
  }

  private Optional<List<Node>> nodes(String name) {
    return Optional.ofNullable(left.remove(name))
        .map(node -> node instanceof SequenceNode list ? list.getValue() : List.of(node));
  }

  /// A table of texts.
  Map<String, String> table(String name) {
    var table = new LinkedHashMap<String, String>();
    section(name)
        .ifPresent(section ->
            List.copyOf(section.left.keySet())
                .forEach(key -> section.text(key).ifPresent(value -> table.put(key, value))));
    return table;
  }

  /// Whether something of that name is still there.
  boolean has(String name) {
    return left.containsKey(name);
  }

  /// Says of everything that was not taken that there is no such setting.
  void finish() {
    left.keySet().forEach(name -> wrong(name, "is no setting; docs/configuration.md lists them"));
  }
}
