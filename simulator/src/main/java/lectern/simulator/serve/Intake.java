package lectern.simulator.serve;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import lectern.simulator.fault.Effects;
import lectern.simulator.fault.Fault;
import lectern.simulator.http.Body;
import lectern.simulator.http.Fields;
import lectern.simulator.http.Query;
import lectern.simulator.http.Request;
import lectern.simulator.route.World;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Receives requests: reads the body as far as any endpoint would, takes the fingerprint, counts
/// occurrences.
final class Intake {
  private static final JsonMapper JSON = new JsonMapper();
  private static final byte[] NOTHING = {};
  private static final String JSON_OR_YAML = "json or yaml";
  // A length that is told is believed so far: enough for any prompt, too little to do harm.
  private static final int BELIEVED_BYTES = 1 << 20;

  private final World world;
  private final Occurrences occurrences;

  Intake(World world) {
    this.world = world;
    this.occurrences = new Occurrences(world.bill()::occurrences);
  }

  /// What is known of the request before its body is read.
  static Head head(org.eclipse.jetty.server.Request request) {
    var uri = request.getHttpURI();
    var path = uri.getCanonicalPath() == null ? "" : uri.getCanonicalPath();
    var query = uri.getQuery() == null ? "" : uri.getQuery();
    var headers = request.getHeaders();
    var fields = new Fields.Field[headers.size()];
    var i = 0;
    for (var field : headers) {
      fields[i++] =
          new Fields.Field(field.getName(), field.getValue() == null ? "" : field.getValue());
    }
    return new Head(request.getMethod(), path, query, new Fields(List.of(fields)));
  }

  /// Reads the body.
  ///
  /// @param effects what befalls the upload
  Receipt receive(org.eclipse.jetty.server.Request request, Head head, Effects effects)
      throws IOException {
    var raw = Content.Source.asInputStream(request);
    try {
      return new Receipt.Received(received(head, opened(raw, effects)));
    } catch (LimitedStream.Exceeded e) {
      forget(raw);
      return new Receipt.TooLarge(bodiless(head), e.limit());
    }
  }

  private InputStream opened(InputStream raw, Effects effects) {
    var slow = effects.first(Fault.SlowUpload.class);
    return slow.isPresent()
        ? new SlowStream(raw, slow.get().bytesPerSecond(), world.timeline())
        : raw;
  }

  private static void forget(InputStream raw) throws IOException {
    var buffer = new byte[BELIEVED_BYTES];
    var forgotten = 0L;
    for (var count = raw.read(buffer);
        count >= 0 && forgotten < Limits.FORGOTTEN_BYTES;
        count = raw.read(buffer)) {
      forgotten += count;
    }
  }

  private Request bodiless(Head head) {
    return request(head, new Body.None(), Fingerprint.of(head, NOTHING));
  }

  private Request received(Head head, InputStream wire) throws IOException {
    try {
      var plain = head.header("content-encoding").equalsIgnoreCase("gzip") ? gunzipped(wire) : wire;
      var type = contentType(head);
      return type.startsWith("multipart/form-data") ? form(head, plain) : json(head, plain, type);
    } catch (EofException gone) {
      throw gone;
    } catch (ZipException | EOFException e) {
      return unreadable(head, "the body is not gzip: " + e.getMessage());
    }
  }

  /// On the simulator's own paths it does not count: there curl's default is as good as any.
  private static String contentType(Head head) {
    return head.path().startsWith("/__sim")
        ? JSON_OR_YAML
        : head.header("content-type").toLowerCase(Locale.ROOT);
  }

  private static InputStream gunzipped(InputStream wire) throws IOException {
    return new GZIPInputStream(wire);
  }

  private Request form(Head head, InputStream plain) throws IOException {
    var boundary = MultiPart.extractBoundary(head.header("content-type"));
    if (boundary == null || boundary.isEmpty()) {
      return unreadable(head, "the multipart body has no boundary");
    }
    try {
      var limited = new LimitedStream(plain, Limits.UPLOAD_BYTES);
      var parts = FormReader.read(limited, boundary, world.folder());
      return request(head, new Body.Form(parts), Fingerprint.of(head, parts));
    } catch (FormReader.BadForm e) {
      return unreadable(head, e.why());
    }
  }

  private Request unreadable(Head head, String why) {
    return request(head, new Body.Unreadable(why), Fingerprint.of(head, NOTHING));
  }

  private Request json(Head head, InputStream plain, String type) throws IOException {
    var bytes = bytes(head, plain);
    return request(head, body(bytes, type), Fingerprint.of(head, bytes));
  }

  private static byte[] bytes(Head head, InputStream plain) throws IOException {
    var told = head.header("content-length");
    if (told.length() <= 6 && !told.isEmpty() && head.header("content-encoding").isEmpty()) {
      return plain.readNBytes(Integer.parseInt(told));
    }
    return new LimitedStream(plain, Limits.JSON_BYTES).readAllBytes();
  }

  private static Body body(byte[] bytes, String type) {
    if (bytes.length == 0) {
      return new Body.None();
    }
    if (!type.isEmpty() && !type.contains("json")) {
      return new Body.Unreadable("the content type is " + type + ", and JSON was expected");
    }
    try {
      var tree = JSON.readTree(bytes);
      return tree.isMissingNode()
          ? new Body.Unreadable("the body is blank, and JSON was expected")
          : new Body.Json(tree);
    } catch (JacksonException e) {
      return type.equals(JSON_OR_YAML)
          ? new Body.Yaml(new String(bytes, StandardCharsets.UTF_8))
          : new Body.Unreadable("the body is not valid JSON: " + e.getOriginalMessage());
    }
  }

  private Request request(Head head, Body body, String fingerprint) {
    return new Request(
        head.method(),
        head.path(),
        Query.of(head.query()),
        head.headers(),
        body,
        fingerprint,
        occurrences.next(fingerprint),
        world.timeline().now());
  }
}
