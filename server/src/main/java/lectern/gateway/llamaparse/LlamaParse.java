package lectern.gateway.llamaparse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lectern.gateway.Gateway;
import lectern.gateway.Outcome;
import lectern.gateway.llamaparse.Exchange.Asked;
import lectern.gateway.llamaparse.Exchange.Subject;
import lectern.gateway.wire.Transport;
import tools.jackson.databind.json.JsonMapper;

/// What LlamaParse (v2) can be asked. Each method is one exchange, and each exchange a call of the
/// gateway, which alone decides about trying again. Safe to use from many threads.
///
/// A job is created once: when nobody knows whether the create was served, the outcome says so, and
/// whoever asked looks for the job in the {@link #list} before asking again.
public final class LlamaParse {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String JOBS = "/api/v2/parse";

  private final Gateway gateway;
  private final Transport transport;

  public LlamaParse(Gateway gateway, Transport transport) {
    this.gateway = gateway;
    this.transport = transport;
  }

  /// Uploads a file and creates its job.
  ///
  /// @throws UncheckedIOException when the file cannot be read
  public Outcome<ParseJob> upload(Errand errand, Upload upload) throws InterruptedException {
    var form = form(upload);
    var asked =
        new Asked("POST", JOBS + "/upload", form, Optional.of(form.contentType()), Subject.NEW);
    return call(errand, "parse.upload", asked, Replies::job);
  }

  private static Multipart form(Upload upload) {
    try {
      var name = upload.intent() + "." + upload.extension();
      return new Multipart(configuration(upload), upload.file(), name);
    } catch (IOException e) {
      throw new UncheckedIOException("the original cannot be read", e);
    }
  }

  private static String configuration(Upload upload) {
    var root = JSON.createObjectNode();
    root.put("tier", upload.recipe().tier());
    root.put("version", upload.recipe().version());
    root.putObject("output_options")
        .putObject("markdown")
        .putObject("tables")
        .put("output_tables_as_markdown", true);
    root.putObject("processing_control")
        .putObject("job_failure_conditions")
        .put("allowed_page_failure_ratio", Recipe.PAGES_MAY_FAIL);
    root.putObject("user_metadata").put(Replies.INTENT, upload.intent());
    if (upload.cache() == Upload.Cache.PASSED_BY) {
      root.put("disable_cache", true);
    }
    upload
        .webhook()
        .ifPresent(hook -> {
          var configuration = root.putArray("webhook_configurations").addObject();
          configuration.put("webhook_url", hook.url());
          configuration.put("webhook_output_format", "json");
          configuration.put("webhook_signing_secret", hook.secret());
          var events = configuration.putArray("webhook_events");
          Webhooks.EVENTS.forEach(events::add);
        });
    return JSON.writeValueAsString(root);
  }

  /// How a job is doing.
  public Outcome<ParseJob> job(Errand errand, String id) throws InterruptedException {
    return call(errand, "parse.job", about("GET", id), Replies::wrapped);
  }

  /// The pages of a finished job: their Markdown, or their text where its tier has no Markdown.
  ///
  /// @param maxChars of all pages together
  /// @return empty when the result has more
  public Outcome<Optional<List<ParsedPage>>> pages(Errand errand, String id, long maxChars)
      throws InterruptedException {
    var markdown = part(errand, id, "markdown", maxChars);
    boolean hasNone =
        markdown instanceof Outcome.Answered<Part>(var part, _) && part instanceof Part.Absent;
    var found = hasNone ? part(errand, id, "text", maxChars) : markdown;
    return switch (found) {
      case Outcome.Answered<Part>(var part, var account) ->
          new Outcome.Answered<>(part.pages(), account);
      case Outcome.GivenUp<Part>(var error, var raw, var account) ->
          new Outcome.GivenUp<>(error, raw, account);
    };
  }

  /// A part of a result.
  private sealed interface Part {
    record Pages(List<ParsedPage> list) implements Part {}

    record Absent() implements Part {}

    record TooMuch() implements Part {}

    default Optional<List<ParsedPage>> pages() {
      return switch (this) {
        case Pages(var list) -> Optional.of(list);
        case Absent _ -> Optional.of(List.of());
        case TooMuch _ -> Optional.empty();
      };
    }
  }

  private Outcome<Part> part(Errand errand, String id, String name, long maxChars)
      throws InterruptedException {
    var asked = about("GET", id + "?expand=" + name);
    return call(
        errand,
        "parse.result",
        asked,
        body -> {
          try {
            return Replies.pages(body, name, maxChars)
                .<Part>map(Part.Pages::new)
                .orElseGet(Part.Absent::new);
          } catch (Replies.TooMuchText _) {
            return new Part.TooMuch();
          }
        });
  }

  /// Ends a job, if it still goes on.
  public Outcome<ParseJob> cancel(Errand errand, String id) throws InterruptedException {
    return call(errand, "parse.cancel", about("POST", id + "/cancel"), Replies::job);
  }

  /// Jobs that were created since a moment.
  ///
  /// @param from where the list before ended; empty for its beginning
  public Outcome<JobList> list(Errand errand, Instant since, Optional<String> from)
      throws InterruptedException {
    var query =
        "?page_size=100&created_at_on_or_after="
            + URLEncoder.encode(since.toString(), UTF_8)
            + from.map(token -> "&page_token=" + URLEncoder.encode(token, UTF_8)).orElse("");
    return call(
        errand, "parse.list", Asked.of("GET", JOBS + query, Subject.ALL_JOBS), Replies::list);
  }

  private static Asked about(String method, String job) {
    return Asked.of(method, JOBS + "/" + job, Subject.JOB);
  }

  private <T> Outcome<T> call(
      Errand errand, String operation, Asked asked, Exchange.Reader<T> reader)
      throws InterruptedException {
    return gateway.call(errand.request(operation), new Exchange<>(transport, asked, reader));
  }
}
