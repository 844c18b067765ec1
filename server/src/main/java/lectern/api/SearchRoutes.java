package lectern.api;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lectern.http.Call;
import lectern.http.Permission;
import lectern.http.Problem;
import lectern.http.ProblemType;
import lectern.http.Reply;
import lectern.http.Route;
import lectern.index.SearchIndex.Scope;
import lectern.monitor.Metrics;
import lectern.retrieve.Question;
import lectern.retrieve.Retriever;
import org.jspecify.annotations.Nullable;

/// Routes for passages for a question.
final class SearchRoutes {
  /// Passages when nobody says how many, and the most.
  private static final int PRESET_LIMIT = 10;

  private static final int MOST_PASSAGES = 100;

  private final Retriever retriever;
  private final Scoping scoping;
  private final Metrics metrics;
  private final int maxQuestionChars;

  SearchRoutes(Api.Parts parts) {
    this.retriever = parts.retriever();
    this.scoping = new Scoping(parts.retriever(), parts.collections());
    this.metrics = parts.metrics();
    this.maxQuestionChars = parts.settings().ask().maxQuestionChars();
  }

  List<Route> routes() {
    return List.of(Route.post("/api/v1/search", Permission.READER, this::search));
  }

  record SearchRequest(
      @Nullable String question,
      @Nullable Integer limit,
      @Nullable List<UUID> documents,
      @Nullable List<UUID> collections) {}

  /// @param outcome `found`, `nothing_found` or `no_documents`
  record SearchReply(String question, String outcome, List<PassageShape> passages, long millis) {}

  private Reply search(Call call) throws InterruptedException {
    long began = System.nanoTime();
    var request = call.json(SearchRequest.class);
    var question = Asking.question(request.question(), maxQuestionChars);
    int limit = limit(request.limit());
    var named = new Scoping.Named(request.documents(), request.collections());
    var scope = scoping.of(call.caller().workspace(), named);
    var found = find(question, scope, limit);
    var outcome = outcome(scope, found);
    metrics.searched(outcome);
    long millis = (System.nanoTime() - began) / 1_000_000;
    return Reply.ok(new SearchReply(question.text(), outcome, found, millis));
  }

  private static int limit(@Nullable Integer asked) {
    if (asked == null) {
      return PRESET_LIMIT;
    }
    if (asked < 1 || asked > MOST_PASSAGES) {
      throw new Problem(
          ProblemType.INVALID_BODY,
          "Field 'limit' must be a whole number from 1 to %d.".formatted(MOST_PASSAGES));
    }
    return asked;
  }

  private List<PassageShape> find(Question question, Optional<Scope> scope, int limit)
      throws InterruptedException {
    return scope.isEmpty()
        ? List.of()
        : retriever.find(question, scope.get(), limit).stream().map(PassageShape::of).toList();
  }

  private String outcome(Optional<Scope> scope, List<PassageShape> found) {
    if (!found.isEmpty()) {
      return "found";
    }
    boolean hasDocuments = scope.isPresent() && retriever.hasDocuments(scope.get());
    return hasDocuments ? "nothing_found" : "no_documents";
  }
}
