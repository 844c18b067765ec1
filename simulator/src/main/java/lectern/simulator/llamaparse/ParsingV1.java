package lectern.simulator.llamaparse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import lectern.simulator.document.Extensions;
import lectern.simulator.http.Fields;
import lectern.simulator.http.Refusal;
import lectern.simulator.http.Reply;
import lectern.simulator.llamaparse.Outcome.Parsed;
import lectern.simulator.route.Call;
import lectern.simulator.route.Route;
import lectern.simulator.route.Served;
import tools.jackson.databind.node.ObjectNode;

/// Parse jobs by API v1, which old clients call with and without `/v1`.
final class ParsingV1 {
  private static final String PATH = "/api/v1/parsing";
  private static final String ALIAS = "/api/parsing";
  private static final String JOB = "/job/{id}";

  private final Office office;
  private final FormReaderV1 forms;

  ParsingV1(Office office) {
    this.office = office;
    this.forms = new FormReaderV1(office.tariff());
  }

  List<Route> routes() {
    var routes = new ArrayList<Route>();
    for (var path : List.of(PATH, ALIAS)) {
      routes.add(new Route("POST", path + "/upload", "llamaparse.v1.upload", this::upload));
      routes.add(new Route("POST", path + "/screenshot", "llamaparse.v1.screenshot", this::upload));
      routes.add(
          new Route(
              "GET",
              path + "/supported_file_extensions",
              "llamaparse.v1.extensions",
              _ -> extensions()));
      routes.add(new Route("GET", path + "/history", "llamaparse.v1.history", this::history));
      routes.add(new Route("GET", path + JOB, "llamaparse.v1.job", this::job));
      routes.add(new Route("GET", path + JOB + "/details", "llamaparse.v1.job", this::details));
      routes.add(
          new Route("GET", path + JOB + "/parameters", "llamaparse.v1.job", this::parameters));
      routes.add(
          new Route("GET", path + JOB + "/result/{type}", "llamaparse.v1.result", this::result));
      routes.add(
          new Route(
              "GET", path + JOB + "/result/raw/{type}", "llamaparse.v1.result", this::rawResult));
    }
    return routes;
  }

  private Served upload(Call call) throws InterruptedException {
    office.admitJob(call);
    var form = Office.form(call);
    var order = forms.read(form);
    var url = form.text("input_url").filter(text -> !text.isBlank());
    if (form.part("file").isEmpty() && url.isPresent()) {
      try (var fetched = office.fetch(url.get())) {
        return accepted(call, order, fetched.submission());
      }
    }
    if (form.part("file").isEmpty()) {
      throw Denial.of(400, "One of file, input_url and input_s3_path must be provided");
    }
    return accepted(call, order, Office.submission(Office.file(form, "file")));
  }

  private Served accepted(Call call, Order order, Acceptance.Submission submission)
      throws InterruptedException {
    var id = call.dice("llamaparse.job").uuid().toString();
    var job = office.acceptance().accept(call, id, order, submission);
    return office.acceptance().served(Reply.json(200, Json.text(json(job))), job);
  }

  private static ObjectNode json(Job job) {
    var node = Json.object().put("id", job.id()).put("status", status(job));
    node.put("error_code", job.failure().map(Outcome.Failed::code).orElse(null));
    return node.put("error_message", job.failure().map(Outcome.Failed::message).orElse(null));
  }

  /// A job that runs is PENDING still: v1 knows no RUNNING.
  private static String status(Job job) {
    return switch (job.state()) {
      case PENDING, RUNNING -> "PENDING";
      case FAILED -> "ERROR";
      case CANCELLED -> "CANCELLED";
      case COMPLETED ->
          job.result().filter(Parsed::isPartial).isPresent() ? "PARTIAL_SUCCESS" : "SUCCESS";
    };
  }

  private static Served extensions() {
    var extensions = Json.array();
    Extensions.SUPPORTED.forEach(extension -> extensions.add("." + extension));
    return Served.free(Reply.json(200, Json.text(extensions)));
  }

  private Served history(Call call) {
    var jobs = Json.array();
    for (var job : office.jobs().all(Project.of(call))) {
      jobs.add(
          json(job)
              .put("file_name", job.ticket().fileName())
              .put("created_at", job.times().created().toString()));
    }
    return Served.free(Reply.json(200, Json.text(jobs)));
  }

  private Served job(Call call) {
    return Served.free(Reply.json(200, Json.text(json(find(call)))));
  }

  private Job find(Call call) throws Refusal {
    return office
        .jobs()
        .find(call.path().getOrDefault("id", ""), Project.of(call))
        .orElseThrow(() -> Denial.of(404, "Job not found"));
  }

  private Served details(Call call) {
    var job = find(call);
    var body = json(job).put("file_name", job.ticket().fileName());
    body.put("created_at", job.times().created().toString());
    job.result().ifPresent(parsed -> body.set("job_metadata", metadata(job, parsed)));
    return Served.free(Reply.json(200, Json.text(body)));
  }

  private Served parameters(Call call) {
    return Served.free(Reply.json(200, find(call).order().options()));
  }

  private ObjectNode metadata(Job job, Parsed parsed) {
    return ResultsV1.metadata(job, parsed, now());
  }

  private Instant now() {
    return office.world().timeline().now();
  }

  private Served result(Call call) {
    var job = find(call);
    var parsed = parsed(job);
    var body = Json.object();
    switch (call.path().getOrDefault("type", "")) {
      case "markdown" -> body.put("markdown", ResultsV1.markdown(job, parsed));
      case "text" -> body.put("text", ResultsV1.text(job, parsed));
      case "json" -> body.set("pages", ResultsV1.pages(job, parsed));
      case "structured" -> body.putNull("structured");
      default -> throw notFound(job);
    }
    body.set("job_metadata", metadata(job, parsed));
    return Served.free(Reply.json(200, Json.text(body)));
  }

  private static Parsed parsed(Job job) {
    return job.result().orElseThrow(() -> notFound(job));
  }

  /// The same for a result that is not there yet, and one that will never be.
  private static Refusal notFound(Job job) {
    return Denial.of(
        404,
        "Result for Parsing Job "
            + job.id()
            + " not found. Check job status to see if it has completed.");
  }

  private Served rawResult(Call call) {
    var job = find(call);
    var parsed = parsed(job);
    return switch (call.path().getOrDefault("type", "")) {
      case "markdown" -> raw("text/markdown; charset=utf-8", ResultsV1.markdown(job, parsed));
      case "text" -> raw("text/plain; charset=utf-8", ResultsV1.text(job, parsed));
      case "json" -> raw(Reply.JSON, Json.text(ResultsV1.pages(job, parsed)));
      default -> throw notFound(job);
    };
  }

  private static Served raw(String type, String body) {
    return Served.free(new Reply.Whole(200, Fields.NONE, type, body));
  }
}
