package lectern.simulator.http;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What came with a request, read as far as any endpoint would read it.
public sealed interface Body {
  /// Nothing.
  record None() implements Body {}

  /// Any JSON value.
  record Json(JsonNode tree) implements Body {}

  /// The parts of a `multipart/form-data` body, in order.
  record Form(List<Part> parts) implements Body {
    public Form {
      parts = List.copyOf(parts);
    }

    /// The first part of that name.
    public Optional<Part> part(String name) {
      return parts.stream().filter(part -> part.name().equals(name)).findFirst();
    }

    /// The first text of that name.
    public Optional<String> text(String name) {
      return texts(name).stream().findFirst();
    }

    /// All texts of that name: booleans, numbers and lists come as text, too.
    public List<String> texts(String name) {
      return parts.stream()
          .filter(part -> part.name().equals(name))
          .map(Part::content)
          .filter(Part.Text.class::isInstance)
          .map(content -> ((Part.Text) content).text())
          .toList();
    }
  }

  /// Text that is no JSON, on the simulator's own paths: rules in YAML, not yet read.
  record Yaml(String text) implements Body {}

  /// None of these: another content type, or JSON or multipart that cannot be read. `why` says it
  /// in one line.
  record Unreadable(String why) implements Body {}
}
