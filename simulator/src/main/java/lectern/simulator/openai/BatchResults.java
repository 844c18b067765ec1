package lectern.simulator.openai;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The two files that a batch leaves behind: what was answered, and the rest. Neither is there when
/// nothing stands in it. For one thread at a time.
final class BatchResults {
  private final FileStore store;
  private final Batch.Order order;
  private final Results answered;
  private final Results rest;

  BatchResults(FileStore store, Batch.Order order, Path folder) {
    this.store = store;
    this.order = order;
    this.answered = new Results(folder.resolve(order.id() + "_output.jsonl"));
    this.rest = new Results(folder.resolve(order.id() + "_error.jsonl"));
  }

  /// What came of a line that was tried.
  ///
  /// @param id of the line's request in the batch
  record Tried(String id, String customId, String requestId, int status, JsonNode body) {}

  /// Adds a line to the one file or the other, by its status.
  void add(Tried tried) throws IOException {
    var line = line(tried.id, tried.customId);
    line.putObject("response")
        .put("status_code", tried.status)
        .put("request_id", tried.requestId)
        .set("body", tried.body);
    line.putNull("error");
    (tried.status < 300 ? answered : rest).add(line.toString());
  }

  /// Adds a line that was never tried.
  void addUntried(String id, String customId, String code, String message) throws IOException {
    var line = line(id, customId);
    line.putNull("response");
    line.putObject("error").put("code", code).put("message", message);
    rest.add(line.toString());
  }

  private static ObjectNode line(String id, String customId) {
    return JsonNodeFactory.instance.objectNode().put("id", id).put("custom_id", customId);
  }

  /// Hands both files over to their owner.
  void deliverTo(Batch batch) throws IOException {
    batch.deliver(stored(answered, "output"), stored(rest, "error"));
  }

  private Optional<String> stored(Results results, String kind) throws IOException {
    if (!results.close()) {
      return Optional.empty();
    }
    var draft =
        new StoredFile.Draft(
            "file-" + order.call().dice(kind).letters(FilesEndpoint.ID_LETTERS),
            order.id() + "_" + kind + ".jsonl",
            "batch_output",
            order.outputExpiry());
    return Optional.of(store.keep(draft, results.file).id());
  }

  /// A file that comes into being with its first line.
  private static final class Results {
    private final Path file;
    private Optional<BufferedWriter> writer = Optional.empty();

    Results(Path file) {
      this.file = file;
    }

    void add(String line) throws IOException {
      if (writer.isEmpty()) {
        writer = Optional.of(Files.newBufferedWriter(file));
      }
      writer.get().append(line).append('\n');
    }

    /// Whether there is anything in it.
    boolean close() throws IOException {
      if (writer.isPresent()) {
        writer.get().close();
      }
      return writer.isPresent();
    }
  }
}
