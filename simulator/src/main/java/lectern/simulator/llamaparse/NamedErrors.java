package lectern.simulator.llamaparse;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import lectern.simulator.http.Fields;
import lectern.simulator.http.Reply;
import lectern.simulator.route.Call;

/// The errors of the contract's section 6 by the names that plans use.
final class NamedErrors {
  private static final Map<String, Function<Call, Reply.Whole>> ERRORS = new TreeMap<>();

  static {
    put("bad_request", 400, "Bad request");
    put("invalid_token", 401, "Invalid authentication token");
    put("invalid_api_key", 401, "Invalid API Key");
    put("out_of_credits", 402, "You've exceeded the maximum number of credits for your plan");
    put("forbidden", 403, "You do not have permission to access this project");
    put("not_found", 404, "Not Found");
    put("timeout", 408, "Request Timeout");
    put("conflict", 409, "Conflict");
    put("payload_too_large", 413, "File too large");
    put("rate_limit", 429, "Rate limit exceeded. Please try again later.");
    put("overloaded", 503, "Service Unavailable");
    ERRORS.put("validation", _ -> Inspection.of(Json.object(), "body").lacking("tier").reply());
    ERRORS.put("server_error", NamedErrors::serverError);
    ERRORS.put("bad_gateway", _ -> ofProxy(502, "Bad Gateway"));
    ERRORS.put("service_unavailable", _ -> ofProxy(503, "Service Temporarily Unavailable"));
    ERRORS.put("gateway_timeout", _ -> ofProxy(504, "Gateway Time-out"));
  }

  private NamedErrors() {}

  static Set<String> names() {
    return ERRORS.keySet();
  }

  static Optional<Reply.Whole> of(String name, Call call) {
    return Optional.ofNullable(ERRORS.get(name)).map(error -> error.apply(call));
  }

  private static void put(String name, int status, String detail) {
    ERRORS.put(name, _ -> Denial.reply(status, detail));
  }

  private static Reply.Whole serverError(Call call) {
    return Denial.reply(
        500,
        "Oops! Something went wrong on our end. Please try again later. If the problem persists,"
            + " contact us with this correlation ID: "
            + call.dice("correlation").uuid());
  }

  private static Reply.Whole ofProxy(int status, String reason) {
    var page =
        """
        <html>
        <head><title>%1$d %2$s</title></head>
        <body>
        <center><h1>%1$d %2$s</h1></center>
        </body>
        </html>
        """
            .formatted(status, reason);
    return new Reply.Whole(status, Fields.NONE, "text/html", page);
  }
}
