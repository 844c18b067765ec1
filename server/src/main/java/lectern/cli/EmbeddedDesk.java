package lectern.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lectern.agent.Answer.Quotation;
import lectern.agent.Listener;
import lectern.agent.Verifier;
import lectern.agent.WrittenBy;
import lectern.cli.Shapes.AnswerShape;
import lectern.cli.Shapes.DocumentShape;
import lectern.cli.Shapes.PassageShape;
import lectern.cli.Shapes.RefusedShape;
import lectern.document.DocumentId;
import lectern.document.Failure;
import lectern.document.Failure.Reason;
import lectern.document.Passage;
import lectern.document.WorkspaceId;
import lectern.index.SearchIndex.Scope;
import lectern.ingest.Ingest.Receipt;
import lectern.pipeline.DocumentStatus;
import lectern.retrieve.Question;
import lectern.store.StoreUnavailable;

/// A Lectern in this process, on a data folder.
final class EmbeddedDesk implements Desk {
  private final Application lectern;
  private final ProgressDisplay display;
  private final PrintWriter err;

  /// @param display is told by `lectern` where documents are
  /// @param err hears what is wrong with providers before anything begins
  EmbeddedDesk(Application lectern, ProgressDisplay display, PrintWriter err) {
    this.lectern = lectern;
    this.display = display;
    this.err = err;
  }

  /// Waits also for what an earlier run left unfinished.
  @Override
  public Taken take(List<Path> files) throws InterruptedException {
    var documents = new LinkedHashSet<DocumentId>();
    var refused = new ArrayList<RefusedShape>();
    var leftOver = lectern.pipeline().unfinished();
    if (!files.isEmpty() || !leftOver.isEmpty()) {
      lectern.demandKeys().forEach(check -> check.tell(err));
    }
    for (var id : leftOver) {
      status(id).ifPresent(it -> display.known(id, it.document().name(), it.state()));
    }
    for (var file : files) {
      switch (receive(file)) {
        case Receipt.Received(var document) -> {
          documents.add(document.id());
          display.received(document.id(), document.name());
        }
        case Receipt.Known(var document, _) -> {
          documents.add(document.id());
          var state = status(document.id()).orElseThrow().state();
          display.known(document.id(), document.name(), state);
        }
        case Receipt.Refused(var failure) -> refused.add(RefusedShape.of(file, failure));
      }
      lectern.pipeline().wake();
    }
    lectern.pipeline().await(Stream.concat(documents.stream(), leftOver.stream()).toList());
    display.finish();
    var settled = documents.stream().flatMap(id -> status(id).stream());
    return new Taken(settled.map(DocumentShape::of).toList(), refused);
  }

  private Optional<DocumentStatus> status(DocumentId id) {
    return lectern.catalogue().status(WorkspaceId.LOCAL, id);
  }

  /// A file that cannot be read or stored costs itself, not the rest.
  private Receipt receive(Path file) {
    try (var content = Files.newInputStream(file)) {
      return lectern.ingest().receive(WorkspaceId.LOCAL, file.getFileName().toString(), content);
    } catch (IOException e) {
      return new Receipt.Refused(
          new Failure(Reason.NOT_STORED, "The file could not be read: " + e.getMessage()));
    } catch (StoreUnavailable e) {
      return new Receipt.Refused(new Failure(Reason.NOT_STORED, String.valueOf(e.getMessage())));
    }
  }

  @Override
  public List<DocumentShape> documents() {
    return lectern.catalogue().list(WorkspaceId.LOCAL).stream().map(DocumentShape::of).toList();
  }

  @Override
  public AnswerShape ask(Question question, Set<UUID> documents) throws InterruptedException {
    long began = System.nanoTime();
    var told = new Told();
    var answer = lectern.agent().answerWhole(question, scope(documents), told);
    var time = Duration.ofNanos(System.nanoTime() - began);
    var heard = new AnswerShape.Heard(question.text(), told.text.toString(), told.by, time);
    return AnswerShape.of(heard, answer, new Verifier(lectern.pages()));
  }

  /// Keeps an answer's text and who has answered.
  private static final class Told implements Listener {
    private final StringBuilder text = new StringBuilder();
    private WrittenBy by = WrittenBy.LOCAL;

    @Override
    public void retrieved(List<Passage> passages) {}

    @Override
    public void text(String piece) {
      text.append(piece);
    }

    @Override
    public void cited(int number, Quotation quotation) {}

    @Override
    public void answered(WrittenBy writer) {
      by = writer;
    }
  }

  @Override
  public List<PassageShape> search(Question question, Set<UUID> documents, int limit)
      throws InterruptedException {
    return lectern.retriever().find(question, scope(documents), limit).stream()
        .map(PassageShape::of)
        .toList();
  }

  private static Scope scope(Set<UUID> documents) {
    return new Scope(
        WorkspaceId.LOCAL, documents.stream().map(DocumentId::new).collect(Collectors.toSet()));
  }

  @Override
  public void close() {
    lectern.close();
  }
}
