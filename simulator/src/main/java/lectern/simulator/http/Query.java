package lectern.simulator.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The parameters behind the `?` of a request, in order, decoded.
public record Query(List<Fields.Field> all) {
  public Query {
    all = List.copyOf(all);
  }

  /// Reads the text between `?` and the end. What is not well encoded is taken as it stands.
  public static Query of(String text) {
    var parameters = new ArrayList<Fields.Field>();
    for (var part : text.split("&", -1)) {
      if (!part.isEmpty()) {
        var equals = part.indexOf('=');
        var name = equals < 0 ? part : part.substring(0, equals);
        var value = equals < 0 ? "" : part.substring(equals + 1);
        parameters.add(new Fields.Field(decoded(name), decoded(value)));
      }
    }
    return new Query(parameters);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /// The first value of that name, unless it is empty.
  public Optional<String> first(String name) {
    return values(name).stream().filter(value -> !value.isEmpty()).findFirst();
  }

  /// All values of that name.
  public List<String> values(String name) {
    return all.stream()
        .filter(parameter -> parameter.name().equals(name))
        .map(Fields.Field::value)
        .toList();
  }

  /// All values of that name, those parted by commas one by one: some clients repeat, some join.
  public List<String> list(String name) {
    return values(name).stream()
        .flatMap(value -> java.util.Arrays.stream(value.split(",", -1)))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }
}
