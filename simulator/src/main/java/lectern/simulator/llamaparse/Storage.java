package lectern.simulator.llamaparse;

import java.util.List;
import lectern.simulator.http.Fields;
import lectern.simulator.http.Reply;
import lectern.simulator.route.Call;
import lectern.simulator.route.Route;
import lectern.simulator.route.Served;

/// What presigned URLs lead to: the bytes of uploaded files and of results.
final class Storage {
  private static final String BYTES = "application/octet-stream";

  private final Office office;
  private final Expansion expansion;

  Storage(Office office) {
    this.office = office;
    this.expansion = new Expansion(office);
  }

  List<Route> routes() {
    return List.of(
        new Route("GET", Presigner.PATH + "files/{id}", "llamaparse.presigned", this::file),
        new Route(
            "GET", Presigner.PATH + "results/{id}/{part}", "llamaparse.presigned", this::result));
  }

  private Served file(Call call) {
    office.presigner().check(call.request());
    var file = office.cabinet().find(call.path().getOrDefault("id", "")).orElseThrow(Storage::gone);
    return Served.free(new Reply.OfFile(200, Fields.NONE, BYTES, file.path()));
  }

  private Served result(Call call) {
    office.presigner().check(call.request());
    var part = call.path().getOrDefault("part", "");
    var content =
        office
            .jobs()
            .find(call.path().getOrDefault("id", ""))
            .flatMap(job -> expansion.content(job, part))
            .orElseThrow(Storage::gone);
    var type = content.isString() ? "text/plain; charset=utf-8" : Reply.JSON;
    return Served.free(new Reply.Whole(200, Fields.NONE, type, Expansion.text(content)));
  }

  private static RuntimeException gone() {
    return Denial.ofStorage(404, "NoSuchKey", "The specified key does not exist.");
  }
}
