package lectern.api.openai;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import lectern.document.Sha256;
import lectern.document.WorkspaceId;
import lectern.gateway.Account;
import lectern.gateway.Gateway;
import lectern.gateway.Outcome;
import lectern.gateway.Outcome.Answered;
import lectern.gateway.Usage;
import lectern.gateway.cache.Kept;
import lectern.gateway.openai.RequestBody;
import lectern.gateway.openai.WholeReply;
import lectern.http.Bytes;
import lectern.http.Json;
import lectern.http.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.RawValue;

/// Vectors, each kept by workspace, model, form and text. Only texts whose vectors are not kept are
/// sent. A request of which nothing is kept goes out, and its reply comes back, as they are.
final class EmbeddingAnswers {
  private static final JsonMapper JSON = new JsonMapper();

  private final Gateway gateway;
  private final Asking asking;
  private final Kept<Text, Vector> vectors;
  private final Kept<Question, Outcome<WholeReply>> beingAsked;

  /// All that a vector depends on besides its text, and whose it is.
  private record Kind(WorkspaceId workspace, String model, Sha256 form) {
    /// All targets of a route for embeddings give the same vectors, so its first one stands for
    /// them.
    private static Kind of(Asked asked) {
      var request = asked.request();
      var model = request.route().choices().getFirst().target().toString();
      return new Kind(request.workspace(), model, asked.body().vectorForm());
    }
  }

  private record Text(Kind kind, Sha256 text) {
    private Text(Kind kind, String text) {
      this(kind, Sha256.of(text));
    }
  }

  /// @param json as the provider wrote it
  /// @param tokens its share of what the request took, by characters
  private record Vector(String json, long tokens) {}

  private record Question(WorkspaceId workspace, String route, Sha256 body) {}

  EmbeddingAnswers(Gateway gateway, Asking asking) {
    this.gateway = gateway;
    this.asking = asking;
    var cache = asking.cache();
    this.vectors =
        new Kept<>(
            cache.mostBytes(), cache.longest(), it -> it.json().length() + 200, gateway.time());
    this.beingAsked = new Kept<>(cache.mostBytes(), cache.longest(), _ -> 0, gateway.time());
  }

  Reply answer(Asked asked) throws InterruptedException {
    var texts = asked.body().texts();
    boolean isOff = asked.call().header(Wishes.CACHE).filter(it -> !Wishes.isOn(it)).isPresent();
    if (isOff) {
      return WholeAnswers.reply(gateway.call(asked.request(), work(asked.body())));
    }
    if (texts.isEmpty()) {
      return WholeAnswers.reply(ask(asked, asked.body()));
    }
    var known = known(asked, texts.get());
    var missing = new LinkedHashSet<>(texts.get());
    missing.removeAll(known.keySet());
    return missing.isEmpty() ? fromKept(asked, known) : asked(asked, known, List.copyOf(missing));
  }

  private Map<String, Kept.Found<Vector>> known(Asked asked, List<String> texts) {
    var kind = Kind.of(asked);
    var known = new HashMap<String, Kept.Found<Vector>>();
    for (var text : texts) {
      vectors.peek(new Text(kind, text)).ifPresent(found -> known.put(text, found));
    }
    return known;
  }

  private LocalEmbeddings work(RequestBody body) {
    return new LocalEmbeddings(asking, body);
  }

  private Outcome<WholeReply> ask(Asked asked, RequestBody body) throws InterruptedException {
    var request = asked.request();
    var question = new Question(request.workspace(), request.route().name(), body.fingerprint());
    var found =
        beingAsked.get(
            question,
            request.deadline(),
            () -> WholeAnswers.passing(gateway.call(request, work(body))));
    return WholeAnswers.accounted(gateway, request, found);
  }

  private Reply asked(Asked asked, Map<String, Kept.Found<Vector>> known, List<String> missing)
      throws InterruptedException {
    var texts = asked.body().texts().orElseThrow();
    boolean isWhole = missing.equals(texts);
    var outcome = ask(asked, isWhole ? asked.body() : asked.body().withTexts(missing));
    if (!(outcome instanceof Answered<WholeReply>(var reply, var account))) {
      return WholeAnswers.reply(outcome);
    }
    var told = JSON.readTree(reply.json());
    var made = keep(asked, missing, told);
    if (isWhole) {
      return WholeAnswers.reply(outcome);
    }
    known.forEach((text, found) -> made.put(text, found.value()));
    return assembled(inOrder(texts, made), told.path("model"), account);
  }

  private static List<Vector> inOrder(List<String> texts, Map<String, Vector> vectors) {
    return texts.stream().map(text -> Objects.requireNonNull(vectors.get(text))).toList();
  }

  private Map<String, Vector> keep(Asked asked, List<String> texts, JsonNode told) {
    long tokens = told.path("usage").path("prompt_tokens").asLong(0);
    long chars = Math.max(1, texts.stream().mapToLong(String::length).sum());
    var kind = Kind.of(asked);
    var made = new HashMap<String, Vector>();
    for (var item : told.path("data")) {
      var text = texts.get(item.path("index").asInt(made.size()));
      var vector = new Vector(item.path("embedding").toString(), tokens * text.length() / chars);
      vectors.put(new Text(kind, text), vector);
      made.put(text, vector);
    }
    return made;
  }

  private Reply fromKept(Asked asked, Map<String, Kept.Found<Vector>> known) {
    var request = asked.request();
    var vectors = new HashMap<String, Vector>();
    known.forEach((text, found) -> vectors.put(text, found.value()));
    var all = inOrder(asked.body().texts().orElseThrow(), vectors);
    var age = known.values().stream().flatMap(it -> it.age().stream()).max(Comparable::compareTo);
    long avoided = all.stream().mapToLong(Vector::tokens).sum();
    var target = request.route().choices().getFirst().target();
    var made =
        new Account(
            request.id(),
            Optional.of(target),
            0,
            Optional.of(new Usage(0, 0, 0, 0)),
            Optional.empty(),
            Optional.empty());
    var account = gateway.answered(request, made, new Account.Hit(age.orElseThrow(), avoided));
    return assembled(all, JSON.valueToTree(target.model()), account);
  }

  /// A reply as the provider would have written it, with what was really used now.
  private static Reply assembled(List<Vector> all, JsonNode model, Account account) {
    var data = JSON.createArrayNode();
    for (var vector : all) {
      data.addObject()
          .put("object", "embedding")
          .put("index", data.size() - 1)
          .putRawValue("embedding", new RawValue(vector.json()));
    }
    long tokens = account.hit().isPresent() ? 0 : account.usage().map(Usage::input).orElse(0L);
    var reply = new LinkedHashMap<String, Object>();
    reply.put("object", "list");
    reply.put("data", data);
    reply.put("model", model);
    reply.put("usage", Map.of("prompt_tokens", tokens, "total_tokens", tokens));
    return new Reply.Content(
        200, "application/json", Bytes.of(Json.text(reply)), AccountHeaders.of(account));
  }
}
