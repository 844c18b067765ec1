package lectern.gateway.openai;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Writes requests in all the ways in which JSON can be written.
final class JsonWriter {
  private static final List<String> STRINGS =
      List.of("\"\"", "\"a\"", "\"ä€😀\"", "\"\\u20ac\\\"\\\\\\n\"", "\"}],{\"", "\"data:x,y\"");
  private static final List<String> NUMBERS = List.of("0", "-1", "12.50", "1e3", "-0.1E-2");
  private static final List<String> WORDS = List.of("true", "false", "null");

  private final Random random;

  JsonWriter(Random random) {
    this.random = random;
  }

  String request() {
    var fields = new ArrayList<String>();
    fields.add(field("\"model\"", one(List.of("\"m\"", "\"small\"", "\"m\\u006f\""))));
    fields.add(field("\"messages\"", "[" + object(2) + "]"));
    if (random.nextBoolean()) {
      fields.add(field("\"stream\"", one(WORDS)));
    }
    if (random.nextBoolean()) {
      fields.add(
          field(
              "\"stream_options\"",
              one(List.of("null", "{}", "{ \"include_usage\" : false }", "{\"a\":[1]}"))));
    }
    IntStream.range(0, random.nextInt(4))
        .forEach(i -> fields.add(field("\"x%d\"".formatted(i), value(3))));
    Collections.shuffle(fields, random);
    return space() + "{" + String.join(",", fields) + space() + "}" + space();
  }

  private String field(String name, String value) {
    return space() + name + space() + ":" + space() + value + space();
  }

  private String value(int depth) {
    return switch (random.nextInt(depth > 0 ? 5 : 3)) {
      case 0 -> one(STRINGS);
      case 1 -> one(NUMBERS);
      case 2 -> one(WORDS);
      case 3 -> object(depth - 1);
      default -> "[" + values(depth - 1) + space() + "]";
    };
  }

  private String values(int depth) {
    return IntStream.range(0, random.nextInt(3))
        .mapToObj(_ -> space() + value(depth))
        .collect(Collectors.joining(","));
  }

  private String object(int depth) {
    return IntStream.range(0, random.nextInt(3))
        .mapToObj(i -> field("\"k%d\"".formatted(i), value(depth)))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private String space() {
    return one(List.of("", "", " ", "\n", "\t", "\r\n  "));
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
