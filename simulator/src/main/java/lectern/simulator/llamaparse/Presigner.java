package lectern.simulator.llamaparse;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import lectern.simulator.http.Refusal;
import lectern.simulator.http.Request;
import lectern.simulator.route.World;

/// Makes URLs that open one thing for a while without a key, in the shape of Amazon's, and checks
/// them. They lead to this same server, where the real ones lead to another. The signature only
/// keeps honest clients honest.
final class Presigner {
  /// "Presigned URLs live much shorter" than 48 hours (contract, section 7); how long is not
  /// published.
  static final Duration LIVE_FOR = Duration.ofMinutes(15);

  static final String PATH = "/presigned/";

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final World world;

  Presigner(World world) {
    this.world = world;
  }

  /// A URL for the thing at that path, as seen by whoever sent the request.
  String sign(Request request, String path) {
    var date = DATE.format(world.timeline().now());
    var host = request.headers().first("host").orElse("localhost");
    var query =
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=%s&X-Amz-Expires=%d&X-Amz-Signature=%s"
            .formatted(date, LIVE_FOR.toSeconds(), signature(path, date));
    return "http://" + host + PATH + path + "?" + query;
  }

  /// When a URL that is signed now expires.
  Instant expiry() {
    return world.timeline().now().plus(LIVE_FOR);
  }

  private String signature(String path, String date) {
    return world.seed().dice("llamaparse.presigned", path, date).hex(64);
  }

  /// Lets only good URLs pass, and only without the header that must not be sent along.
  void check(Request request) throws Refusal {
    if (request.headers().first("authorization").isPresent()) {
      throw Denial.ofStorage(400, "InvalidArgument", "Only one auth mechanism allowed");
    }
    var date = request.query().first("X-Amz-Date").orElse("");
    var path = request.path().substring(PATH.length());
    if (!request.query().first("X-Amz-Signature").orElse("").equals(signature(path, date))) {
      throw Denial.ofStorage(
          403, "SignatureDoesNotMatch", "The request signature does not match the one expected.");
    }
    if (world.timeline().now().isAfter(instant(date).plus(LIVE_FOR))) {
      throw Denial.ofStorage(403, "AccessDenied", "Request has expired");
    }
  }

  private static Instant instant(String date) {
    try {
      return Instant.from(DATE.parse(date));
    } catch (DateTimeParseException e) {
      return Instant.MIN;
    }
  }
}
