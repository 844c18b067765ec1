package lectern.gateway.openai;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import lectern.gateway.CallError;
import lectern.gateway.CallError.Invalid;
import lectern.gateway.CallError.KeyRejected;
import lectern.gateway.CallError.NotAllowed;
import lectern.gateway.CallError.NotFound;
import lectern.gateway.CallError.NotOffered;
import lectern.gateway.CallError.NotUnderstood;
import lectern.gateway.CallError.OutOfCredit;
import lectern.gateway.CallError.Overloaded;
import lectern.gateway.CallError.ProviderFailed;
import lectern.gateway.CallError.Refused;
import lectern.gateway.CallError.Throttled;
import lectern.gateway.CallError.TooLarge;
import lectern.gateway.CallError.TooLong;
import lectern.gateway.CallError.UnknownModel;
import lectern.gateway.wire.ErrorReply;
import lectern.gateway.wire.Excerpt;
import lectern.gateway.wire.Hints;

/// What an error of OpenAI's kind means: those of OpenAI itself, of Azure, and of the servers that
/// speak the same language (vLLM, llama.cpp, Ollama), as their documents and bug reports of 2026
/// have them. Types, codes and texts are open sets, so the status decides where nothing else does;
/// and where that says nothing either, the error is not understood.
final class OpenAiErrors {
  /// Money, not time: waiting never helps, although they come as 429.
  private static final Set<String> OUT_OF_CREDIT =
      Set.of(
          "insufficient_quota",
          "credit_balance_exhausted",
          "organization_spend_limit_exceeded",
          "project_spend_limit_exceeded",
          "organization_usage_limit_exceeded",
          "billing_hard_limit_reached",
          "billing_not_active");

  private static final Set<String> REFUSED =
      Set.of(
          "invalid_prompt",
          "content_policy_violation",
          "content_filter",
          "image_content_policy_violation",
          "bio_policy");

  private static final Set<String> TOO_LONG =
      Set.of("context_length_exceeded", "exceed_context_size_error");

  private static final Set<String> OVERLOADED =
      Set.of("server_is_overloaded", "service_unavailable_error", "overloaded_error");

  private static final Set<String> NOT_ALLOWED =
      Set.of(
          "mismatched_organization",
          "mismatched_project",
          "ip_not_authorized",
          "unsupported_country_region_territory",
          "data_residency_mismatch");

  private static final Set<String> UNKNOWN_MODEL = Set.of("model_not_found", "DeploymentNotFound");

  private static final Pattern WINDOW =
      Pattern.compile(
          "maximum context length is ([\\d,]{1,15})|maximum model length of (\\d{1,12})");
  private static final Pattern WINDOW_SIZE =
      Pattern.compile(
          "(?:resulted in|you requested|the request has|prompt \\(length) ([\\d,]{1,15})");
  private static final Pattern NO_MODEL =
      Pattern.compile("(?i)\\bmodel\\b.{0,200}\\b(not found|does not exist|not have access)");
  private static final Pattern NO_SUCH_PATH =
      Pattern.compile("(?i)^(?:not found|file not found|invalid url.*)$");
  private static final Pattern OVERLOAD = Pattern.compile("(?i)overload|slow down");

  private OpenAiErrors() {}

  /// What an error means that a reply is, or that stands inside one whose status promised success.
  static CallError classify(ErrorReply reply) {
    var hints = Hints.of(reply.header(), reply.body());
    var error = meaning(reply, hints);
    return hints.advice() == Hints.Advice.DO_NOT ? error.withoutRetry() : error;
  }

  private static CallError meaning(ErrorReply reply, Hints hints) {
    var words = ErrorWords.of(reply.body());
    return words
        .flatMap(it -> byCode(it, reply, hints))
        .orElseGet(() -> byStatus(words, reply, hints));
  }

