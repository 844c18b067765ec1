package lectern.simulator.serve;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import lectern.simulator.fault.Fault;
import lectern.simulator.http.Fields;
import lectern.simulator.http.Reply;

/// Puts on an error what a plan wants it to say about when to come again.
final class RetryHints {
  private static final String HTTP_DATE = "http-date:";
  // RFC 9110, section 5.6.7
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private RetryHints() {}

  /// The error with these hints in the place of its own.
  ///
  /// @param now from when dates are counted
  static Reply.Whole put(Fault.Hints hints, Reply.Whole error, Instant now) {
    var headers = error.headers();
    if (hints.retryAfter().isPresent()) {
      headers = retryAfter(headers, hints.retryAfter().get(), now);
    }
    if (hints.retryAfterMillis().isPresent()) {
      headers = headers.with("retry-after-ms", Long.toString(hints.retryAfterMillis().get()));
    }
    if (hints.shouldRetry().isPresent()) {
      headers = headers.with("x-should-retry", Boolean.toString(hints.shouldRetry().get()));
    }
    return error.withHeaders(headers);
  }

  private static Fields retryAfter(Fields headers, String wanted, Instant now) {
    if (wanted.equals("none")) {
      return headers.without("retry-after").without("retry-after-ms");
    }
    if (wanted.startsWith(HTTP_DATE)) {
      var seconds = Long.parseLong(wanted.substring(HTTP_DATE.length()));
      return headers
          .with("date", DATE.format(now)) // by which the other one is read
          .with("retry-after", DATE.format(now.plusSeconds(seconds)));
    }
    return headers.with("retry-after", wanted);
  }
}
