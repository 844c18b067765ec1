package lectern.bench;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A line of a collection's file that knows where it stands, so that what is wrong can be found.
///
/// @param number counted from 1
record TrecLine(Path file, int number, String text) {

  private static final JsonMapper JSON = new JsonMapper();

  /// A line that is a JSON object.
  record Fields(TrecLine line, JsonNode object) {

    String get(String name) {
      JsonNode value = object.path(name);
      line.require(value.isString(), "no text in the field \"" + name + "\"");
      return value.stringValue();
    }
  }

  /// The lines that are not blank; at least one.
  static List<TrecLine> all(Path file) {
    var lines = new ArrayList<TrecLine>();
    int number = 0;
    for (String text : read(file)) {
      number++;
      if (!text.isBlank()) {
        lines.add(new TrecLine(file, number, text));
      }
    }
    if (lines.isEmpty()) {
      throw new UnreadableCollection(file + " is empty");
    }
    return lines;
  }

  /// The lines as objects with different `id`s.
  static List<Fields> objects(Path file) {
    var ids = new HashSet<String>();
    var objects = new ArrayList<Fields>();
    for (TrecLine line : all(file)) {
      var fields = new Fields(line, line.json());
      line.require(ids.add(fields.get("id")), "the id stands twice: " + fields.get("id"));
      objects.add(fields);
    }
    return objects;
  }

  void require(boolean holds, String otherwise) {
    if (!holds) {
      throw unreadable(otherwise);
    }
  }

  private JsonNode json() {
    try {
      return JSON.readTree(text);
    } catch (JacksonException e) {
      throw unreadable("not JSON: " + e.getOriginalMessage());
    }
  }

  private UnreadableCollection unreadable(String why) {
    return new UnreadableCollection("%s:%d: %s".formatted(file, number, why));
  }

  private static List<String> read(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      throw new UnreadableCollection(
          "%s is missing: a collection is a folder of docs.jsonl, queries.jsonl and qrels.tsv"
              .formatted(file));
    } catch (CharacterCodingException e) {
      throw new UnreadableCollection(file + " is not UTF-8");
    } catch (IOException e) {
      throw new UnreadableCollection("%s cannot be read: %s".formatted(file, e.getMessage()));
    }
  }
}
