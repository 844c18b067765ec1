package lectern.api.openai;

import java.util.Map;
import java.util.Optional;
import lectern.gateway.CallError;
import lectern.gateway.Mender;
import lectern.gateway.Outcome.GivenUp;
import lectern.gateway.Sent.RawError;
import lectern.http.Bytes;
import lectern.http.CallProblems;
import lectern.http.Problem;
import lectern.http.Reply;

/// What a client is told of a call that failed.
final class Failures {
  private Failures() {}

  /// What the caller can put right is told in the provider's own words and with its status; for the
  /// rest, the provider's status would blame the wrong one.
  static Reply reply(GivenUp<?> failed) {
    return ownWords(failed)
        .<Reply>map(raw ->
            new Reply.Content(
                status(failed.error(), raw),
                "application/json",
                Bytes.of(raw.body()),
                headers(failed)))
        .orElseThrow(() -> problem(failed));
  }

  /// OpenAI's SDKs repeat every 5xx by themselves, unless they are told that it is no use.
  private static Map<String, String> headers(GivenUp<?> failed) {
    var headers = AccountHeaders.of(failed.account());
    if (failed.error().mender() != Mender.TIME) {
      headers.put("x-should-retry", "false");
    }
    return headers;
  }

  private static Optional<RawError> ownWords(GivenUp<?> failed) {
    boolean isCallers = failed.error().mender() == Mender.CALLER;
    return failed.raw().filter(raw -> isCallers && raw.body().stripLeading().startsWith("{"));
  }

  /// OpenAI says 429 to what can never succeed, and its clients then try again.
  private static int status(CallError error, RawError raw) {
    boolean invitesRetries = raw.status() == 429 || raw.status() < 400;
    return invitesRetries ? (error instanceof CallError.TooLarge ? 413 : 400) : raw.status();
  }

  static Problem problem(GivenUp<?> failed) {
    var problem = CallProblems.of(failed.error(), failed.account().call());
    for (var header : headers(failed).entrySet()) {
      problem = problem.withHeader(header.getKey(), header.getValue());
    }
    return problem;
  }

  /// An error in the middle of a stream, in OpenAI's shape.
  static Map<String, Object> told(GivenUp<?> failed) {
    var error = failed.error();
    return Map.of(
        "message", error.message(),
        "type", error.mender() == Mender.CALLER ? "invalid_request_error" : "server_error",
        "code", error.word());
  }
}
