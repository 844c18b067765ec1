package lectern.simulator.llamaparse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import lectern.simulator.http.Refusal;
import lectern.simulator.llamaparse.Outcome.Parsed;
import lectern.simulator.route.Call;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// A job with what `expand` asks for beside it. What is not there yet, or not for this job, is
/// null.
final class Expansion {
  private static final String CONTENT = "_content_metadata";

  // what may be asked for by itself, and as the metadata of a file
  private static final List<String> PARTS =
      List.of("markdown", "text", "items", "metadata", "markdown_full", "text_full", "forms");

  // what may be asked for as the metadata of a file only; the simulator never has the last four
  private static final List<String> FILES =
      List.of(
          "stripped_markdown", "concatenated_stripped_markdown", "raw_words", "xlsx", "output_pdf");

  private static final List<String> OTHERS = List.of("job_metadata", "usage", "images" + CONTENT);

  private final Office office;
  private final Results results;

  Expansion(Office office) {
    this.office = office;
    this.results = new Results(office.world().seed());
  }

  ObjectNode of(Job job, Call call) throws Refusal {
    var wanted = call.request().query().list("expand");
    wanted.forEach(Expansion::check);
    var usage =
        wanted.contains("usage")
            ? new JobJson.Usage.At(office.world().timeline().now())
            : JobJson.Usage.HIDDEN;
    var body = Json.object();
    body.set("job", JobJson.of(job, usage));
    for (var name : wanted) {
      expand(body, name, job, call);
    }
    return body;
  }

  private static void check(String name) {
    var file = name.endsWith(CONTENT) ? name.substring(0, name.length() - CONTENT.length()) : "";
    if (!PARTS.contains(name)
        && !PARTS.contains(file)
        && !FILES.contains(file)
        && !OTHERS.contains(name)) {
      Inspection.of(Json.object().put("expand", name), "query")
          .wrong("expand", "enum", "Input should be one of the documented expand values")
          .conclude();
    }
  }

  private void expand(ObjectNode body, String name, Job job, Call call) {
    if (name.equals("usage")) {
      return;
    }
    if (name.equals("job_metadata")) {
      body.set(name, show(job, parsed -> Optional.of(jobMetadata(job, parsed))));
    } else if (name.equals("images" + CONTENT)) {
      body.set(name, show(job, _ -> Optional.of(noImages())));
    } else if (name.endsWith(CONTENT)) {
      var part = name.substring(0, name.length() - CONTENT.length());
      var all =
          body.optional("result" + CONTENT).orElseGet(() -> body.putObject("result" + CONTENT));
      ((ObjectNode) all)
          .set(part, job.result().isPresent() ? link(job, part, call) : NullNode.instance);
    } else {
      body.set(name, content(job, name).orElse(NullNode.instance));
    }
  }

  private static JsonNode show(Job job, Function<Parsed, Optional<? extends JsonNode>> write) {
    return job.result().<JsonNode>flatMap(write).orElse(NullNode.instance);
  }

  private JsonNode jobMetadata(Job job, Parsed parsed) {
    return ResultsV1.metadata(job, parsed, office.world().timeline().now());
  }

  private static ObjectNode noImages() {
    var images = Json.object().put("total_count", 0);
    images.putArray("images");
    return images;
  }

  private ObjectNode link(Job job, String part, Call call) {
    var content = content(job, part).map(Expansion::text);
    var bytes = content.map(text -> text.getBytes(StandardCharsets.UTF_8).length).orElse(0);
    var url =
        content.map(
            _ -> office.presigner().sign(call.request(), "results/" + job.id() + "/" + part));
    return Json.object()
        .put("size_bytes", bytes)
        .put("exists", content.isPresent())
        .put("presigned_url", url.orElse(null));
  }

  /// The part of that name as a file holds it: text as it is, all else as JSON.
  static String text(JsonNode content) {
    return content.isString() ? content.asString() : Json.text(content);
  }

  /// The part of that name, if the job has come to it and has one.
  Optional<JsonNode> content(Job job, String part) {
    return job.result().flatMap(parsed -> content(job, parsed, part));
  }

  private Optional<JsonNode> content(Job job, Parsed parsed, String part) {
    return switch (part) {
      case "markdown" -> results.markdown(job, parsed).map(JsonNode.class::cast);
      case "text", "stripped_markdown" -> Optional.of(results.text(parsed));
      case "items" -> results.items(job, parsed).map(JsonNode.class::cast);
      case "metadata" -> Optional.of(results.metadata(job, parsed));
      case "markdown_full" -> results.markdownFull(job, parsed).map(StringNode::valueOf);
      case "text_full", "concatenated_stripped_markdown" ->
          Optional.of(StringNode.valueOf(results.textFull(job, parsed)));
      case "forms" -> Optional.of(noForms());
      default -> Optional.empty();
    };
  }

  private static ObjectNode noForms() {
    var forms = Json.object();
    forms.putArray("pages");
    return forms;
  }
}
