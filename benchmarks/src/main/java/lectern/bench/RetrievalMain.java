package lectern.bench;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import lectern.document.DocumentId;
import lectern.document.JobState;
import lectern.document.WorkspaceId;
import lectern.index.SearchIndex.Scope;
import lectern.retrieve.Question;
import lectern.retrieve.Retriever.Mode;

/// `make bench-retrieval DATA=FOLDER`: how well the right documents are found, by words, by meaning
/// and by both, on a collection that people have judged.
///
/// Nothing is short-cut: each document of the collection is taken in as a Markdown file and goes
/// through the whole pipeline, and each question through the retriever that answers are made from.
public final class RetrievalMain {
  /// Queries and documents of a quick run: about 30 seconds on two cores.
  private static final int QUICK_QUERIES = 40;

  private static final int QUICK_DOCUMENTS = 450;

  /// What the field's plain fusion of the same parts reaches on Cranfield is 0.4237; differences
  /// under 0.01 are noise.
  private static final double CRANFIELD_BOUND = 0.42;

  /// On other collections, and on a part of one, fusion may lose this much to the better half.
  private static final double TOLERANCE = 0.02;

  private static final int TOP = 10;
  private static final int DEEP = 100;

  private RetrievalMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    System.exit(Bench.run(quick -> run(arguments, quick)));
  }

  private static Report run(String[] arguments, Quick quick) throws InterruptedException {
    if (arguments.length != 1 || !Files.isDirectory(Path.of(arguments[0]))) {
      throw new WrongUse(
          "make bench-retrieval needs DATA=FOLDER, a folder of docs.jsonl, queries.jsonl and"
              + " qrels.tsv");
    }
    var folder = Path.of(arguments[0]);
    var collection = quick.choose(part(Trec.read(folder)), Trec.read(folder));
    var meter = Meter.ofConsole();
    try (var bench = Workbench.open(meter)) {
      var taken = takeIn(bench, collection, meter);
      var scores = new EnumMap<Mode, Scores>(Mode.class);
      for (var mode : Mode.values()) {
        scores.put(mode, ask(bench, collection, mode, taken, meter));
      }
      return new Findings(folder, quick, collection, taken, scores).report();
    }
  }

  /// The first judged queries, the documents that answer them, and as many others as there is time
  /// for.
  private static Trec part(Trec whole) {
    var queries = whole.judged().stream().limit(QUICK_QUERIES).toList();
    var kept = new LinkedHashSet<String>();
    var relevant = new HashMap<String, Set<String>>();
    for (var query : queries) {
      var answers = whole.relevant().getOrDefault(query.id(), Set.of());
      relevant.put(query.id(), answers);
      kept.addAll(answers);
    }
    for (var document : whole.documents()) {
      if (kept.size() >= QUICK_DOCUMENTS) {
        break;
      }
      kept.add(document.id());
    }
    var documents = whole.documents().stream().filter(d -> kept.contains(d.id())).toList();
    return new Trec(documents, queries, relevant);
  }

  /// @param ids the collection's documents by ours; equal ones are one to us
  /// @param failed how many could not be taken in
  private record Taken(Map<DocumentId, List<String>> ids, int failed, Duration time) {}

  private static Taken takeIn(Workbench bench, Trec collection, Meter meter)
      throws InterruptedException {
    var originals = new ArrayList<Workbench.Original>();
    for (int i = 0; i < collection.documents().size(); i++) {
      originals.add(original(i, collection.documents().get(i)));
    }
    meter.begin("documents taken in:", originals.size());
    long began = System.nanoTime();
    var documents = bench.takeIn(originals);
    var time = Duration.ofNanos(System.nanoTime() - began);
    var ids = new HashMap<DocumentId, List<String>>();
    for (int i = 0; i < documents.size(); i++) {
      ids.computeIfAbsent(documents.get(i).id(), _ -> new ArrayList<>())
          .add(collection.documents().get(i).id());
    }
    long failed =
        ids.keySet().stream()
            .filter(id -> bench.status(id).state() != JobState.READY)
            .mapToInt(id -> ids.getOrDefault(id, List.of()).size())
            .sum();
    return new Taken(ids, Math.toIntExact(failed), time);
  }

  /// A page with a heading. The name has no word that a query could have.
  private static Workbench.Original original(int number, Trec.Document document) {
    var name = String.format(Locale.ROOT, "d%06d.md", number);
    var text = ("# " + document.title() + "\n\n" + document.text() + "\n").strip();
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    return lectern ->
        lectern.ingest().receive(WorkspaceId.LOCAL, name, new ByteArrayInputStream(bytes));
  }

  /// What one way of searching reached, on average over the queries.
  private record Scores(double ndcg, double recall, double deepRecall, Quantiles millis) {}

  private static Scores ask(Workbench bench, Trec collection, Mode mode, Taken taken, Meter meter)
      throws InterruptedException {
    var judged = collection.judged();
    meter.begin("queries, " + word(mode) + ":", judged.size());
    double ndcg = 0;
    double recall = 0;
    double deepRecall = 0;
    var times = new ArrayList<Duration>();
    for (var query : judged) {
      long began = System.nanoTime();
      var hits =
          bench
              .lectern()
              .retriever()
              .rank(new Question(query.text()), Scope.all(WorkspaceId.LOCAL), mode);
      times.add(Duration.ofNanos(System.nanoTime() - began));
      var found = new LinkedHashSet<String>(); // a document stands where its best chunk does
      hits.forEach(hit -> found.addAll(taken.ids().getOrDefault(hit.document(), List.of())));
      var ranking = new Ranking(List.copyOf(found));
      var relevant = collection.relevant().getOrDefault(query.id(), Set.of());
      ndcg += ranking.ndcg(TOP, relevant);
      recall += ranking.recall(TOP, relevant);
      deepRecall += ranking.recall(DEEP, relevant);
      meter.step();
    }
    int n = judged.size();
    return new Scores(ndcg / n, recall / n, deepRecall / n, Quantiles.ofMillis(times));
  }

  private static String word(Mode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  private record Findings(
      Path folder, Quick quick, Trec collection, Taken taken, Map<Mode, Scores> scores) {

    Report report() {
      var report =
          new Report(
              new Report.Subject(
                  "retrieval",
                  "Retrieval on " + Bench.lastName(folder),
                  Bench.command("retrieval", quick, folder),
                  quick));
      criteria(report);
      compare(report, Mode.LEXICAL);
      compare(report, Mode.VECTOR);
      report.text(text());
      var table =
          Table.of("way", "nDCG@10", "recall@10", "recall@100", "time p50 (ms)", "time p95 (ms)");
      for (var mode : Mode.values()) {
        var s = of(mode);
        table =
            table.row(
                word(mode),
                s.ndcg(),
                s.recall(),
                s.deepRecall(),
                s.millis().p50(),
                s.millis().p95());
      }
      report.table("What was reached", table);
      report.plot(plot());
      return report;
    }

    private Scores of(Mode mode) {
      var found = scores.get(mode);
      if (found == null) {
        throw new IllegalStateException("not asked: " + mode);
      }
      return found;
    }

    private void criteria(Report report) {
      double hybrid = of(Mode.HYBRID).ndcg();
      double lexical = of(Mode.LEXICAL).ndcg();
      double vector = of(Mode.VECTOR).ndcg();
      boolean isCranfield = Bench.lastName(folder).equals("cranfield") && quick == Quick.NO;
      if (isCranfield) {
        report.criterion(
            Criterion.atLeast(CRANFIELD_BOUND, "", "nDCG@10, hybrid").measured(hybrid));
        report.criterion(
            Criterion.atLeast(1, "×", "nDCG@10, hybrid by lexical").measured(hybrid / lexical));
        report.criterion(
            Criterion.atLeast(1, "×", "nDCG@10, hybrid by vector").measured(hybrid / vector));
      } else {
        report.criterion(
            Criterion.atLeast(-TOLERANCE, "", "nDCG@10, hybrid less the better of the two")
                .measured(hybrid - Math.max(lexical, vector)));
      }
    }

    private void compare(Report report, Mode mode) {
      report.comparison(
          new Comparison(
              "nDCG@10, hybrid",
              of(Mode.HYBRID).ndcg(),
              word(mode) + " alone",
              of(mode).ndcg(),
              ""));
    }

    private String text() {
      int count = taken.ids().values().stream().mapToInt(Collection::size).sum();
      double seconds = taken.time().toMillis() / 1e3;
      return """
      %,d documents and %,d judged queries%s. Each document was taken in as one Markdown file, its \
      title as heading above its text, through the whole pipeline into the embedded database and \
      index: %.0f s, %.1f documents a second. %,d of them have no text and failed as such. Each \
      query was asked through the product's retriever; a document stands where the best of its \
      chunks does. Every way of searching gives at most 100 chunks (hybrid fuses the 100 of \
      both), so recall@100 is of what is found in these.

      A judgement above zero counts as relevant; there are no degrees. The scores are means over \
      the judged queries. Differences under 0.01 are noise.
      """
          .formatted(
              count,
              collection.judged().size(),
              quick.choose(" (the first queries and a part of the documents)", ""),
              seconds,
              count / seconds,
              taken.failed());
    }

    private Plot plot() {
      var modes = List.of(Mode.values());
      return new Plot.Bars(
          "Retrieval on " + Bench.lastName(folder),
          "",
          Plot.Axis.of("mean over the queries"),
          List.of("nDCG@10", "recall@10", "recall@100"),
          modes.stream()
              .map(mode ->
                  new Plot.BarSeries(
                      word(mode),
                      List.of(of(mode).ndcg(), of(mode).recall(), of(mode).deepRecall())))
              .toList());
    }
  }
}
