package lectern;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lectern.access.Invitations;
import lectern.access.Keys;
import lectern.access.LastUses;
import lectern.access.RequestRates;
import lectern.access.RequestRates.PerMinute;
import lectern.access.Sessions;
import lectern.access.Workspaces;
import lectern.agent.ExtractiveAgent;
import lectern.agent.WrittenAgent;
import lectern.api.Api;
import lectern.chunk.ChunkLimits;
import lectern.chunk.Chunker;
import lectern.cli.Application;
import lectern.cli.Cli;
import lectern.config.Settings;
import lectern.embed.RecentVectors;
import lectern.embed.Vectors;
import lectern.embed.local.BgeSmall;
import lectern.gateway.Priority;
import lectern.gateway.llamaparse.Webhooks;
import lectern.gateway.probe.Probes;
import lectern.http.AccessLog;
import lectern.http.Doorkeeper;
import lectern.http.HttpServer;
import lectern.http.Limits;
import lectern.http.RequestListener;
import lectern.http.Route;
import lectern.http.TlsFiles;
import lectern.index.lucene.LuceneIndex;
import lectern.ingest.Ingest;
import lectern.library.Collections;
import lectern.library.JobEvents;
import lectern.library.Library;
import lectern.monitor.Health;
import lectern.monitor.HealthParts;
import lectern.monitor.Metrics;
import lectern.parse.local.LocalParser;
import lectern.parse.local.LocalRenderer;
import lectern.parse.local.ReadLimits;
import lectern.parse.local.WorkerLaunch;
import lectern.parse.local.WorkerLimits;
import lectern.pipeline.Catalogue;
import lectern.pipeline.Jobs;
import lectern.pipeline.Pipeline;
import lectern.pipeline.Progress;
import lectern.retrieve.Retriever;
import lectern.store.Blobs;
import lectern.store.DataFolderLock;
import lectern.store.Database;
import lectern.store.Documents;
import lectern.store.Pages;
import lectern.store.PaidParses;
import lectern.web.WebApp;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// Wires Lectern by hand: every part, and what it needs, in the order in which a document meets
/// them.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    System.exit(Cli.commandLine(Main::open, System.getenv()).execute(arguments));
  }

  /// Starts a Lectern on its data folder. A signal that ends the process closes it, too.
  public static Application open(Settings settings, Progress progress) throws InterruptedException {
    var resources = new Resources();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(resources::close));
    try {
      return wire(settings, progress, resources);
    } catch (RuntimeException | InterruptedException e) {
      resources.close();
      throw e;
    }
  }

  /// Longer than other methods, because what needs what is seen best where all of it stands.
  private static Application wire(Settings settings, Progress progress, Resources resources)
      throws InterruptedException {
    var data = settings.data();
    var clock = Clock.systemUTC();

    resources.add(DataFolderLock.acquire(data));
    var local = resources.add(new BgeSmall(settings.embedWorkers()));
    local.load(); // in the background, while the database starts
    var database = resources.add(Database.open(source(settings)));
    var jdbi = database.jdbi();
    var blobs = Blobs.open(data.resolve("originals"));

    var metrics = resources.add(new Metrics(jdbi));
    var gatehouse = Gatehouse.open(settings, metrics.calls(), clock);
    metrics.watch(settings.roster(), gatehouse.gate());
    resources.add(gatehouse.transport());
    var routed = new Routed(settings, gatehouse.gateway(), gatehouse.transport());
    var model = routed.model(local, Priority.CHAT);
    var source = new Documents(jdbi).library() + " " + model.name();
    var index = resources.add(LuceneIndex.open(data.resolve("index"), source));

    var jobs = new Jobs(jdbi, clock);
    var ingest = new Ingest(jdbi, blobs, jobs, clock, settings.maxFileBytes());

    var random = new SecureRandom();
    var webhooks = settings.parse().webhookUrl().map(url -> new Webhooks(url, random));
    var outside = new Routed.Outside(clock, webhooks, Thread::startVirtualThread);
    var localParser = resources.add(new LocalParser(workers(settings), limits(settings.parse())));
    var parser = routed.parser(localParser, new PaidParses(jdbi), outside);
    var renderer = resources.add(new LocalRenderer(workers(settings), limits(settings.parse())));
    var chunker = new Chunker(local::countTokens, ChunkLimits.DEFAULT);
    var kept = new Vectors(jdbi, routed.model(local.inBackground(), Priority.INGEST));
    var parts = new Pipeline.Parts(jdbi, blobs, parser, chunker, kept, index);
    var events = new JobEvents(jdbi, clock, run());
    var heard = Progress.both(progress, Progress.both(events, metrics));
    var pipeline = resources.add(new Pipeline(parts, settings.documentsAtOnce(), clock, heard));

    var tenantJdbi = database.tenantJdbi();
    var pages = new Pages(tenantJdbi);
    var recent = new RecentVectors(model);
    var retriever = new Retriever(tenantJdbi, recent, index);
    int passages = settings.ask().passages();
    var passing = new Vectors(jdbi, local); // its thresholds were measured with this model
    var extractive = new ExtractiveAgent(tenantJdbi, retriever, passing, passages);
    var agent = routed.agent(new WrittenAgent.Sources(retriever, pages, passages), extractive);
    var health =
        new Health(
            List.of(
                HealthParts.database(jdbi),
                HealthParts.index(index),
                new Health.Part("model", local::trouble),
                HealthParts.disk(data),
                new Health.Part("pipeline", pipeline::trouble)));

    var lastUses = new LastUses(jdbi, resources.add(oneVirtualThread("last-uses")));
    var keys = new Keys(jdbi, clock, random, lastUses);
    var sessions = new Sessions(jdbi, clock, random, keys);
    var workspaces = new Workspaces(jdbi, keys);
    var rates = new RequestRates(perMinute(settings.server()), System::nanoTime);
    var api =
        new Api(
            new Api.Parts(
                settings,
                clock,
                ingest,
                pipeline,
                new Library(tenantJdbi, pipeline),
                new Collections(tenantJdbi, clock),
                events,
                blobs,
                pages,
                renderer,
                retriever,
                agent,
                health,
                metrics,
                keys,
                sessions,
                workspaces,
                rates,
                gatehouse.seen(),
                webhooks));
    var face = gatehouse.face(settings.face(), new RecentVectors(local), local::countTokens);
    Supplier<List<Route>> routes =
        () ->
            Stream.of(api.routes(), face.routes(), new WebApp().routes())
                .flatMap(List::stream)
                .toList();
    var door = new Doorkeeper(keys, sessions, rates);
    RequestListener counted =
        request ->
            metrics.requested(request.route(), request.status(), Duration.ofNanos(request.nanos()));
    var listener = RequestListener.both(accessLog(settings.server()), counted);
    var limits = limits(settings.server());

    restoreIndex(pipeline, model.name());
    pipeline.start();
    return new Application(
        settings,
        ingest,
        pipeline,
        new Catalogue(tenantJdbi),
        pages,
        retriever,
        agent,
        new Probes(gatehouse.gateway(), gatehouse.transport(), clock),
        new Invitations(keys, sessions),
        routes,
        port -> {
          var offering = new HttpServer.Offering(routes.get(), door, listener);
          return resources.add(HttpServer.start(listen(port, settings.server()), limits, offering));
        },
        resources::close);
  }

  private static ExecutorService oneVirtualThread(String name) {
    return Executors.newSingleThreadExecutor(Thread.ofVirtual().name(name).factory());
  }

  private static PerMinute perMinute(Settings.Server server) {
    return new PerMinute(server.requestsPerMinute(), server.uploadsPerMinute());
  }

  /// Names this start of the server, unlike any other.
  private static String run() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  private static Limits limits(Settings.Server server) {
    return new Limits(
        server.maxBodyBytes(),
        server.maxUploadBytes(),
        server.maxConnections(),
        server.maxStreams(),
        server.headerTimeout(),
        server.bodyTimeout(),
        server.idleTimeout(),
        server.grace(),
        Limits.PING_TIME);
  }

  private static HttpServer.Listen listen(int port, Settings.Server server) {
    var tls = server.tls().map(files -> new TlsFiles(files.certificate(), files.key()));
    return new HttpServer.Listen(server.host(), port, tls);
  }

  private static RequestListener accessLog(Settings.Server server) {
    return switch (server.accessLog()) {
      case ON -> new AccessLog();
      case OFF -> _ -> {};
    };
  }

  private static Database.Source source(Settings settings) {
    return settings
        .databaseUrl()
        .<Database.Source>map(Database.Source.External::new)
        .orElseGet(() ->
            new Database.Source.Embedded(
                settings.data().resolve("postgresql"),
                binariesCache(settings.data(), System.getenv())));
  }

  /// PostgreSQL's binaries are unpacked once for all data folders of a user; for a user without a
  /// home, as containers have, once for each data folder.
  private static Path binariesCache(Path data, Map<String, String> environment) {
    return folder(environment, "LECTERN_CACHE")
        .or(() -> folder(environment, "XDG_CACHE_HOME").map(cache -> cache.resolve("lectern")))
        .or(() -> folder(environment, "HOME").map(home -> home.resolve(".cache", "lectern")))
        .orElse(data.resolve("cache"));
  }

  private static Optional<Path> folder(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable))
        .filter(value -> !value.isBlank())
        .map(Path::of);
  }

  /// Recognising a page gets three quarters of the time for a page, and rendering it the rest.
  private static WorkerLaunch workers(Settings settings) {
    var parse = settings.parse();
    long ocrSeconds = Math.max(1, parse.pageTimeout().toSeconds() * 3 / 4);
    return WorkerLaunch.ofThisJvm(settings.data().resolve("workers"))
        .withJvmArguments(
            List.of(
                "-Dlectern.ocr.languages=" + parse.ocrLanguages(),
                "-Dlectern.ocr.seconds=" + ocrSeconds));
  }

  private static WorkerLimits limits(Settings.Parse parse) {
    var usual = WorkerLimits.ofThisMachine();
    return new WorkerLimits(
        parse.workers(),
        Math.toIntExact(parse.workerMemoryBytes() >> 20),
        parse.pageTimeout(),
        parse.fileTimeout(),
        usual.filesPerWorker(),
        new ReadLimits(parse.maxPages(), parse.maxPageChars(), parse.maxDocumentChars()));
  }

  /// The index is a copy: when it lacks what the database has, it is built again before anybody
  /// searches. Only what has to be embedded anew comes later, since that takes its time.
  private static void restoreIndex(Pipeline pipeline, String model) {
    pipeline.removal().finishLeftovers();
    if (pipeline.reindexing().isNeeded()) {
      var log = LoggerFactory.getLogger(Main.class);
      log.warn("the search index lacks documents; building it again from the database");
      var rebuilt = pipeline.reindexing().run();
      if (rebuilt.onTheirWay() > 0) {
        log.warn(
            "{} documents are embedded anew by {}, and found as they are done",
            rebuilt.onTheirWay(),
            model);
      }
    }
  }
}
