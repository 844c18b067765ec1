package lectern.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import lectern.api.UploadResult.Outcome;
import lectern.http.Call;
import lectern.http.Permission;
import lectern.http.Problem;
import lectern.http.ProblemType;
import lectern.http.Reply;
import lectern.http.Route;

/// Routes for files that come in.
final class UploadRoutes {
  private static final String DOCUMENTS = "/api/v1/documents";

  private final Api.Parts parts;

  UploadRoutes(Api.Parts parts) {
    this.parts = parts;
  }

  List<Route> routes() {
    return List.of(
        Route.post(DOCUMENTS, Permission.EDITOR, this::upload).taking("name", "tag", "collection"));
  }

  private Reply upload(Call call) throws InterruptedException {
    var labels = new Labels(parts, call);
    var arrival = new Arrival(parts, call, labels);
    try {
      return call.mediaType().equals("multipart/form-data")
          ? many(call, labels, arrival)
          : one(call, arrival);
    } catch (Problem problem) {
      throw arrival.results().isEmpty() ? problem : problem.with("results", arrival.results());
    }
  }

  /// What became of each file.
  record UploadShape(List<UploadResult> results) {}

  private Reply many(Call call, Labels labels, Arrival arrival) throws InterruptedException {
    if (call.query("name").isPresent()) {
      throw new Problem(
          ProblemType.INVALID_PARAMETER, "The parts of a multipart body have names of their own.");
    }
    new MultipartForm(call, parts.settings().server().maxUploadBytes())
        .read(new Parts(labels, arrival));
    var results = arrival.results();
    if (results.isEmpty()) {
      throw new Problem(
          ProblemType.INVALID_MULTIPART, "There is no file: no part has a file name.");
    }
    arrival
        .refusal()
        .ifPresent(refusal -> {
          throw refusal;
        });
    boolean isNew = results.stream().anyMatch(result -> result.outcome() == Outcome.received);
    return new Reply.Json(isNew ? 201 : 200, new UploadShape(results), Map.of());
  }

  /// The parts of a body: first labels, then files.
  private record Parts(Labels labels, Arrival arrival) implements MultipartForm.Taker {

    @Override
    public void field(String name, String value) {
      if (!arrival.results().isEmpty()) {
        throw new Problem(
            ProblemType.INVALID_MULTIPART, "The part '%s' stands behind a file.".formatted(name));
      }
      switch (name) {
        case "tag" -> labels.tag(value);
        case "collection" -> labels.collection(value);
        default ->
            throw new Problem(
                ProblemType.INVALID_MULTIPART,
                "There is no part '%s': there are tag and collection, and files, which have a file"
                        .formatted(name)
                    + " name.");
      }
    }

    @Override
    public void file(String name, InputStream content) throws IOException {
      arrival.take(name, content);
    }
  }

  private Reply one(Call call, Arrival arrival) {
    var name =
        call.query("name")
            .filter(given -> !given.isBlank())
            .orElseThrow(() ->
                new Problem(
                    ProblemType.INVALID_PARAMETER,
                    "Say what the file is called: ?name=report.pdf; or send multipart/form-data."));
    var result = taken(name, call.body(), arrival);
    arrival
        .refusal()
        .ifPresent(refusal -> {
          throw refusal;
        });
    var document = result.document();
    return result.outcome() == Outcome.received && document != null
        ? Reply.created(DOCUMENTS + "/" + document.id(), result)
        : Reply.ok(result);
  }

  private static UploadResult taken(String name, InputStream body, Arrival arrival) {
    try {
      return arrival.take(name, body);
    } catch (IOException _) {
      throw MultipartForm.brokenOff();
    }
  }
}
