package lectern.bench;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import lectern.document.Document;
import lectern.document.JobState;
import lectern.document.WorkspaceId;

/// `make bench-ingest [DATA=FOLDER]`: how many pages a second each stage of the pipeline does
/// alone, how many all of them together do in the whole product, and how much memory that takes.
public final class IngestMain {
  private static final Path SAMPLES = Path.of("samples");

  /// One of the nine samples is a scan, which fails where Tesseract is missing.
  private static final double LEAST_READY_PERCENT = 80;

  /// The stages share the cores, so all together can hardly be quicker than one after the other;
  /// below half of that, it would be waiting more than working.
  private static final double SHARE_OF_STAGES_PERCENT = 50;

  /// What is taken in first, as warming up: a worker process starts for each.
  private static final List<String> SHORT_FILES = List.of("# First\n\nOne.", "# Second\n\nTwo.");

  /// What Lectern itself may hold, beside the workers' limit and PostgreSQL.
  private static final double MEMORY_MEGABYTES = 1_000;

  private IngestMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    System.exit(Bench.run(quick -> run(arguments, quick)));
  }

  private static Report run(String[] arguments, Quick quick) throws InterruptedException {
    var folder = arguments.length == 0 ? SAMPLES : Path.of(arguments[0]);
    if (!Files.isDirectory(folder)) {
      throw new WrongUse(folder + " is no folder");
    }
    var all = Exam.documents(folder);
    var files = quick.choose(Exam.few(all), all);
    var meter = Meter.ofConsole();
    var together = together(files, meter);
    var alone = new Stages(files, Runtime.getRuntime().availableProcessors());
    var temporary = Workbench.temporaryFolder();
    try {
      alone.run(temporary, meter);
    } finally {
      Workbench.delete(temporary);
    }
    return report(new Findings(folder, quick, files.size(), together, alone));
  }

  /// The whole product.
  ///
  /// @param peakBytes of this process, where the system tells
  private record Together(
      double seconds, int ready, int failed, int pages, long heapBytes, OptionalLong peakBytes) {}

  private record Findings(
      Path folder, Quick quick, int documents, Together together, Stages alone) {}

  /// In a process that has done nothing before, so that its memory is the product's.
  private static Together together(List<Path> files, Meter meter) throws InterruptedException {
    try (var bench = Workbench.open(meter)) {
      bench.takeIn(SHORT_FILES.stream().map(IngestMain::shortFile).toList());
      meter.begin("documents taken in:", files.size());
      long began = System.nanoTime();
      var documents = bench.takeIn(files.stream().map(Workbench.Original::of).toList());
      double seconds = (System.nanoTime() - began) / 1e9;
      var states = new ArrayList<JobState>();
      int pages = 0;
      for (Document document : documents) {
        var status = bench.status(document.id());
        states.add(status.state());
        pages += status.pages().orElse(0);
      }
      var peak = Memory.of(ProcessHandle.current());
      return new Together(
          seconds,
          Collections.frequency(states, JobState.READY),
          Collections.frequency(states, JobState.FAILED),
          pages,
          Memory.heapBytes(),
          peak.isPresent() ? OptionalLong.of(peak.get().peakBytes()) : OptionalLong.empty());
    }
  }

  private static Workbench.Original shortFile(String text) {
    return lectern ->
        lectern
            .ingest()
            .receive(
                WorkspaceId.LOCAL,
                "short.md",
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Report report(Findings found) {
    var name = Bench.lastName(found.folder());
    var report =
        new Report(
            new Report.Subject(
                "ingest",
                "Pages a second, " + name,
                Bench.command("ingest", found.quick(), found.folder()),
                found.quick()));
    var together = found.together();
    var alone = found.alone();
    double allRate = together.pages() / together.seconds();
    var slowest =
        alone.seconds().entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    double slowestRate = alone.pages() / slowest.getValue();
    double stagesRate = alone.pages() / alone.seconds().values().stream().mapToDouble(s -> s).sum();
    report.criterion(
        Criterion.atLeast(
                SHARE_OF_STAGES_PERCENT, "%", "all together, of the stages one after the other")
            .measured(100 * allRate / stagesRate));
    report.criterion(
        Criterion.atLeast(LEAST_READY_PERCENT, "%", "documents that end ready")
            .measured(100.0 * together.ready() / found.documents()));
    together
        .peakBytes()
        .ifPresent(peak ->
            report.criterion(
                Criterion.atMost(MEMORY_MEGABYTES, "MB", "memory of the server, peak")
                    .measured(Memory.megabytes(peak))));
    report.comparison(
        new Comparison(
            "all together", allRate, slowest.getKey() + " alone", slowestRate, "pages/s"));
    report.comparison(
        new Comparison(
            "all together", allRate, "the stages one after the other", stagesRate, "pages/s"));
    report.text(text(found));
    report.table("Stages", stages(alone, together));
    report.plot(plot(name, alone, allRate));
    return report;
  }

  private static String text(Findings found) {
    var together = found.together();
    return """
    %d documents with %,d pages and %,d chunks; %d ended ready, %d failed.

    “Alone” is one stage with the product's own class and no database, warm: parsing in %d worker \
    processes, chunking on one thread, embedding with %d workers, indexing with one commit for \
    each document. “All together” is the product, warmed up with two short files, from the first \
    file to the last document ready, PostgreSQL and every commit included.

    Memory of the server's process after all was taken in: %.0f MB of heap are in use after a \
    collection; %s. The workers and PostgreSQL are processes of their own and not counted.
    """
        .formatted(
            found.documents(),
            found.alone().pages(),
            found.alone().chunks(),
            together.ready(),
            together.failed(),
            Runtime.getRuntime().availableProcessors(),
            Runtime.getRuntime().availableProcessors(),
            Memory.megabytes(together.heapBytes()),
            together.peakBytes().isPresent()
                ? "%.0f MB were resident at the peak, the model and the index's files included"
                    .formatted(Memory.megabytes(together.peakBytes().getAsLong()))
                : "this system does not tell what is resident");
  }

  private static Table stages(Stages alone, Together together) {
    var table = Table.of("stage", "seconds", "pages/s", "chunks/s");
    for (var stage : alone.seconds().entrySet()) {
      double seconds = stage.getValue();
      table =
          table.row(
              stage.getKey() + " alone",
              seconds,
              alone.pages() / seconds,
              stage.getKey().equals("parse") ? "" : alone.chunks() / seconds);
    }
    return table.row(
        "all together",
        together.seconds(),
        together.pages() / together.seconds(),
        alone.chunks() / together.seconds());
  }

  private static Plot plot(String name, Stages alone, double allRate) {
    var categories = new ArrayList<>(alone.seconds().keySet());
    var rates = new ArrayList<Double>();
    alone.seconds().values().forEach(seconds -> rates.add(alone.pages() / seconds));
    categories.add("all together");
    rates.add(allRate);
    return new Plot.Bars(
        "Pages a second, " + name,
        "each stage alone, then the whole product",
        Plot.Axis.logarithmic("pages/s"),
        categories,
        List.of(new Plot.BarSeries("pages/s", rates)));
  }
}
