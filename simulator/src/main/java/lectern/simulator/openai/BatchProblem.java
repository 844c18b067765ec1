package lectern.simulator.openai;

import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Why a batch failed before any of its lines was tried (contract §6).
///
/// @param param which part of the line is wrong
/// @param line its number, from 1; empty when it is about the whole file
record BatchProblem(String code, String message, Optional<String> param, Optional<Integer> line) {
  /// A problem of the whole batch.
  static BatchProblem ofAll(String code, String message) {
    return new BatchProblem(code, message, Optional.empty(), Optional.empty());
  }

  /// A problem of a whole line.
  static BatchProblem ofLine(int line, String code, String message) {
    return new BatchProblem(code, message, Optional.empty(), Optional.of(line));
  }

  /// The same with the part of the line that is wrong.
  BatchProblem param(String name) {
    return new BatchProblem(code, message, Optional.of(name), line);
  }

  ObjectNode json() {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("code", code);
    json.put("message", message);
    json.put("param", param.orElse(null));
    json.put("line", line.orElse(null));
    return json;
  }
}
