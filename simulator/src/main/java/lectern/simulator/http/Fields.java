package lectern.simulator.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The header fields of a message, in order. Names are compared without regard to case.
public record Fields(List<Field> all) {
  /// No fields.
  public static final Fields NONE = new Fields(List.of());

  /// One header field.
  public record Field(String name, String value) {}

  public Fields {
    all = List.copyOf(all);
  }

  /// Fields of names and values in turn.
  public static Fields of(String... namesAndValues) {
    var fields = new ArrayList<Field>();
    for (var i = 0; i < namesAndValues.length; i += 2) {
      fields.add(new Field(namesAndValues[i], namesAndValues[i + 1]));
    }
    return new Fields(fields);
  }

  /// The value of the first field of that name.
  public Optional<String> first(String name) {
    for (var field : all) {
      if (field.name().equalsIgnoreCase(name)) {
        return Optional.of(field.value());
      }
    }
    return Optional.empty();
  }

  /// These fields, and then those.
  public Fields and(Fields others) {
    if (all.isEmpty() || others.all.isEmpty()) {
      return all.isEmpty() ? others : this;
    }
    var both = new ArrayList<>(all);
    both.addAll(others.all);
    return new Fields(both);
  }

  /// These fields with one set to this value, whatever it was before.
  public Fields with(String name, String value) {
    return without(name).and(of(name, value));
  }

  /// These fields without those of that name; a `*` at the end of the name stands for anything.
  public Fields without(String name) {
    var start = name.toLowerCase(Locale.ROOT);
    if (start.endsWith("*")) {
      var prefix = start.substring(0, start.length() - 1);
      return keep(field -> !field.name().toLowerCase(Locale.ROOT).startsWith(prefix));
    }
    return keep(field -> !field.name().equalsIgnoreCase(name));
  }

  private Fields keep(java.util.function.Predicate<Field> wanted) {
    return new Fields(all.stream().filter(wanted).toList());
  }
}
