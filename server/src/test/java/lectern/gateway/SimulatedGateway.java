package lectern.gateway;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import lectern.gateway.ModelRoute.Choice;
import lectern.gateway.Provider.Kind;
import lectern.gateway.pace.LocalGatekeeper;
import lectern.gateway.wire.HttpTransport;
import lectern.simulator.Simulator;

/// A gateway whose providers `openai`, `other` and `llamaparse` are one simulator, and `local` is
/// nobody.
public final class SimulatedGateway implements AutoCloseable {
  /// LlamaParse's answers come at once in a simulator, so what takes longer does not come.
  private static final Duration SHORT = Duration.ofSeconds(3);

  /// OpenAI's first one needs its encodings, which take seconds to read on a busy machine.
  private static final Duration LONG = Duration.ofSeconds(60);

  private final Time time;
  private final HttpTransport transport;
  private final Roster roster;
  private final Gateway gateway;

  public SimulatedGateway(Simulator simulator, Time time, ModelRoute... routes) {
    this.time = time;
    this.transport = new HttpTransport(time);
    this.roster =
        new Roster(
            List.of(
                provider("openai", Kind.OPENAI, simulator.openAiUrl(), "sk-test"),
                provider("other", Kind.OPENAI, simulator.openAiUrl(), "sk-other"),
                provider("llamaparse", Kind.LLAMAPARSE, simulator.llamaParseUrl(), "llx-test"),
                provider("local", Kind.LOCAL, URI.create("http://nobody.invalid"), "none")),
            List.of(routes));
    this.gateway = restarted();
  }

  public Roster roster() {
    return roster;
  }

  public Gateway gateway() {
    return gateway;
  }

  public HttpTransport transport() {
    return transport;
  }

  /// The same as another process has it.
  public Gateway restarted() {
    var surroundings = new Gateway.Surroundings(time, Clock.systemUTC(), new Random(7));
    var gate = new LocalGatekeeper(roster, time, new Random(7));
    return new Gateway(roster, gate, CallListener.NOBODY, surroundings);
  }

  /// A route to targets such as `openai/gpt-4o-mini`, in this order.
  public static ModelRoute route(Capability capability, String... targets) {
    var choices =
        Arrays.stream(targets)
            .map(it -> it.split("/", 2))
            .map(it -> Choice.of(it[0], it[1]))
            .toList();
    return new ModelRoute(
        capability.word(),
        capability,
        ModelRoute.Policy.ORDERED,
        choices,
        Duration.ofSeconds(60),
        RetryPolicy.DEFAULT,
        ModelRoute.Caching.OFF);
  }

  private static Provider provider(String name, Kind kind, URI baseUrl, String key) {
    var patience = kind == Kind.LLAMAPARSE ? SHORT : LONG;
    return new Provider(
        name,
        kind,
        Optional.of(baseUrl),
        Optional.of(new Provider.ApiKey(key, "KEY")),
        Map.of(),
        List.of("*"),
        Set.of(),
        Provider.Limits.LEARNT,
        8,
        new Timeouts(patience, patience, patience, patience, patience));
  }

  @Override
  public void close() {
    transport.close();
  }
}
