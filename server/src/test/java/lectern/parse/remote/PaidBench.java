package lectern.parse.remote;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import lectern.document.Document;
import lectern.document.DocumentId;
import lectern.document.Format;
import lectern.document.Page;
import lectern.document.ReadBy;
import lectern.document.Sha256;
import lectern.document.WorkspaceId;
import lectern.gateway.Capability;
import lectern.gateway.Deadline;
import lectern.gateway.SimulatedGateway;
import lectern.gateway.llamaparse.Errand;
import lectern.gateway.llamaparse.LlamaParse;
import lectern.gateway.llamaparse.ParseJob;
import lectern.gateway.llamaparse.Upload;
import lectern.gateway.llamaparse.Waker;
import lectern.parse.DocumentParser;
import lectern.parse.PageSink;
import lectern.parse.Parser;
import lectern.parse.Parsing;
import lectern.simulator.Simulator;
import lectern.simulator.time.VirtualTimeline;
import lectern.store.Database;
import lectern.store.PaidParses;

/// A parser that is routed to a simulator of LlamaParse, and to a local one that tells its name.
final class PaidBench implements AutoCloseable {
  static final String AGENTIC = "llamaparse/agentic";
  private static final Path REPORT = Path.of("..", "samples", "annual-report.pdf");
  static final WorkspaceId OTHERS =
      new WorkspaceId(UUID.fromString("00000000-0000-4000-8000-000000000002"));
  private static final Instant BEGIN = Instant.parse("2026-11-01T08:00:00Z");

  final VirtualTimeline timeline = VirtualTimeline.from(BEGIN);
  final Simulator simulator;
  final Database database;
  final PaidParses jobs;
  final SkippedTime time;
  Waker waker;
  long maxChars = 1_000_000;
  Optional<Upload.Webhook> webhook = Optional.empty();
  private final SimulatedGateway paid;

  /// @param database that tests may share; what an earlier one left in it goes
  PaidBench(Database database, String plan) throws Exception {
    this.database = database;
    this.jobs = new PaidParses(database.jdbi());
    database
        .jdbi()
        .useHandle(it -> it.execute("truncate paid_parse, parse_result, workspace cascade"));
    simulator = Simulator.with().seed(7).plan(plan).time(timeline).start();
    time = new SkippedTime(simulator);
    waker = (_, pause) -> time.pause(pause);
    paid = new SimulatedGateway(simulator, time);
  }

  /// A parser as a process that has just started has it.
  RoutedParser parser(String... targets) {
    var route = SimulatedGateway.route(Capability.PARSE, targets);
    var client = new LlamaParse(paid.restarted(), paid.transport());
    var clock = Clock.fixed(timeline.now(), ZoneOffset.UTC);
    var surroundings =
        new PaidParser.Surroundings(
            time, clock, (job, pause) -> waker.await(job, pause), webhook, Runnable::run);
    var limits = new PaidParser.Limits(Duration.ofMinutes(30), 1000, maxChars);
    var parser = new PaidParser(new PaidParser.Parts(client, jobs, surroundings, limits));
    return new RoutedParser(new LocalPages(), parser, paid.roster(), route);
  }

  RoutedParser parser() {
    return parser(AGENTIC, "local/local");
  }

  /// What LlamaParse says of a job.
  ParseJob job(String id) throws InterruptedException {
    var route = SimulatedGateway.route(Capability.PARSE, AGENTIC);
    var deadline = Deadline.in(Duration.ofSeconds(30), time);
    return new LlamaParse(paid.gateway(), paid.transport())
        .job(new Errand(WorkspaceId.LOCAL, route, deadline), id)
        .orThrow();
  }

  /// What LlamaParse says of all jobs.
  List<String> statuses() throws InterruptedException {
    var route = SimulatedGateway.route(Capability.PARSE, AGENTIC);
    var errand = new Errand(WorkspaceId.LOCAL, route, Deadline.in(Duration.ofSeconds(30), time));
    return new LlamaParse(paid.gateway(), paid.transport())
        .list(errand, BEGIN.minus(Duration.ofDays(1)), Optional.empty()).orThrow().jobs().stream()
            .map(ParseJob::status)
            .toList();
  }

  /// Has a workspace of its own own a document.
  void receive(Document document) {
    database
        .jdbi()
        .useHandle(handle -> {
          handle.execute(
              "insert into workspace (id, name) values (?, 'others')",
              document.workspace().value());
          handle.execute(
              "insert into document (id, workspace_id, sha256, name, size_bytes, received_at)"
                  + " values (?, ?, ?, ?, 1, now())",
              document.id().value(),
              document.workspace().value(),
              document.sha256().hex(),
              document.name());
        });
  }

  static String onUpload(String which, String what) {
    return """
    faults:
      - {name: trouble, on: {endpoint: llamaparse.parse.upload, %s}, do: {%s}}
    """
        .formatted(which, what);
  }

  static Document document() throws Exception {
    var sha256 = Sha256.of(Sha256.digest().digest(Files.readAllBytes(REPORT)));
    return new Document(
        DocumentId.create(), WorkspaceId.LOCAL, sha256, "annual-report.pdf", 74_865, BEGIN);
  }

  static DocumentParser.Filed filed(Document document) {
    return new DocumentParser.Filed(document, REPORT, Optional.empty());
  }

  long uploads() {
    return simulator.bill().entries().stream()
        .filter(entry -> entry.endpoint().equals("llamaparse.parse.upload"))
        .count();
  }

  @Override
  public void close() {
    paid.close();
    simulator.close();
  }

  /// Pages as they come, and who read them.
  static final class Taken implements DocumentParser.Sink {
    final List<Page> pages = new ArrayList<>();
    final List<ReadBy> readBy = new ArrayList<>();

    @Override
    public void readBy(ReadBy by) {
      readBy.add(by);
    }

    @Override
    public void opened(Format format, OptionalInt pageCount) {}

    @Override
    public void page(Page page) {
      pages.add(page);
    }

    List<String> parsers() {
      return pages.stream().map(Page::parsedBy).toList();
    }
  }

  /// Reads five pages out of any file.
  private static final class LocalPages implements Parser {
    @Override
    public Parsing parse(Source source, int afterPage, PageSink pages) {
      pages.opened(Format.PDF, OptionalInt.of(5));
      for (int number = afterPage + 1; number <= 5; number++) {
        pages.page(new Page(number, "read here", List.of(), Page.Origin.TEXT));
      }
      return new Parsing.Parsed(5, 0);
    }
  }
}
