package lectern.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lectern.bench.Crowd.Turn;
import lectern.bench.GatewayFindings.Load;

/// `make bench-gateway`: what a call costs that goes through Lectern's gateway, beside a direct
/// one, one that is merely passed on, and another gateway. Each has one core to itself while it is
/// measured; who asks and who answers share the other one.
public final class GatewayMain {
  static final List<Integer> CONNECTIONS = List.of(1, 10, 64);

  private static final int GATEWAYS_CORE = 0;
  private static final int OTHER_CORE = 1;

  /// Over how many connections everybody is asked before it counts, until all is compiled.
  private static final int WARM_UP_CONNECTIONS = 10;

  private GatewayMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    System.exit(Bench.run(quick -> run(arguments, quick)));
  }

  private static Report run(String[] arguments, Quick quick) throws InterruptedException {
    if (arguments.length > 0) {
      throw new WrongUse("make bench-gateway takes no DATA");
    }
    var home = Path.of("").toAbsolutePath();
    var work = Workbench.temporaryFolder();
    int cores = Runtime.getRuntime().availableProcessors();
    SimulatorProcess.bindMyself(Integer.toString(OTHER_CORE));
    var portkeys = home.resolve("benchmarks/target/portkey-" + Portkey.VERSION);
    try (var instant = Program.start(OTHER_CORE, InstantMain.class);
        var portkey = Portkey.start(GATEWAYS_CORE, portkeys);
        var bare = Program.start(GATEWAYS_CORE, BareMain.class, Integer.toString(instant.port()));
        var lectern = lectern(home, work, instant.port())) {
      var contenders =
          List.of(
              new Contender(GatewayFindings.DIRECT, instant.port(), Map.of(), Optional.empty()),
              new Contender(
                  GatewayFindings.BARE,
                  bare.port(),
                  Map.of(),
                  Optional.of(bare.process().toHandle())),
              portkey.contender(instant.port()),
              new Contender(
                  GatewayFindings.LECTERN,
                  lectern.port(),
                  Map.of("Authorization", "Bearer " + lectern.key()),
                  Optional.of(lectern.process().toHandle())));
      var findings = measure(contenders, quick);
      SimulatorProcess.bindMyself("0-" + (cores - 1)); // the report tells what the machine has
      return findings.report(quick);
    } finally {
      Workbench.delete(work);
    }
  }

  /// With all that it has on by itself: keys, limits, breakers, records of calls, the log of
  /// accesses.
  private static ServedLectern lectern(Path home, Path work, int answering) {
    return ServedLectern.start(
        home,
        work,
        Program.onCore(GATEWAYS_CORE),
        Map.of(
            "OPENAI_API_KEY",
            "sk-bench",
            "OPENAI_BASE_URL",
            "http://127.0.0.1:" + answering + "/v1"));
  }

  /// In turns, so that a slow minute is nobody's alone.
  private static GatewayFindings measure(List<Contender> contenders, Quick quick)
      throws InterruptedException {
    for (var contender : contenders) {
      Crowd.ask(contender, WARM_UP_CONNECTIONS, Duration.ofSeconds(quick.choose(2, 20)));
      Crowd.firstTokens(contender, quick.choose(50, 1_000));
    }
    var findings = new GatewayFindings();
    for (int round = 0; round < quick.choose(1, 5); round++) {
      for (int connections : CONNECTIONS) {
        for (var contender : contenders) {
          var turn = turn(contender, connections, quick);
          findings.add(new Load(contender.name(), connections), turn);
        }
      }
    }
    for (var contender : contenders) {
      var streams = new ArrayList<>(Crowd.firstTokens(contender, quick.choose(100, 2_000)));
      findings.streamed(contender.name(), streams);
      contender.residentMegabytes().ifPresent(it -> findings.resident(contender.name(), it));
    }
    return findings;
  }

  private static Turn turn(Contender contender, int connections, Quick quick)
      throws InterruptedException {
    return Crowd.ask(contender, connections, Duration.ofMillis(quick.choose(1_000, 5_000)));
  }
}
