package lectern.gateway.llamaparse;

import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import lectern.gateway.CallError;
import lectern.gateway.CallError.BadDocument;
import lectern.gateway.CallError.Invalid;
import lectern.gateway.CallError.JobOutOfTime;
import lectern.gateway.CallError.KeyRejected;
import lectern.gateway.CallError.NotAllowed;
import lectern.gateway.CallError.NotFound;
import lectern.gateway.CallError.NotOffered;
import lectern.gateway.CallError.NotUnderstood;
import lectern.gateway.CallError.OutOfCredit;
import lectern.gateway.CallError.ProviderFailed;
import lectern.gateway.CallError.ResultExpired;
import lectern.gateway.CallError.Throttled;
import lectern.gateway.CallError.TooLarge;
import lectern.gateway.wire.ErrorReply;
import lectern.gateway.wire.Excerpt;
import lectern.gateway.wire.Hints;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an error of LlamaParse's API means, and what it means that a job failed. What is wrong with
/// a request comes as a status; what is wrong with a document comes later, as a job that failed,
/// with status 200 everywhere. The list of codes is open: an unknown one is not understood.
final class LlamaParseErrors {
  private static final JsonMapper JSON = new JsonMapper();

  private static final Set<String> BAD_DOCUMENT =
      Set.of("PDF_IS_PROTECTED", "PDF_IS_BROKEN", "NO_DATA_FOUND_IN_FILE");
  private static final Set<String> TOO_LARGE = Set.of("DOCUMENT_TOO_LARGE", "TOO_MANY_PAGES");
  private static final Set<String> OUT_OF_TIME = Set.of("TIMEOUT", "EXPIRED");

  /// Where in a failed job's message the code stands is not documented; it is the first word that
  /// looks like one.
  private static final Pattern CODE =
      Pattern.compile("\\b(TIMEOUT|EXPIRED|llm_refusal|[A-Z]{2,20}(?:_[A-Z]{2,20}){1,5})\\b");

  private static final Pattern WRONG_TYPE =
      Pattern.compile(
          "(?i)(unsupported|not supported).*(file|extension|type|format)"
              + "|(file|extension|type|format).*(unsupported|not supported)");
  private static final Pattern EMPTY_FILE = Pattern.compile("(?i)\\bempty\\b");
  private static final Pattern EXPIRED = Pattern.compile("(?i)\\bexpired\\b");

  private LlamaParseErrors() {}

  /// What an error means of a request that names nothing the provider has told us about before.
  static CallError classify(ErrorReply reply) {
    var hints = Hints.of(reply.header(), reply.body());
    var error = meaning(reply, hints);
    return hints.advice() == Hints.Advice.DO_NOT ? error.withoutRetry() : error;
  }

  /// The same of a request for what was there: a job we made, a result it announced. Both are
  /// deleted 48 hours later (vendor's documentation), and the addresses of results stop working
  /// much sooner.
  static CallError classifyKnown(ErrorReply reply) {
    return classify(reply) instanceof NotFound(var told)
        ? new ResultExpired(told)
        : classify(reply);
  }

  private static CallError meaning(ErrorReply reply, Hints hints) {
    int status = reply.status();
    var told = told(reply.body());
    return switch (status) {
      case 400 -> badRequest(reply, told);
      case 401 -> new KeyRejected(told);
      case 402 -> new OutOfCredit(told);
      case 403 -> isExpired(reply) ? new ResultExpired(told) : new NotAllowed(told);
      case 404 ->
          detail(reply.body()).isEmpty()
              ? new NotUnderstood(status, Excerpt.of(reply.body())) // some proxy's page
              : new NotFound(told);
      case 405 -> new NotOffered(told);
      case 410 -> new ResultExpired(told);
      case 408, 409 -> new ProviderFailed(status, hints.pause());
      case 413 -> new TooLarge(told);
      case 422 -> invalid(reply);
      case 429 -> new Throttled(hints.pause());
      default ->
          status >= 500 && status <= 599
              ? new ProviderFailed(status, hints.pause())
              : new NotUnderstood(status, Excerpt.of(reply.body()));
    };
  }

  /// Another parser may well read what this one does not take.
  private static CallError badRequest(ErrorReply reply, String told) {
    if (detail(reply.body()).isEmpty()) {
      return new NotUnderstood(reply.status(), told);
    }
    if (WRONG_TYPE.matcher(told).find()) {
      return new NotOffered(told);
    }
    return EMPTY_FILE.matcher(told).find()
        ? new BadDocument("NO_DATA_FOUND_IN_FILE", told)
        : new Invalid("", told);
  }

  /// Stores of files say in XML that an address they signed is too old.
  private static boolean isExpired(ErrorReply reply) {
    return detail(reply.body()).isEmpty() && EXPIRED.matcher(reply.body()).find();
  }

  private static CallError invalid(ErrorReply reply) {
    var first = detail(reply.body()).orElseGet(JSON::nullNode).path(0);
    var place = new ArrayList<String>();
    first.path("loc").forEach(step -> place.add(step.asString("")));
    return new Invalid(String.join(".", place), told(reply.body()));
  }

  private static Optional<JsonNode> detail(String body) {
    try {
      var detail = JSON.readTree(body).path("detail");
      return detail.isMissingNode() || detail.isNull() ? Optional.empty() : Optional.of(detail);
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  /// The detail may be a text, a list of what is wrong, or an object.
  private static String told(String body) {
    var detail = detail(body);
    var text =
        detail
            .flatMap(it ->
                it.asStringOpt()
                    .or(() -> it.path(0).path("msg").asStringOpt())
                    .or(() -> it.path("message").asStringOpt()))
            .or(() -> detail.map(JsonNode::toString));
    return Excerpt.of(text.orElse(body));
  }

  /// What it means that a job ended badly.
  ///
  /// @param status of the job: `FAILED`, `CANCELLED`, or `ERROR` in the older version
  /// @param message with a code somewhere in it; the older version's code itself does as well
  static CallError job(String status, String message) {
    var found = CODE.matcher(message);
    var code = found.find() ? found.group(1) : "";
    var told = Excerpt.of(message);
    if (BAD_DOCUMENT.contains(code)) {
      return new BadDocument(code, told);
    }
    if (TOO_LARGE.contains(code)) {
      return new TooLarge(told);
    }
    if (OUT_OF_TIME.contains(code)) {
      return new JobOutOfTime(code);
    }
    if (code.startsWith("INVALID_")) {
      return new Invalid(code, told);
    }
    return switch (code) {
      // Another parser may read it, and another tier has another model.
      case "UNSUPPORTED_FILE_TYPE", "llm_refusal" -> new NotOffered(told);
      default -> new NotUnderstood(200, Excerpt.of("job %s: %s".formatted(status, message)));
    };
  }
}
