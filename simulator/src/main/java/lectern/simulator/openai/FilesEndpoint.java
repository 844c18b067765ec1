package lectern.simulator.openai;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lectern.simulator.http.Body;
import lectern.simulator.http.Fields;
import lectern.simulator.http.Part;
import lectern.simulator.http.Refusal;
import lectern.simulator.http.Reply;
import lectern.simulator.route.Call;
import lectern.simulator.route.Route;
import lectern.simulator.route.Served;
import tools.jackson.databind.node.JsonNodeFactory;

/// Files are uploaded, listed, read and deleted (contract §5).
final class FilesEndpoint {
  private static final String BATCH = "batch";
  private static final List<String> PURPOSES =
      List.of("assistants", BATCH, "fine-tune", "vision", "user_data", "evals");

  /// Contract §5: 512 MB each.
  private static final long MAX_FILE_BYTES = 512L << 20;

  private static final Listing.Bounds PAGES = new Listing.Bounds(10_000, 10_000);
  static final int ID_LETTERS = 22;

  private final FileStore store;

  FilesEndpoint(FileStore store) {
    this.store = store;
  }

  List<Route> routes() {
    return List.of(
        new Route("POST", "/v1/files", "openai.files.create", this::create),
        new Route("GET", "/v1/files", "openai.files.list", this::list),
        new Route("GET", "/v1/files/{id}", "openai.files.get", this::get),
        new Route("GET", "/v1/files/{id}/content", "openai.files.content", this::content),
        new Route("DELETE", "/v1/files/{id}", "openai.files.delete", this::delete));
  }

  private Served create(Call call) {
    var form = call.request().body() instanceof Body.Form sent ? sent : new Body.Form(List.of());
    var file = form.part("file").orElseThrow(() -> OpenAiError.missing("file").refusal());
    if (!(file.content() instanceof Part.Upload upload)) {
      throw OpenAiError.wrong("file", "it must have a file name.").refusal();
    }
    if (upload.bytes() > MAX_FILE_BYTES) {
      throw new Refusal(NamedErrors.find("payload_too_large").orElseThrow().reply(Map.of()));
    }
    var purpose = purpose(form);
    var name = file.fileName().orElse("");
    if (purpose.equals(BATCH) && !name.toLowerCase(Locale.ROOT).endsWith(".jsonl")) {
      throw OpenAiError.invalid("Invalid file format for Batch API. Must be .jsonl").refusal();
    }
    var id = "file-" + call.dice("file").letters(ID_LETTERS);
    var draft = new StoredFile.Draft(id, name, purpose, expiry(form, purpose));
    return Served.free(Reply.json(200, store.keep(draft, upload.file()).json().toString()));
  }

  private static String purpose(Body.Form form) {
    var purpose = form.text("purpose").orElseThrow(() -> OpenAiError.missing("purpose").refusal());
    if (!PURPOSES.contains(purpose)) {
      throw OpenAiError.unsupported("purpose", purpose, "'" + String.join("', '", PURPOSES) + "'")
          .refusal();
    }
    return purpose;
  }

  private static Optional<Expiry> expiry(Body.Form form, String purpose) {
    var anchor = form.text("expires_after[anchor]");
    var seconds = form.text("expires_after[seconds]");
    if (anchor.isPresent() || seconds.isPresent()) {
      return Optional.of(Expiry.of("expires_after", anchor, seconds));
    }
    return Optional.of(Expiry.OF_BATCH_FILES).filter(_ -> purpose.equals(BATCH));
  }

  private Served list(Call call) {
    var query = call.request().query();
    var wanted = query.first("purpose");
    var files =
        store.all().stream()
            .filter(file -> wanted.map(file.draft().purpose()::equals).orElse(true))
            .map(StoredFile::json)
            .toList();
    return Served.free(Listing.page(query, files, Listing.Order.DESCENDING, PAGES));
  }

  private Served get(Call call) {
    return Served.free(Reply.json(200, file(call).json().toString()));
  }

  private Served content(Call call) {
    return Served.free(
        new Reply.OfFile(200, Fields.NONE, "application/octet-stream", file(call).content()));
  }

  private Served delete(Call call) {
    var file = file(call);
    store.delete(file.id());
    var json = JsonNodeFactory.instance.objectNode();
    json.put("id", file.id()).put("object", "file").put("deleted", true);
    return Served.free(Reply.json(200, json.toString()));
  }

  private StoredFile file(Call call) {
    var id = call.path().getOrDefault("id", "");
    return store
        .find(id)
        .orElseThrow(() -> NamedErrors.error("no_such_file", Map.of("file", id)).refusal());
  }
}
