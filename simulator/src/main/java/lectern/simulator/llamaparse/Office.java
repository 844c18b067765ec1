package lectern.simulator.llamaparse;

import java.util.List;
import lectern.simulator.document.DocumentReader;
import lectern.simulator.document.Extensions;
import lectern.simulator.http.Body;
import lectern.simulator.http.Part;
import lectern.simulator.http.Refusal;
import lectern.simulator.llamaparse.Acceptance.Submission;
import lectern.simulator.route.Call;
import lectern.simulator.route.World;
import tools.jackson.databind.JsonNode;

/// What the endpoints of both versions share: where files and jobs are kept, who may come in, and
/// how a file is got hold of.
record Office(
    World world,
    Tariff tariff,
    Cabinet cabinet,
    SavedHooks savedHooks,
    Acceptance acceptance,
    Presigner presigner,
    Gate gate,
    Fetcher fetcher) {
  static Office of(World world) {
    var tariff = Tariff.current();
    return new Office(
        world,
        tariff,
        new Cabinet(world),
        new SavedHooks(),
        new Acceptance(world, tariff),
        new Presigner(world),
        new Gate(world),
        new Fetcher(world));
  }

  Jobs jobs() {
    return acceptance.jobs();
  }

  /// Lets a new job in, or turns it down: too many, or no credits left.
  void admitJob(Call call) throws Refusal {
    gate.job(call);
    acceptance.check(call);
  }

  /// The JSON object that was sent; an empty one for anything else.
  static JsonNode json(Call call) {
    return call.request().body() instanceof Body.Json(var tree) && tree.isObject()
        ? tree
        : Json.object();
  }

  /// The form that was sent; an empty one for anything else.
  static Body.Form form(Call call) {
    return call.request().body() instanceof Body.Form form ? form : new Body.Form(List.of());
  }

  /// The file of that name in the form.
  static Part file(Body.Form form, String name) throws Refusal {
    var part = form.part(name).filter(found -> found.content() instanceof Part.Upload);
    if (part.isEmpty()) {
      Inspection.of(Json.object(), "body").lacking(name).conclude();
    }
    return part.orElseThrow();
  }

  /// The file as something to be parsed.
  static Submission submission(Part part) throws Refusal {
    var upload = filled(part);
    return supported(
        new Submission(
            new DocumentReader.Source(upload.file(), part.fileName().orElse("file")),
            upload.sha256()));
  }

  /// The file in that part, which must not be empty.
  static Part.Upload filled(Part part) throws Refusal {
    var upload = (Part.Upload) part.content();
    if (upload.bytes() == 0) {
      throw Denial.of(400, "The uploaded file is empty");
    }
    return upload;
  }

  /// The stored file with that id as something to be parsed.
  Submission stored(String id, Call call) throws Refusal {
    var file =
        cabinet.find(id, Project.of(call)).orElseThrow(() -> Denial.of(404, "File not found"));
    return supported(
        new Submission(new DocumentReader.Source(file.path(), file.name()), file.sha256()));
  }

  private static Submission supported(Submission submission) {
    var extension = submission.source().extension();
    if (!Extensions.SUPPORTED.contains(extension)) {
      throw Denial.of(400, "Unsupported file type: " + submission.source().name());
    }
    return submission;
  }

  /// What is at that address.
  Fetcher.Fetched fetch(String url) throws InterruptedException {
    return fetcher.fetch(url);
  }
}
