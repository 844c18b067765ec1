package lectern.simulator.serve;

import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import lectern.simulator.http.Body;
import lectern.simulator.http.Fields;
import lectern.simulator.http.Query;
import lectern.simulator.http.Request;
import lectern.simulator.route.World;
import org.eclipse.jetty.io.Content;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Receives requests: reads the body, takes the fingerprint, counts occurrences.
final class Intake {
  private static final JsonMapper JSON = new JsonMapper();

  private final World world;
  private final ConcurrentHashMap<String, AtomicInteger> occurrences = new ConcurrentHashMap<>();

  Intake(World world) {
    this.world = world;
  }

  Request read(org.eclipse.jetty.server.Request request) throws IOException {
    var uri = request.getHttpURI();
    var path = uri.getCanonicalPath();
    var query = uri.getQuery() == null ? "" : uri.getQuery();
    var bytes = Content.Source.asInputStream(request).readAllBytes();
    var fingerprint = fingerprint(request.getMethod() + " " + path + "?" + query + "\n", bytes);
    var occurrence =
        occurrences.computeIfAbsent(fingerprint, _ -> new AtomicInteger()).incrementAndGet();
    var fields =
        new Fields(
            request.getHeaders().stream()
                .map(field -> new Fields.Field(field.getName(), field.getValue()))
                .toList());
    return new Request(
        request.getMethod(),
        path,
        Query.of(query),
        fields,
        body(bytes),
        fingerprint,
        occurrence,
        world.timeline().now());
  }

  private static Body body(byte[] bytes) {
    if (bytes.length == 0) {
      return new Body.None();
    }
    try {
      return new Body.Json(JSON.readTree(bytes));
    } catch (JacksonException e) {
      return new Body.Unreadable("not JSON");
    }
  }

  private static String fingerprint(String head, byte[] body) {
    try {
      var digest = java.security.MessageDigest.getInstance("SHA-256");
      digest.update(head.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(body));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
