package lectern.simulator.openai;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the file of a batch and finds what is wrong with it. For one file.
final class BatchFile {
  /// Contract §6.
  static final int MAX_LINES = 50_000;

  /// Contract §6: inputs in all lines together.
  static final int MAX_EMBEDDING_INPUTS = 50_000;

  /// Who has more mistakes than this repairs them first.
  static final int MAX_PROBLEMS = 100;

  /// Characters in a token of English, as a rule of thumb (OpenAI's help page "What are tokens").
  private static final int CHARACTERS_IN_A_TOKEN = 4;

  private static final JsonMapper JSON = new JsonMapper();

  private final String endpoint;
  private final List<BatchLine> lines = new ArrayList<>();
  private final List<BatchProblem> problems = new ArrayList<>();
  private final Set<String> customIds = new HashSet<>();
  private Optional<String> model = Optional.empty();
  private long characters;
  private int embeddingInputs;

  /// What there is in a file.
  sealed interface Reading {
    /// Lines that can be tried.
    ///
    /// @param model of all of them
    /// @param tokens about how many tokens of input they are
    record Good(Model model, List<BatchLine> lines, long tokens) implements Reading {
      public Good {
        lines = List.copyOf(lines);
      }
    }

    /// Nothing that can be tried.
    record Bad(List<BatchProblem> problems) implements Reading {
      public Bad {
        problems = List.copyOf(problems);
      }
    }
  }

  private BatchFile(String endpoint) {
    this.endpoint = endpoint;
  }

  /// Reads the file of a batch for that endpoint.
  static Reading read(Path file, String endpoint) throws IOException {
    // not Files.newBufferedReader, which throws at bytes that are no UTF-8
    try (var reader =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      return new BatchFile(endpoint).read(reader);
    }
  }

  private Reading read(BufferedReader reader) throws IOException {
    var number = 0;
    for (var line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      if (number > MAX_LINES) {
        return bad("too_many_tasks", "The file has more than %,d lines.".formatted(MAX_LINES));
      }
      if (problems.size() < MAX_PROBLEMS) {
        read(line, number);
      }
    }
    if (number == 0) {
      return bad("empty_file", "The batch input file is empty.");
    }
    if (embeddingInputs > MAX_EMBEDDING_INPUTS) {
      return bad(
          "too_many_tasks",
          "The file has more than %,d inputs to embed.".formatted(MAX_EMBEDDING_INPUTS));
    }
    return problems.isEmpty()
        ? new Reading.Good(
            model.flatMap(Models::find).orElseThrow(), lines, characters / CHARACTERS_IN_A_TOKEN)
        : new Reading.Bad(problems);
  }

  private static Reading.Bad bad(String code, String message) {
    return new Reading.Bad(List.of(BatchProblem.ofAll(code, message)));
  }

  private void read(String text, int number) {
    try {
      var line = JSON.readTree(text);
      problem(line, number).ifPresentOrElse(problems::add, () -> take(line, number));
    } catch (JacksonException e) {
      problems.add(notJson(number));
    }
  }

  private static BatchProblem notJson(int number) {
    return BatchProblem.ofLine(
        number, "invalid_json_line", "This line is not parseable as valid JSON.");
  }

  private void take(JsonNode line, int number) {
    var body = line.path("body");
    var text = body.toString();
    characters += text.length();
    embeddingInputs += body.path("input").isArray() ? body.path("input").size() : 1;
    lines.add(new BatchLine(number, line.path("custom_id").asString(), text));
  }

  /// What is wrong with a line of JSON; empty if nothing.
  private Optional<BatchProblem> problem(JsonNode line, int number) {
    if (!line.isObject()) {
      return Optional.of(notJson(number));
    }
    for (var name : List.of("custom_id", "method", "url")) {
      if (!line.path(name).isString()) {
        return Optional.of(missing(number, name));
      }
    }
    if (!line.path("body").isObject()) {
      return Optional.of(missing(number, "body"));
    }
    return wrongAddress(line, number)
        .or(() -> wrongModel(line.path("body").path("model"), number))
        .or(() -> duplicate(line.path("custom_id").asString(), number));
  }

  private static BatchProblem missing(int number, String name) {
    return BatchProblem.ofLine(
            number, "missing_required_parameter", "Missing required parameter: '" + name + "'.")
        .param(name);
  }

  private Optional<BatchProblem> wrongAddress(JsonNode line, int number) {
    if (!line.path("method").asString().equals("POST")) {
      var message =
          "Invalid value: '" + line.path("method").asString() + "'. Supported values are: 'POST'.";
      return Optional.of(BatchProblem.ofLine(number, "invalid_value", message).param("method"));
    }
    return Optional.of(
            BatchProblem.ofLine(
                    number,
                    "mismatched_url",
                    "The URL provided for this request does not match the batch endpoint.")
                .param("url"))
        .filter(_ -> !line.path("url").asString().equals(endpoint));
  }

  /// One model per file, and one that there is.
  private Optional<BatchProblem> wrongModel(JsonNode name, int number) {
    var asked = name.asString("");
    if (Models.find(asked).isEmpty()) {
      var message = "The provided model '" + asked + "' is not supported by the Batch API.";
      return Optional.of(
          BatchProblem.ofLine(number, "model_not_found", message).param("body.model"));
    }
    var first = model.orElse(asked);
    model = Optional.of(first);
    var message =
        "The provided model '%s' does not match the model '%s' of the lines before."
            .formatted(asked, first);
    return Optional.of(BatchProblem.ofLine(number, "mismatched_model", message).param("body.model"))
        .filter(_ -> !first.equals(asked));
  }

  private Optional<BatchProblem> duplicate(String customId, int number) {
    var message =
        ("The custom_id '%s' for this request is a duplicate of another request. The custom_id"
                + " parameter must be unique for each request in a batch.")
            .formatted(customId);
    return Optional.of(
            BatchProblem.ofLine(number, "duplicate_custom_id", message).param("custom_id"))
        .filter(_ -> !customIds.add(customId));
  }
}
