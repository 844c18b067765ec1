package lectern.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lectern.chunk.ChunkLimits;
import lectern.chunk.Chunker;
import lectern.chunk.Outline;
import lectern.document.Chunk;
import lectern.document.DocumentId;
import lectern.document.Format;
import lectern.document.Page;
import lectern.document.WorkspaceId;
import lectern.embed.local.BgeSmall;
import lectern.index.SearchIndex.Entry;
import lectern.index.lucene.LuceneIndex;
import lectern.parse.PageSink;
import lectern.parse.Parser.Source;
import lectern.parse.Parsing;
import lectern.parse.local.LocalParser;
import lectern.parse.local.WorkerLaunch;
import lectern.parse.local.WorkerLimits;

/// Runs each stage of the pipeline alone over some files, with the classes that the product uses
/// and no database, so that what a stage costs is told apart from what it waits for.
///
/// Each stage first does a part of its work unmeasured: what is measured is warm, as a server is.
final class Stages {
  /// What is done before the measurement begins.
  private static final int WARM_UP_FILES = 2;

  private static final int WARM_UP_CHUNKS = 16;

  private final List<Path> files;
  private final int workers;
  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private final List<Text> texts = new ArrayList<>();
  private int pages;
  private int chunks;

  /// A document on its way through the stages.
  private record Text(Path file, List<Page> pages, List<Chunk> chunks, List<float[]> vectors) {}

  /// @param workers how many files are read, and chunks embedded, at the same time
  Stages(List<Path> files, int workers) {
    this.files = files;
    this.workers = workers;
  }

  /// How long each stage took, in seconds, in the order of the stages.
  Map<String, Double> seconds() {
    return seconds;
  }

  int pages() {
    return pages;
  }

  int chunks() {
    return chunks;
  }

  void run(Path folder, Meter meter) throws InterruptedException {
    meter.begin("stages alone:", 4);
    parse(folder);
    meter.step();
    try (var model = new BgeSmall(workers)) {
      model.load();
      chunk(new Chunker(model::countTokens, ChunkLimits.DEFAULT));
      meter.step();
      embed(model);
      meter.step();
      index(folder, model.name());
      meter.step();
    }
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private void timed(String stage, Work work) throws InterruptedException {
    long began = System.nanoTime();
    work.run();
    seconds.put(stage, (System.nanoTime() - began) / 1e9);
  }

  private void parse(Path folder) throws InterruptedException {
    var launch = WorkerLaunch.ofThisJvm(folder.resolve("workers"));
    try (var parser = new LocalParser(launch, WorkerLimits.ofThisMachine())) {
      parseAll(parser, files.subList(0, Math.min(WARM_UP_FILES, files.size())));
      timed("parse", () -> texts.addAll(parseAll(parser, files)));
    }
    pages = texts.stream().mapToInt(text -> text.pages().size()).sum();
  }

  private static List<Text> parseAll(LocalParser parser, List<Path> files)
      throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = files.stream().map(file -> threads.submit(() -> parse(parser, file))).toList();
      return results(running);
    }
  }

  private static <T> List<T> results(List<Future<T>> running) throws InterruptedException {
    var results = new ArrayList<T>();
    for (var one : running) {
      try {
        results.add(one.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }
    return results;
  }

  /// A file that fails has no pages.
  private static Text parse(LocalParser parser, Path file) throws InterruptedException {
    var pages = new ArrayList<Page>();
    var sink =
        new PageSink() {
          @Override
          public void opened(Format format, OptionalInt pageCount) {}

          @Override
          public void page(Page page) {
            pages.add(page);
          }
        };
    return switch (parser.parse(new Source(file, file.getFileName().toString()), 0, sink)) {
      case Parsing.Parsed _ -> new Text(file, pages, new ArrayList<>(), new ArrayList<>());
      case Parsing.Failed _, Parsing.Later _ ->
          new Text(file, List.of(), new ArrayList<>(), new ArrayList<>());
    };
  }

  private void chunk(Chunker chunker) throws InterruptedException {
    texts.stream().limit(WARM_UP_FILES).forEach(text -> chunks(chunker, text));
    timed("chunk", () -> texts.forEach(text -> text.chunks().addAll(chunks(chunker, text))));
    chunks = texts.stream().mapToInt(text -> text.chunks().size()).sum();
  }

  private static List<Chunk> chunks(Chunker chunker, Text text) {
    var chunks = new ArrayList<Chunk>();
    var outline = Outline.START;
    for (var page : text.pages()) {
      var chunked = chunker.chunk(page, outline);
      chunks.addAll(chunked.chunks());
      outline = chunked.after();
    }
    return chunks;
  }

  private void embed(BgeSmall model) throws InterruptedException {
    var some =
        texts.stream().flatMap(text -> text.chunks().stream()).limit(WARM_UP_CHUNKS).toList();
    vectors(model, some);
    timed(
        "embed",
        () -> {
          for (var text : texts) {
            text.vectors().addAll(vectors(model, text.chunks()));
          }
        });
  }

  /// The model itself lets as many in at once as it has workers.
  private static List<float[]> vectors(BgeSmall model, List<Chunk> chunks)
      throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return results(
          chunks.stream()
              .map(chunk -> threads.submit(() -> model.embed(chunk.inContext())))
              .toList());
    }
  }

  private void index(Path folder, String model) throws InterruptedException {
    try (var index = LuceneIndex.open(folder.resolve("index"), model)) {
      texts.stream().limit(WARM_UP_FILES).forEach(text -> place(index, text));
      timed("index", () -> texts.forEach(text -> place(index, text)));
    }
  }

  private static void place(LuceneIndex index, Text text) {
    var entries = new ArrayList<Entry>();
    for (int i = 0; i < text.chunks().size(); i++) {
      entries.add(
          new Entry(
              text.chunks().get(i), text.file().getFileName().toString(), text.vectors().get(i)));
    }
    index.replace(WorkspaceId.LOCAL, DocumentId.create(), entries);
  }
}
