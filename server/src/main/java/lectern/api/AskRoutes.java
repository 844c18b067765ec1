package lectern.api;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lectern.agent.Agent;
import lectern.agent.Answer;
import lectern.agent.Answer.Quotation;
import lectern.agent.Listener;
import lectern.agent.Verifier;
import lectern.agent.WrittenBy;
import lectern.document.Passage;
import lectern.http.Call;
import lectern.http.EventSink;
import lectern.http.Permission;
import lectern.http.Reply;
import lectern.http.Route;
import lectern.index.SearchIndex.Scope;
import lectern.monitor.Metrics;
import lectern.retrieve.Question;
import org.jspecify.annotations.Nullable;

/// Routes for answers with citations: told as they come into being, or as a whole.
final class AskRoutes {
  private final Agent agent;
  private final Verifier verifier;
  private final Scoping scoping;
  private final Metrics metrics;
  private final int maxQuestionChars;

  AskRoutes(Api.Parts parts) {
    this.agent = parts.agent();
    this.verifier = new Verifier(parts.pages());
    this.scoping = new Scoping(parts.retriever(), parts.collections());
    this.metrics = parts.metrics();
    this.maxQuestionChars = parts.settings().ask().maxQuestionChars();
  }

  List<Route> routes() {
    return List.of(Route.post("/api/v1/ask", Permission.READER, this::ask));
  }

  record AskRequest(
      @Nullable String question,
      @Nullable List<UUID> documents,
      @Nullable List<UUID> collections) {}

  /// @param kind `written`, `extracts`, `not_in_documents` or `no_documents`
  /// @param text with a marker such as `[1]` where citation 1 belongs
  /// @param provider `local`, or a provider with its model
  /// @param call under which the gateway knows it; null when it was not asked
  /// @param fallback why it is not the first choice that has answered; null when it is
  record AskReply(
      String question,
      String kind,
      String text,
      List<CitationShape> citations,
      List<PassageShape> passages,
      String provider,
      @Nullable String call,
      @Nullable String fallback,
      long millis) {}

  /// The last event of an answer.
  record Done(
      String kind,
      String provider,
      @Nullable String call,
      @Nullable String fallback,
      long millis) {}

  /// A question with where it is to be answered from, and when it came.
  private record Asked(Question question, Optional<Scope> scope, long began) {
    long millis() {
      return (System.nanoTime() - began) / 1_000_000;
    }
  }

  /// What can be told at once to be wrong is a problem with its status, also for a stream.
  private Reply ask(Call call) throws IOException, InterruptedException {
    long began = System.nanoTime();
    var request = call.json(AskRequest.class);
    var question = Asking.question(request.question(), maxQuestionChars);
    var named = new Scoping.Named(request.documents(), request.collections());
    var asked = new Asked(question, scoping.of(call.caller().workspace(), named), began);
    return wantsStream(call) ? new Reply.Stream(events -> stream(asked, events)) : whole(asked);
  }

  private static boolean wantsStream(Call call) {
    return call.header("Accept").filter(it -> it.contains("text/event-stream")).isPresent();
  }

  private Reply whole(Asked asked) throws IOException, InterruptedException {
    var collected = new Collected();
    var kind = answer(asked, collected);
    var by = collected.by;
    return Reply.ok(
        new AskReply(
            asked.question().text(),
            kind,
            collected.text.toString(),
            collected.citations,
            collected.passages,
            by.provider(),
            call(by),
            by.fallback().orElse(null),
            asked.millis()));
  }

  private void stream(Asked asked, EventSink events) throws IOException, InterruptedException {
    metrics.streamOpened();
    try {
      var streamed = new Streamed(events);
      var kind = answer(asked, streamed);
      var by = streamed.by;
      events.send(
          "done",
          new Done(kind, by.provider(), call(by), by.fallback().orElse(null), asked.millis()));
    } finally {
      metrics.streamClosed();
    }
  }

  private static @Nullable String call(WrittenBy by) {
    return by.call().map(UUID::toString).orElse(null);
  }

  private String answer(Asked asked, Listener listener) throws IOException, InterruptedException {
    Answer answer =
        asked.scope().isEmpty()
            ? new Answer.NoDocuments()
            : agent.answer(asked.question(), asked.scope().get(), listener);
    var kind = kind(answer);
    metrics.answered(kind);
    return kind;
  }

  private static String kind(Answer answer) {
    return switch (answer) {
      case Answer.Written _ -> "written";
      case Answer.Extracts _ -> "extracts";
      case Answer.NotInDocuments _ -> "not_in_documents";
      case Answer.NoDocuments() -> "no_documents";
    };
  }

  private CitationShape verified(int number, Quotation quotation) {
    return CitationShape.of(number, quotation, verifier.isTrue(quotation.citation()));
  }

  private final class Collected implements Listener {
    private final List<PassageShape> passages = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final List<CitationShape> citations = new ArrayList<>();
    private WrittenBy by = WrittenBy.LOCAL;

    @Override
    public void retrieved(List<Passage> found) {
      found.stream().map(PassageShape::of).forEach(passages::add);
    }

    @Override
    public void text(String piece) {
      text.append(piece);
    }

    @Override
    public void cited(int number, Quotation quotation) {
      citations.add(verified(number, quotation));
    }

    @Override
    public void answered(WrittenBy writer) {
      by = writer;
    }
  }

  private final class Streamed implements Listener {
    private final EventSink events;
    private WrittenBy by = WrittenBy.LOCAL;

    Streamed(EventSink events) {
      this.events = events;
    }

    @Override
    public void retrieved(List<Passage> found) throws IOException {
      var outlines = found.stream().map(it -> PassageShape.of(it).outline()).toList();
      events.send("retrieval", Map.of("passages", outlines));
    }

    @Override
    public void text(String piece) throws IOException {
      events.send("token", Map.of("text", piece));
    }

    @Override
    public void cited(int number, Quotation quotation) throws IOException {
      events.send("citation", verified(number, quotation));
    }

    @Override
    public void answered(WrittenBy writer) {
      by = writer;
    }
  }
}
