package lectern.gateway.openai;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Where the fields of a request stand in its bytes. One scan finds that out; no tree is built, and
/// nothing is copied but what is asked for.
///
/// It is strict, because what two readers read differently could pass one and harm the other: a key
/// that stands twice, bytes behind the end, or another encoding than UTF-8 are refused.
final class Fields {
  /// OpenAI's strict schemas have ten levels, and each takes three of JSON (guide "Structured
  /// Outputs", 2026); four times that is room enough.
  static final int MAX_DEPTH = 128;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .build();

  /// Fields whose strings are files in base64: of `input_audio` and of `file`.
  private static final Set<String> FILES = Set.of("data", "file_data");

  /// How the URL of a picture begins that travels with the request.
  private static final byte[] DATA_URL = {'d', 'a', 't', 'a', ':'};

  private final byte[] json;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private int attachments;
  private long attachmentBytes;

  /// A field.
  ///
  /// @param nameFrom offset of its name's quotation mark
  /// @param from offset of its value
  /// @param to offset behind its value
  /// @param first token of its value
  /// @param children of an array: how many
  /// @param child of an array: the first one's first token
  record Field(
      int nameFrom, int from, int to, JsonToken first, int children, Optional<JsonToken> child) {
    boolean isNull() {
      return first == JsonToken.VALUE_NULL;
    }
  }

  private Fields(byte[] json) {
    this.json = json;
  }

  /// Finds the fields.
  ///
  /// @throws InvalidBody when it is no JSON object
  static Fields of(byte[] json) {
    var fields = new Fields(json);
    fields.refuseOtherThanUtf8();
    try (var parser = JSON.createParser(json)) {
      fields.object(parser);
    } catch (JacksonException e) {
      throw new InvalidBody(
          "The body is not JSON that can be read: " + firstLine(e.getOriginalMessage()),
          "",
          "invalid_json");
    }
    return fields;
  }

  private static String firstLine(String message) {
    var line = message.lines().findFirst().orElse("").replaceFirst(", from `.*?`", "");
    return line.length() <= 200 ? line : line.substring(0, 200) + "…";
  }

  /// The parser would take UTF-16, too, whose offsets mean something else.
  private void refuseOtherThanUtf8() {
    int at = 0;
    while (at < json.length && Character.isWhitespace(json[at])) {
      at++;
    }
    boolean opens = at < json.length && json[at] == '{';
    if (!opens || (at + 1 < json.length && json[at + 1] == 0)) {
      throw new InvalidBody("The body must be a JSON object in UTF-8.", "", "invalid_json");
    }
  }

  private void object(JsonParser parser) {
    parser.nextToken();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = parser.currentName();
      int nameFrom = begin(parser);
      fields.put(name, value(parser, nameFrom));
    }
    if (parser.nextToken() != null) {
      throw new InvalidBody("There is something behind the JSON object.", "", "invalid_json");
    }
  }

  private Field value(JsonParser parser, int nameFrom) {
    var first = parser.nextToken();
    int from = begin(parser);
    int children = 0;
    @Nullable JsonToken child = null;
    int depth = 0;
    for (var token = first; ; token = parser.nextToken()) {
      if (token.isStructEnd()) {
        depth--;
      } else if (depth == 1) {
        child = child == null ? token : child;
        children++;
      }
      if (token.isStructStart()) {
        depth++;
      } else if (token == JsonToken.VALUE_STRING) {
        weigh(parser);
      }
      if (depth == 0) {
        break;
      }
    }
    parser.finishToken();
    return new Field(nameFrom, from, end(parser), first, children, Optional.ofNullable(child));
  }

  /// Notes a string that is a file.
  private void weigh(JsonParser parser) {
    int from = begin(parser);
    var name = parser.currentName();
    if ((name != null && FILES.contains(name)) || isDataUrl(from + 1)) {
      parser.finishToken();
      attachments++;
      attachmentBytes += end(parser) - from;
    }
  }

  private boolean isDataUrl(int at) {
    for (int i = 0; i < DATA_URL.length; i++) {
      if (at + i >= json.length || json[at + i] != DATA_URL[i]) {
        return false;
      }
    }
    return true;
  }

  private static int begin(JsonParser parser) {
    return (int) parser.currentTokenLocation().getByteOffset();
  }

  private static int end(JsonParser parser) {
    return (int) parser.currentLocation().getByteOffset();
  }

  /// How many files travel with it, in base64.
  int attachments() {
    return attachments;
  }

  /// How long it is without them.
  long textBytes() {
    return json.length - attachmentBytes;
  }

  Set<String> names() {
    return fields.keySet();
  }

  /// Where it stands; also when it is null.
  Optional<Field> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /// Its value; empty also when that is null.
  Optional<JsonNode> value(String name) {
    return field(name)
        .filter(it -> !it.isNull())
        .map(it -> JSON.readTree(json, it.from(), it.to() - it.from()));
  }

  Optional<String> text(String name) {
    return value(name)
        .map(it -> {
          if (!it.isString()) {
            throw InvalidBody.type(name, "a string");
          }
          return it.stringValue();
        });
  }

  /// Whether it is true; what is not there is not.
  boolean flag(String name) {
    return value(name)
        .map(it -> {
          if (!it.isBoolean()) {
            throw InvalidBody.type(name, "a boolean");
          }
          return it.booleanValue();
        })
        .orElse(false);
  }

  /// A whole number from 1 on.
  OptionalLong count(String name) {
    var value = value(name);
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    var number = value.get();
    if (!number.isIntegralNumber()) {
      throw InvalidBody.type(name, "an integer");
    }
    if (!number.canConvertToInt() || number.intValue() < 1) {
      throw InvalidBody.value(name, "it must be from 1 to " + Integer.MAX_VALUE);
    }
    return OptionalLong.of(number.intValue());
  }
}
