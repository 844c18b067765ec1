package lectern.simulator.control;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lectern.simulator.http.Fields;
import lectern.simulator.http.Refusal;
import lectern.simulator.http.Reply;
import lectern.simulator.http.Request;
import lectern.simulator.route.Account;
import lectern.simulator.route.Call;
import lectern.simulator.route.Route;
import lectern.simulator.route.Served;
import lectern.simulator.route.Vendor;
import lectern.simulator.route.World;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// The simulator's own endpoints, which ask for no key. All are described in docs/simulator.md.
///
/// A page in a browser must not get at them: so a name that is not the machine's own is refused
/// (somebody else's name may point here, which is called DNS rebinding), and so is what a page of
/// another origin sends, which browsers tell.
public final class Control implements Vendor {
  static final String FAULTS = "/__sim/faults";

  static final String HOW_TO_SEND =
      "send rules as YAML or JSON: curl --data-binary @faults.yaml URL";

  private static final String ROOT = "/__sim";
  private static final JsonMapper JSON = new JsonMapper();
  private static final Account NOBODY = new Account("", "");
  private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private final World world;
  private final Hosts hosts;
  private final List<Route> routes;

  /// By which names the controls may be reached.
  public enum Hosts {
    /// Only those of the loopback interface.
    OWN,
    /// Any: it was started for other machines.
    ANY
  }

  /// @param errorNames what a plan may call the errors of the vendors
  public Control(World world, Set<String> errorNames, Hosts hosts) {
    this.world = world;
    this.hosts = hosts;
    this.routes =
        Stream.of(
                Stream.of(new Route("GET", ROOT, "control.index", this::index)),
                new BillDesk(world.bill()).routes().stream(),
                new FaultDesk(world.faults(), world.timeline(), errorNames).routes().stream(),
                new ClockDesk(world.timeline()).routes().stream())
            .flatMap(several -> several)
            .toList();
  }

  private Served index(Call call) {
    takesNoParameters(call.request());
    var endpoints = JsonNodeFactory.instance.arrayNode();
    routes.forEach(route -> endpoints.add(route.method() + " " + route.pattern()));
    var json =
        JsonNodeFactory.instance
            .objectNode()
            .put("simulates", "OpenAI and LlamaParse")
            .put("seed", world.seed().value());
    json.set("endpoints", endpoints);
    return json(json);
  }

  static Served json(JsonNode json) {
    return Served.free(Reply.json(200, JSON.writeValueAsString(json)));
  }

  static void takesNoParameters(Request request) throws Refusal {
    for (var parameter : request.query().all()) {
      throw Problem.badRequest("there is no parameter '%s' here".formatted(parameter.name()));
    }
  }

  @Override
  public boolean owns(String path) {
    return path.equals(ROOT) || path.startsWith(ROOT + "/");
  }

  @Override
  public List<Route> routes() {
    return routes;
  }

  @Override
  public Account account(Request request) throws Refusal {
    var host = request.headers().first("host").orElse("");
    var origin = request.headers().first("origin").map(Control::withoutScheme).orElse(host);
    if (hosts == Hosts.OWN && !(isOwn(host) && isOwn(origin))) {
      throw new Refusal(
          new Problem(403, "the controls answer only to localhost, 127.0.0.1 and [::1]").reply());
    }
    return NOBODY;
  }

  private static String withoutScheme(String origin) {
    return origin.replaceFirst("^https?://", "");
  }

  private static boolean isOwn(String host) {
    return OWN_NAMES.contains(host.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT));
  }

  @Override
  public String model(Request request) {
    return "";
  }

  @Override
  public Reply.Whole notFound(Request request) {
    return new Problem(404, "there is nothing here; GET /__sim lists what there is").reply();
  }

  @Override
  public Reply.Whole notAllowed(Request request) {
    var methods =
        routes.stream()
            .filter(route -> route.pattern().equals(request.path()))
            .map(Route::method)
            .collect(Collectors.joining(", "));
    return new Problem(405, "this takes " + methods)
        .reply()
        .withHeaders(Fields.of("allow", methods));
  }

  @Override
  public Reply.Whole unreadable(Request request, String why) {
    return new Problem(400, why).reply();
  }

  @Override
  public Reply.Whole tooLarge(Request request, long limitBytes) {
    return new Problem(413, "the body has over %,d bytes".formatted(limitBytes)).reply();
  }

  @Override
  public Set<String> errorNames() {
    return Set.of();
  }

  @Override
  public Optional<Reply.Whole> error(String name, Call call) {
    return Optional.empty();
  }

  @Override
  public Optional<String> errorInside(String name, Call call) {
    return Optional.empty();
  }

  @Override
  public Reply dressed(Reply reply, Call call, Duration processing) {
    return reply.withHeaders(Fields.of("cache-control", "no-store").and(reply.headers()));
  }
}
