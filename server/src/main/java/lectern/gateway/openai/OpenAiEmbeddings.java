package lectern.gateway.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import lectern.gateway.Account;
import lectern.gateway.Gateway;
import lectern.gateway.Outcome;
import lectern.gateway.Outcome.Answered;
import lectern.gateway.Outcome.GivenUp;
import lectern.gateway.Provider.Feature;
import lectern.gateway.Usage;
import lectern.gateway.wire.Transport;
import tools.jackson.databind.json.JsonMapper;

/// Has a model turn texts into vectors, in as many requests as the API's limits ask for. All
/// vectors are of the route's first model: a route's other targets may serve the same model, and
/// are refused when they serve another. Safe to use from many threads.
public final class OpenAiEmbeddings {
  /// The API takes 2,048 inputs; a failure of so many would have to be paid again. LlamaIndex sends
  /// 100 (its `embed_batch_size`), and half a page each makes 128 of them a twentieth of the
  /// smallest paid limit of tokens per minute.
  static final int BATCH_TEXTS = 128;

  /// The API's limit is 300,000 for all inputs together (its reference, 2026). A character counts
  /// as a token, which is too much for nearly every text, and makes no more requests for chunks of
  /// a page.
  static final int BATCH_TOKENS = 300_000;

  /// The API refuses an empty input. A space says as little, and has a vector.
  private static final String NOTHING = " ";

  private static final JsonMapper JSON = new JsonMapper();

  private final Gateway gateway;
  private final Transport transport;
  private final OptionalInt dimensions;

  /// @param dimensions to which the vectors are cut by the model; empty for all it has
  public OpenAiEmbeddings(Gateway gateway, Transport transport, OptionalInt dimensions) {
    this.gateway = gateway;
    this.transport = transport;
    this.dimensions = dimensions;
  }

  /// The vectors of some texts, in their order, each of length 1. When one request fails for good,
  /// the others are not made. A text over the model's limit is the error `TooLong`.
  public Outcome<List<float[]>> embed(List<String> texts, Errand errand)
      throws InterruptedException {
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("no text, no vector");
    }
    var vectors = new ArrayList<float[]>(texts.size());
    Optional<Account> sum = Optional.empty();
    for (var batch : batches(texts)) {
      var outcome = batch(batch, errand);
      var account = sum.map(it -> sum(it, outcome.account())).orElse(outcome.account());
      switch (outcome) {
        case Answered<List<float[]>>(var some, _) -> vectors.addAll(some);
        case GivenUp<List<float[]>>(var error, var raw, _) -> {
          return new GivenUp<>(error, raw, account);
        }
      }
      sum = Optional.of(account);
    }
    return new Answered<>(List.copyOf(vectors), sum.orElseThrow());
  }

  private static List<List<String>> batches(List<String> texts) {
    var batches = new ArrayList<List<String>>();
    var batch = new ArrayList<String>();
    long tokens = 0;
    for (var text : texts) {
      int more = text.length() + 1;
      if (!batch.isEmpty() && (batch.size() == BATCH_TEXTS || tokens + more > BATCH_TOKENS)) {
        batches.add(List.copyOf(batch));
        batch.clear();
        tokens = 0;
      }
      batch.add(text);
      tokens += more;
    }
    batches.add(batch);
    return batches;
  }

  private Outcome<List<float[]>> batch(List<String> texts, Errand errand)
      throws InterruptedException {
    var body = RequestBody.read(json(texts, errand), Endpoint.EMBEDDINGS);
    var work = new VectorWork(new WholeWork(transport, body), errand.model());
    return gateway.call(errand.request(Endpoint.EMBEDDINGS, gateway.time()), work);
  }

  private byte[] json(List<String> texts, Errand errand) {
    var body = JSON.createObjectNode().put("model", errand.model());
    dimensions.ifPresent(it -> body.put("dimensions", it));
    if (everybodyKnowsBase64(errand)) {
      body.put("encoding_format", "base64"); // a third of what numbers in letters take
    }
    var input = body.putArray("input");
    texts.forEach(text -> input.add(text.isEmpty() ? NOTHING : text));
    return JSON.writeValueAsBytes(body);
  }

  private boolean everybodyKnowsBase64(Errand errand) {
    return errand.route().choices().stream()
        .map(choice -> gateway.roster().provider(choice.target().provider()).orElseThrow())
        .allMatch(provider -> provider.has(Feature.BASE64));
  }

  /// The last account, with what all have used.
  private static Account sum(Account before, Account last) {
    var usage = before.usage().map(it -> sum(it, last.usage())).or(last::usage);
    return new Account(
        last.call(),
        last.target(),
        before.attempts() + last.attempts(),
        usage,
        last.hit(),
        last.fallback().or(before::fallback));
  }

  private static Usage sum(Usage one, Optional<Usage> other) {
    return other
        .map(it ->
            new Usage(
                one.input() + it.input(),
                one.cachedInput() + it.cachedInput(),
                one.output() + it.output(),
                one.reasoning() + it.reasoning()))
        .orElse(one);
  }
}
