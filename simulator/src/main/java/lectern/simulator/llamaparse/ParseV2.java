package lectern.simulator.llamaparse;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import lectern.simulator.http.Query;
import lectern.simulator.http.Reply;
import lectern.simulator.llamaparse.Acceptance.Submission;
import lectern.simulator.llamaparse.Job.State;
import lectern.simulator.route.Call;
import lectern.simulator.route.Route;
import lectern.simulator.route.Served;

/// Parse jobs by API v2.
final class ParseV2 {
  private final Office office;
  private final ConfigurationReader configurations;
  private final Expansion expansion;

  ParseV2(Office office) {
    this.office = office;
    this.configurations = new ConfigurationReader(office.tariff(), office.savedHooks());
    this.expansion = new Expansion(office);
  }

  List<Route> routes() {
    return List.of(
        new Route("POST", "/api/v2/parse", "llamaparse.parse.create", this::create),
        new Route("POST", "/api/v2/parse/upload", "llamaparse.parse.upload", this::upload),
        new Route("GET", "/api/v2/parse", "llamaparse.parse.list", this::list),
        new Route("GET", "/api/v2/parse/versions", "llamaparse.parse.versions", this::versions),
        new Route("GET", "/api/v2/parse/{id}", "llamaparse.parse.get", this::get),
        new Route("POST", "/api/v2/parse/{id}/cancel", "llamaparse.parse.cancel", this::cancel),
        new Route("DELETE", "/api/v2/parse/{id}", "llamaparse.parse.delete", this::delete));
  }

  private Served create(Call call) throws InterruptedException {
    office.admitJob(call);
    var configuration = Inspection.of(Office.json(call), "body");
    var fileId = configuration.text("file_id");
    var url = configuration.text("source_url");
    if (fileId.isPresent() == url.isPresent()) {
      configuration.wrongAltogether("exactly one of file_id and source_url must be provided");
    }
    var order = configurations.read(configuration, Project.of(call));
    return fileId.isPresent()
        ? accepted(call, order, office.stored(fileId.get(), call))
        : fetched(call, order, url.orElseThrow());
  }

  private Served fetched(Call call, Order order, String url) throws InterruptedException {
    try (var fetched = office.fetch(url)) {
      return accepted(call, order, fetched.submission());
    }
  }

  private Served upload(Call call) throws InterruptedException {
    office.admitJob(call);
    var form = Office.form(call);
    var text = form.text("configuration");
    if (text.isEmpty()) {
      Inspection.of(Json.object(), "body").lacking("configuration").conclude();
    }
    var json = Json.read(text.orElseThrow());
    if (!json.isObject()) {
      Inspection.of(Json.object().set("configuration", json), "body")
          .wrong("configuration", "json_invalid", "Invalid JSON: the configuration is no object")
          .conclude();
    }
    var upload = Office.file(form, "file");
    var order = configurations.read(Inspection.of(json, "body", "configuration"), Project.of(call));
    return accepted(call, order, Office.submission(upload));
  }

  private Served accepted(Call call, Order order, Submission submission)
      throws InterruptedException {
    var id = "pjb-" + call.dice("llamaparse.job").uuid();
    var job = office.acceptance().accept(call, id, order, submission);
    var reply = Reply.json(200, Json.text(JobJson.of(job, JobJson.Usage.HIDDEN)));
    return office.acceptance().served(reply, job);
  }

  private Served get(Call call) {
    var job = find(call);
    return Served.free(Reply.json(200, Json.text(expansion.of(job, call))));
  }

  private Job find(Call call) {
    return office
        .jobs()
        .find(call.path().getOrDefault("id", ""), Project.of(call))
        .orElseThrow(() -> Denial.of(404, "Job not found"));
  }

  private Served list(Call call) {
    var query = call.request().query();
    var listing = Listing.asked(query);
    var ids = query.list("job_ids");
    var states = states(query);
    var from = moment(query, "created_at_on_or_after");
    var until = moment(query, "created_at_on_or_before");
    var jobs =
        office.jobs().all(Project.of(call)).stream()
            .filter(job -> ids.isEmpty() || ids.contains(job.id()))
            .filter(job -> states.isEmpty() || states.contains(job.state().name()))
            .filter(job -> from.filter(job.times().created()::isBefore).isEmpty())
            .filter(job -> until.filter(job.times().created()::isAfter).isEmpty())
            .toList();
    var body = listing.of(jobs, job -> JobJson.of(job, JobJson.Usage.HIDDEN));
    return Served.free(Reply.json(200, Json.text(body)));
  }

  private static Set<String> states(Query query) {
    var states = new TreeSet<>(query.list("status"));
    var known = List.of(State.values()).stream().map(State::name).toList();
    if (!known.containsAll(states)) {
      var asked = Json.object().put("status", String.join(",", states));
      var inspection = Inspection.of(asked, "query");
      inspection.oneOf("status", known);
      inspection.conclude();
    }
    return states;
  }

  private static Optional<Instant> moment(Query query, String name) {
    try {
      return query.first(name).map(java.time.OffsetDateTime::parse).map(Instant::from);
    } catch (DateTimeParseException e) {
      Inspection.of(Json.object().put(name, query.first(name).orElse("")), "query")
          .wrong(name, "datetime_parsing", "Input should be a valid datetime")
          .conclude();
      throw e;
    }
  }

  private Served cancel(Call call) {
    var job = find(call);
    if (job.state().isFinal()) {
      throw Denial.of(400, "Job is already in a terminal state: " + job.state());
    }
    var cancelled = office.jobs().cancel(job.id(), Project.of(call)).orElse(job);
    return Served.free(Reply.json(200, Json.text(JobJson.of(cancelled, JobJson.Usage.HIDDEN))));
  }

  private Served delete(Call call) {
    var job = find(call);
    if (!job.state().isFinal()) {
      throw Denial.of(400, "Job is not in a terminal state: " + job.state());
    }
    office.jobs().delete(job.id());
    var body = Json.object().put("id", job.id()).put("project_id", job.ticket().project().id());
    return Served.free(Reply.json(200, Json.text(body)));
  }

  private Served versions(Call call) {
    var body = Json.object();
    var latest = Json.object();
    for (var tier : office.tariff().tiers()) {
      var versions = office.tariff().versions(tier);
      versions.forEach(body.putArray(tier)::add);
      latest.put(tier, versions.getLast());
    }
    body.set("latest", latest);
    return Served.free(Reply.json(200, Json.text(body)));
  }
}
