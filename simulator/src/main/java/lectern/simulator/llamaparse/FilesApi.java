package lectern.simulator.llamaparse;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import lectern.simulator.document.DocumentReader;
import lectern.simulator.http.Reply;
import lectern.simulator.route.Call;
import lectern.simulator.route.Handler;
import lectern.simulator.route.Route;
import lectern.simulator.route.Served;
import tools.jackson.databind.node.ObjectNode;

/// Files that are uploaded before they are parsed.
final class FilesApi {
  private static final String PATH = "/api/v1/beta/files";

  private static final List<String> PURPOSES =
      List.of("user_data", "parse", "extract", "classify", "split", "sheet", "agent_app");

  // ours: the name a caller gives a file is kept with it
  private static final int EXTERNAL_ID_LIMIT_CHARS = 1_000;

  private final Office office;

  FilesApi(Office office) {
    this.office = office;
  }

  List<Route> routes() {
    return List.of(
        route("POST", "", "create", this::create),
        route("GET", "", "list", this::list),
        route("GET", "/{id}", "get", this::get),
        route("GET", "/{id}/content", "content", this::content),
        route("DELETE", "/{id}", "delete", this::delete));
  }

  private Route route(String method, String rest, String name, Handler handler) {
    return new Route(
        method,
        PATH + rest,
        "llamaparse.files." + name,
        call -> {
          office.gate().file(call);
          return handler.serve(call);
        });
  }

  private Served create(Call call) {
    var form = Office.form(call);
    var fields = Json.object();
    form.text("purpose").ifPresent(purpose -> fields.put("purpose", purpose));
    var inspection = Inspection.of(fields, "body");
    if (!inspection.has("purpose")) {
      inspection.lacking("purpose");
    }
    var purpose = inspection.oneOf("purpose", PURPOSES);
    var externalId = form.text("external_file_id");
    if (externalId.filter(id -> id.length() > EXTERNAL_ID_LIMIT_CHARS).isPresent()) {
      inspection.wrong(
          "external_file_id",
          "string_too_long",
          "String should have at most " + EXTERNAL_ID_LIMIT_CHARS + " characters");
    }
    inspection.conclude();
    var part = Office.file(form, "file");
    var upload = Office.filled(part);
    var id = "dfl-" + call.dice("llamaparse.file").uuid();
    var file =
        new StoredFile(
            id,
            Project.of(call),
            part.fileName().orElse("file"),
            office.cabinet().place(id, upload),
            upload.sha256(),
            purpose.orElseThrow(),
            externalId,
            office.world().timeline().now());
    office.cabinet().keep(file, upload.bytes());
    return Served.free(Reply.json(201, Json.text(json(file, Optional.empty()))));
  }

  private Served list(Call call) {
    var query = call.request().query();
    var listing = Listing.asked(query);
    var ids = query.list("file_ids");
    var name = query.first("file_name");
    var externalId = query.first("external_file_id");
    var files =
        office.cabinet().all(Project.of(call)).stream()
            .filter(file -> ids.isEmpty() || ids.contains(file.id()))
            .filter(file -> name.isEmpty() || name.get().equals(file.name()))
            .filter(file -> externalId.isEmpty() || externalId.equals(file.externalId()))
            .toList();
    var withUrl = query.list("expand").contains("download_url");
    Function<StoredFile, ObjectNode> write =
        file -> json(file, withUrl ? Optional.of(url(call, file)) : Optional.empty());
    return Served.free(Reply.json(200, Json.text(listing.of(files, write))));
  }

  private Served get(Call call) {
    return Served.free(Reply.json(200, Json.text(json(find(call), Optional.empty()))));
  }

  private Served content(Call call) {
    var body = Json.object();
    body.put("url", url(call, find(call)));
    body.put("expires_at", office.presigner().expiry().toString());
    body.putNull("form_fields");
    return Served.free(Reply.json(200, Json.text(body)));
  }

  private Served delete(Call call) {
    office.cabinet().remove(find(call).id());
    return Served.free(Reply.empty());
  }

  private StoredFile find(Call call) {
    return office
        .cabinet()
        .find(call.path().getOrDefault("id", ""), Project.of(call))
        .orElseThrow(() -> Denial.of(404, "File not found"));
  }

  private String url(Call call, StoredFile file) {
    return office.presigner().sign(call.request(), "files/" + file.id());
  }

  private static ObjectNode json(StoredFile file, Optional<String> url) {
    var extension = new DocumentReader.Source(file.path(), file.name()).extension();
    return Json.object()
        .put("id", file.id())
        .put("name", file.name())
        .put("file_type", extension.toLowerCase(Locale.ROOT))
        .put("project_id", file.project().id())
        .put("external_file_id", file.externalId().orElse(null))
        .put("last_modified_at", file.created().toString())
        .put("expires_at", file.created().plus(Shelf.KEPT_FOR).toString())
        .put("purpose", file.purpose())
        .put("download_url", url.orElse(null));
  }
}