  /// What holds whatever the status is.
  private static Optional<CallError> byCode(ErrorWords words, ErrorReply reply, Hints hints) {
    if (words.is(OUT_OF_CREDIT)) {
      return Optional.of(new OutOfCredit(words.told()));
    }
    if (words.is(TOO_LONG) || WINDOW.matcher(words.message()).find()) {
      return Optional.of(tooLong(words));
    }
    if (words.is(REFUSED)) {
      return Optional.of(new Refused(words.told()));
    }
    if (words.is(Set.of("max_tokens_per_request")) || words.begins("Request too large")) {
      return Optional.of(new TooLarge(words.told()));
    }
    if (words.is(NOT_ALLOWED)
        || words.begins("You must be a member of an organization")
        || words.begins("You have insufficient permissions")) { // of a restricted key
      return Optional.of(new NotAllowed(words.told()));
    }
    if (words.is(UNKNOWN_MODEL)) {
      return Optional.of(new UnknownModel(words.told()));
    }
    return words.is(OVERLOADED) ? Optional.of(overloaded(reply, hints)) : Optional.empty();
  }

  private static TooLong tooLong(ErrorWords words) {
    var tokens = words.figure("n_prompt_tokens");
    var limit = words.figure("n_ctx");
    return new TooLong(
        tokens.isPresent() ? tokens : figure(WINDOW_SIZE, words.message()),
        limit.isPresent() ? limit : figure(WINDOW, words.message()));
  }

  private static OptionalLong figure(Pattern pattern, String text) {
    var found = pattern.matcher(text);
    if (!found.find()) {
      return OptionalLong.empty();
    }
    for (int group = 1; group <= found.groupCount(); group++) {
      var digits = Optional.ofNullable(found.group(group)).orElse("").replace(",", "");
      if (!digits.isEmpty()) {
        return OptionalLong.of(Long.parseLong(digits));
      }
    }
    return OptionalLong.empty();
  }

  /// Of one that says that it has too much to do.
  private static CallError overloaded(ErrorReply reply, Hints hints) {
    return reply.status() == 429 ? new Throttled(hints.pause()) : new Overloaded(hints.pause());
  }

  private static CallError byStatus(Optional<ErrorWords> words, ErrorReply reply, Hints hints) {
    int status = reply.status() >= 400 ? reply.status() : words.map(it -> it.status()).orElse(0);
    var told = words.map(ErrorWords::told).orElseGet(() -> Excerpt.of(reply.body()));
    return switch (status) {
      case 401 -> new KeyRejected(told);
      case 402 -> new OutOfCredit(told);
      case 403 -> hasNoModel(words) ? new UnknownModel(told) : new NotAllowed(told);
      case 404 -> notFound(words, told);
      case 405, 501 -> new NotOffered(told);
      case 408, 409 -> new ProviderFailed(reply.status(), hints.pause());
      case 413 -> new TooLarge(told);
      case 429 -> new Throttled(hints.pause());
      case 400, 422 -> invalid(words, reply, told);
      default ->
          status < 500 || status > 599
              ? new NotUnderstood(reply.status(), Excerpt.of(reply.body()))
              : failed(words, reply, hints);
    };
  }

  private static CallError failed(Optional<ErrorWords> words, ErrorReply reply, Hints hints) {
    boolean isTooMuch =
        words.filter(it -> OVERLOAD.matcher(it.message()).find()).isPresent()
            || reply.status() == 529;
    return isTooMuch
        ? new Overloaded(hints.pause())
        : new ProviderFailed(reply.status(), hints.pause());
  }

  /// Only who speaks the language says that the request is wrong; a proxy's page does not know.
  private static CallError invalid(Optional<ErrorWords> words, ErrorReply reply, String told) {
    if (words.isEmpty()) {
      return new NotUnderstood(reply.status(), told);
    }
    return hasNoModel(words) ? new UnknownModel(told) : new Invalid(words.get().param(), told);
  }

  /// Servers that lack a whole path say so with 404, too, and seldom in OpenAI's shape.
  private static CallError notFound(Optional<ErrorWords> words, String told) {
    if (words.isEmpty() || NO_SUCH_PATH.matcher(words.get().message()).matches()) {
      return new NotOffered(told);
    }
    return hasNoModel(words) ? new UnknownModel(told) : new NotFound(told);
  }

  private static boolean hasNoModel(Optional<ErrorWords> words) {
    return words.filter(it -> NO_MODEL.matcher(it.message()).find()).isPresent();
  }
}
