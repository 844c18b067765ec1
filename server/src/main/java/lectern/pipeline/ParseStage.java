package lectern.pipeline;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import lectern.document.Document;
import lectern.document.Failure;
import lectern.document.Failure.Reason;
import lectern.document.Format;
import lectern.document.JobState;
import lectern.document.Page;
import lectern.document.ReadBy;
import lectern.parse.DocumentParser;
import lectern.parse.Parsing;
import lectern.store.Blobs;
import lectern.store.Documents;
import lectern.store.Pages;
import org.jdbi.v3.core.Jdbi;

/// Bytes become pages. They are kept in batches as they come: after a crash, reading goes on behind
/// the last page kept.
final class ParseStage implements Stage {
  /// Pages committed at once: few enough to lose little in a crash, enough to make the commits
  /// cheap.
  private static final int BATCH_PAGES = 16;

  /// A batch ends early at so many characters, so that memory does not depend on the size of pages.
  private static final int BATCH_CHARS = 1_000_000;

  static final Failure NO_TEXT =
      new Failure(Reason.NO_TEXT, "There is no text in this file that could be searched.");

  private static final Failure ONLY_PICTURES =
      new Failure(
          Reason.ONLY_PICTURES,
          "The pages of this file are pictures; the operator can install Tesseract to have them"
              + " read.");

  private final Jdbi jdbi;
  private final Jobs jobs;
  private final Documents documents;
  private final Pages pages;
  private final Blobs blobs;
  private final DocumentParser parser;
  private final Clock clock;

  ParseStage(Jdbi jdbi, Jobs jobs, Blobs blobs, DocumentParser parser, Clock clock) {
    this.jdbi = jdbi;
    this.jobs = jobs;
    this.documents = new Documents(jdbi);
    this.pages = new Pages(jdbi);
    this.blobs = blobs;
    this.parser = parser;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "parse";
  }

  @Override
  public boolean isInterruptible() {
    return true;
  }

  @Override
  public Outcome run(Document document, Progress progress) throws InterruptedException {
    if (!blobs.holds(document.sha256())) {
      return new Outcome.Failed(
          new Failure(Reason.LOST, "The stored original is gone; upload the file again."));
    }
    jobs.move(document.id(), JobState.PARSING);
    progress.moved(document.id(), JobState.PARSING);
    var begunBy = documents.readBy(document.id());
    var batch = new Batch(document, progress, begunBy);
    var filed = new DocumentParser.Filed(document, blobs.path(document.sha256()), begunBy);
    return switch (parser.parse(filed, pages.last(document.id()), batch)) {
      case Parsing.Parsed parsed -> finish(document, parsed, batch);
      case Parsing.Failed(var failure) -> new Outcome.Failed(failure);
      case Parsing.Later(var reason, var pause) ->
          new Outcome.Wait(reason, clock.instant().plus(pause));
    };
  }

  private Outcome finish(Document document, Parsing.Parsed parsed, Batch batch) {
    batch.keep();
    if (!pages.hasText(document.id())) {
      return new Outcome.Failed(parsed.unreadPictures() > 0 ? ONLY_PICTURES : NO_TEXT);
    }
    jdbi.useTransaction(handle -> {
      documents.parsed(handle, document.id(), parsed.pages());
      jobs.move(handle, document.id(), JobState.PARSED);
    });
    return new Outcome.Done(JobState.PARSED);
  }

  /// Collects pages and keeps them a batch at a time.
  private final class Batch implements DocumentParser.Sink {
    private final Document document;
    private final Progress progress;
    private final Optional<ReadBy> begunBy;
    private final List<Page> waiting = new ArrayList<>();
    private int waitingChars;
    private OptionalInt pageCount = OptionalInt.empty();

    Batch(Document document, Progress progress, Optional<ReadBy> begunBy) {
      this.document = document;
      this.progress = progress;
      this.begunBy = begunBy;
    }

    @Override
    public void readBy(ReadBy by) {
      boolean isOther = begunBy.filter(it -> it.parser().equals(by.parser())).isEmpty();
      jdbi.useTransaction(handle -> {
        if (isOther) {
          pages.drop(handle, document.id());
        }
        documents.readBy(handle, document.id(), by);
      });
    }

    @Override
    public void opened(Format format, OptionalInt pageCount) {
      this.pageCount = pageCount;
      documents.opened(document.id(), format);
    }

    @Override
    public void page(Page page) {
      waiting.add(page);
      waitingChars += page.markdown().length();
      if (waiting.size() == BATCH_PAGES || waitingChars >= BATCH_CHARS) {
        keep();
      }
      progress.advanced(document.id(), page.number(), pageCount);
    }

    void keep() {
      jdbi.useTransaction(handle -> pages.append(handle, document.id(), waiting));
      waiting.clear();
      waitingChars = 0;
    }
  }
}
