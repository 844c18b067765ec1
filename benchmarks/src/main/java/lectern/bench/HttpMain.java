package lectern.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lectern.bench.HttpFindings.Resident;
import lectern.bench.HttpFindings.Turns;
import lectern.bench.HttpFindings.Waits;
import lectern.bench.SearchLoad.Outcome;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// `make bench-http`: a thousand searches a second while five hundred listen, on the real server,
/// and what it costs readers that documents come in at the same time.
public final class HttpMain {
  static final int PER_SECOND = 1_000;
  static final int STREAMS = 500;

  /// Different questions that are asked in turns. The server remembers their vectors.
  static final int QUESTIONS = 200;

  private static final int WORDS = 6;
  private static final long SEED = 4;
  private static final long SAMPLE_MILLIS = 250;

  /// More than come in during one turn.
  private static final int COPIES = 10_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private HttpMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    System.exit(Bench.run(quick -> run(arguments, quick)));
  }

  private static Report run(String[] arguments, Quick quick) throws InterruptedException {
    if (arguments.length > 0) {
      throw new WrongUse("make bench-http takes no DATA");
    }
    var home = Path.of("").toAbsolutePath();
    var samples = home.resolve("samples");
    var work = Workbench.temporaryFolder();
    try (var server = ServedLectern.start(home, work)) {
      for (var file : documents(samples)) {
        server.upload(file.getFileName().toString(), Files.readAllBytes(file));
      }
      server.awaitReady();
      long atStart = server.residentBytes();
      var asked = real(samples);
      var turns = turns(server, samples, asked, quick);
      return new HttpFindings(quick, load(server, drawn(asked), quick, atStart), turns).report();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Workbench.delete(work);
    }
  }

  private static List<Path> documents(Path samples) throws IOException {
    try (var files = Files.list(samples)) {
      return files
          .filter(it -> !it.getFileName().toString().matches("README.md|questions.json"))
          .sorted()
          .toList();
    }
  }

  private static List<String> real(Path samples) throws IOException {
    return JSON.readTree(Files.readString(samples.resolve("questions.json")))
        .valueStream()
        .map(it -> it.path("question").asString())
        .toList();
  }

  /// As many different questions as wanted, each of a few words of the real ones.
  private static List<String> drawn(List<String> real) {
    var words = real.stream().flatMap(it -> Stream.of(it.split("\\W+", -1))).toList();
    var random = new Random(SEED);
    return Stream.generate(() ->
            String.join(
                " ",
                IntStream.range(0, WORDS)
                    .mapToObj(_ -> words.get(random.nextInt(words.size())))
                    .toList()))
        .distinct()
        .limit(QUESTIONS)
        .toList();
  }

  /// What a minute of searches showed.
  ///
  /// @param quietMillis of searches, one after the other, with nobody else about
  /// @param stillOpen streams at the end
  record Load(Outcome outcome, List<Double> quietMillis, int stillOpen, Resident resident) {}

  private static Load load(ServedLectern server, List<String> questions, Quick quick, long atStart)
      throws InterruptedException {
    try (var load = SearchLoad.connect(server, questions);
        var streams = Streams.open(server, STREAMS)) {
      load.search(PER_SECOND / 2, Duration.ofSeconds(quick.choose(4, 20))); // until all is compiled
      var quiet = load.search(20, Duration.ofSeconds(quick.choose(2, 10)));
      var seconds = Duration.ofSeconds(quick.choose(8, 60));
      var resident = new ArrayList<Double>();
      try (var thread = Executors.newSingleThreadExecutor()) {
        Callable<Outcome> search = () -> load.search(PER_SECOND, seconds);
        var running = thread.submit(search);
        while (!running.isDone()) {
          resident.add(Memory.megabytes(server.residentBytes()));
          ServedLectern.pause(SAMPLE_MILLIS);
        }
        return new Load(
            running.resultNow(),
            quiet.millis(),
            streams.stillOpen(),
            new Resident(Memory.megabytes(atStart), resident));
      }
    }
  }

  /// Asks and searches in turns without and with files coming in, so that a slow minute is nobody's
  /// alone. The files come into another workspace: what is asked stays the same.
  private static Turns turns(
      ServedLectern server, Path samples, List<String> questions, Quick quick)
      throws InterruptedException {
    int rounds = quick.choose(1, 4);
    var time = Duration.ofSeconds(quick.choose(4, 10));
    var alone = Waits.none();
    var besides = Waits.none();
    int files = 0;
    var neighbour = server.neighbour();
    var warmUp = Duration.ofSeconds(quick.choose(4, 30));
    try (var inflow = Inflow.begin(neighbour, samples, rounds * COPIES)) {
      ask(server, questions, warmUp, Waits.none()); // until all is compiled, ingest's code, too
      inflow.end();
    }
    for (int round = 0; round < rounds; round++) {
      ask(server, questions, time, alone);
      try (var inflow = Inflow.begin(neighbour, samples, round * COPIES)) {
        ask(server, questions, time, besides);
        files += inflow.end();
      }
    }
    return new Turns(alone, besides, files);
  }

  private static void ask(ServedLectern server, List<String> questions, Duration time, Waits waits)
      throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    for (int i = 0; System.nanoTime() < end; i++) {
      var body = JSON.createObjectNode().put("question", questions.get(i % questions.size()));
      waits.answers().add(wait(server, "/api/v1/ask", body));
      waits.searches().add(wait(server, "/api/v1/search", body));
    }
  }

  private static double wait(ServedLectern server, String path, JsonNode body)
      throws InterruptedException {
    long began = System.nanoTime();
    server.post(path, body.toString());
    return (System.nanoTime() - began) / 1e6;
  }
}
