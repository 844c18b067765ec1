package lectern.simulator.llamaparse;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lectern.simulator.http.Body;
import lectern.simulator.http.Reply;
import lectern.simulator.http.Request;
import lectern.simulator.route.Account;
import lectern.simulator.route.Call;
import lectern.simulator.route.Route;
import lectern.simulator.route.Vendor;
import lectern.simulator.route.World;

/// LlamaParse's API, v2 and v1, with the storage that presigned URLs lead to.
public final class LlamaParse implements Vendor {
  /// The names of the errors that a plan may ask for.
  public static final Set<String> ERROR_NAMES = NamedErrors.names();

  private static final Account NOBODY = new Account("", "presigned");

  private final List<Route> routes;

  public LlamaParse(World world) {
    var office = Office.of(world);
    this.routes =
        Stream.of(
                new FilesApi(office).routes(),
                new WebhookConfigsApi(office).routes(),
                new ParseV2(office).routes(),
                new ParsingV1(office).routes(),
                new Storage(office).routes())
            .flatMap(List::stream)
            .toList();
  }

  @Override
  public boolean owns(String path) {
    return path.startsWith("/api/") || path.startsWith(Presigner.PATH);
  }

  @Override
  public List<Route> routes() {
    return routes;
  }

  @Override
  public Account account(Request request) {
    if (request.path().startsWith(Presigner.PATH)) {
      return NOBODY;
    }
    var authorization = request.headers().first("authorization").orElse("");
    if (!authorization.startsWith("Bearer ")) {
      throw Denial.of(401, "Invalid authentication token");
    }
    var key = authorization.substring("Bearer ".length());
    if (!key.startsWith("llx-")) {
      throw Denial.of(401, "Invalid API Key");
    }
    return account(key);
  }

  /// Whose key that is.
  static Account account(String key) {
    return new Account(key, "llx-…" + sha256(key).substring(0, 8));
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String model(Request request) {
    return switch (request.body()) {
      case Body.Json(var tree) -> tree.path("tier").asString("");
      case Body.Form form ->
          form.text("tier")
              .or(() ->
                  form.text("configuration").map(text -> Json.read(text).path("tier").asString("")))
              .orElse("");
      case Body.None _, Body.Yaml _, Body.Unreadable _ -> "";
    };
  }

  @Override
  public Reply.Whole notFound(Request request) {
    return Denial.reply(404, "Not Found");
  }

  @Override
  public Reply.Whole notAllowed(Request request) {
    return Denial.reply(405, "Method Not Allowed");
  }

  @Override
  public Reply.Whole unreadable(Request request, String why) {
    return Inspection.of(Json.object(), "body").wrongAltogether(why).reply();
  }

  @Override
  public Reply.Whole tooLarge(Request request, long limitBytes) {
    return Denial.reply(413, "File too large: the limit is " + limitBytes + " bytes");
  }

  @Override
  public Set<String> errorNames() {
    return ERROR_NAMES;
  }

  @Override
  public Optional<Reply.Whole> error(String name, Call call) {
    return NamedErrors.of(name, call);
  }

  @Override
  public Optional<String> errorInside(String name, Call call) {
    return NamedErrors.of(name, call)
        .filter(error -> error.contentType().equals(Reply.JSON))
        .map(Reply.Whole::body);
  }

  /// As it is: the contract knows of no header that this vendor puts on everything.
  @Override
  public Reply dressed(Reply reply, Call call, Duration processing) {
    return reply;
  }
}
