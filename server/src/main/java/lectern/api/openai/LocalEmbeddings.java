package lectern.api.openai;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import lectern.embed.EmbeddingModel;
import lectern.embed.ModelUnavailable;
import lectern.gateway.Attempt;
import lectern.gateway.AttemptRecord.Moment;
import lectern.gateway.CallError;
import lectern.gateway.LimitNews;
import lectern.gateway.ModelRoute.Choice;
import lectern.gateway.Need;
import lectern.gateway.Provider;
import lectern.gateway.Sent;
import lectern.gateway.Usage;
import lectern.gateway.Work;
import lectern.gateway.openai.RequestBody;
import lectern.gateway.openai.WholeReply;
import lectern.gateway.openai.WholeWork;
import lectern.http.Json;

/// Vectors of a provider, or of the model in this process where the route leads there. For one
/// call.
final class LocalEmbeddings implements Work<WholeReply> {
  /// One text takes about 30 ms of a core: more at once than this keep others waiting too long.
  private static final int MOST_TEXTS = 256;

  private final EmbeddingModel model;
  private final ToIntFunction<String> tokens;
  private final RequestBody body;
  private final WholeWork elsewhere;

  LocalEmbeddings(Asking asking, RequestBody body) {
    this.model = asking.local();
    this.tokens = asking.tokens();
    this.body = body;
    this.elsewhere = new WholeWork(asking.transport(), body);
  }

  @Override
  public Need need(Choice choice) {
    return elsewhere.need(choice);
  }

  @Override
  public OnLost onLost() {
    return elsewhere.onLost();
  }

  @Override
  public Optional<CallError> objection(Choice choice, Provider provider) {
    return provider.kind() == Provider.Kind.LOCAL
        ? ownObjection(choice)
        : elsewhere.objection(choice, provider);
  }

  private Optional<CallError> ownObjection(Choice choice) {
    if (!choice.target().model().equals(model.name())) {
      return Optional.of(new CallError.UnknownModel("the local model is " + model.name()));
    }
    if (body.texts().isEmpty()) {
      return Optional.of(new CallError.Invalid("input", "The local model takes text, not tokens."));
    }
    int texts = body.texts().get().size();
    return texts > MOST_TEXTS
        ? Optional.of(new CallError.TooLarge("at most %d texts at once".formatted(MOST_TEXTS)))
        : Optional.empty();
  }

  @Override
  public Sent<WholeReply> send(Attempt attempt) throws InterruptedException {
    if (attempt.provider().kind() != Provider.Kind.LOCAL) {
      return elsewhere.send(attempt);
    }
    attempt.record().mark(Moment.SENT);
    try {
      var vectors = new ArrayList<Map<String, Object>>();
      for (var text : body.texts().orElseThrow()) {
        vectors.add(vector(vectors.size(), model.embed(text)));
      }
      long used = body.texts().orElseThrow().stream().mapToLong(tokens::applyAsInt).sum();
      var reply = Json.text(whole(vectors, used)).getBytes(StandardCharsets.UTF_8);
      var usage = Optional.of(new Usage(used, 0, 0, 0));
      return new Sent.Done<>(new WholeReply(reply), usage, LimitNews.NONE);
    } catch (ModelUnavailable e) {
      return Sent.Failed.of(new CallError.NotOffered(String.valueOf(e.getMessage())));
    }
  }

  private Map<String, Object> vector(int index, float[] values) {
    Object shown = body.isBase64() ? base64(values) : values;
    var vector = new LinkedHashMap<String, Object>();
    vector.put("object", "embedding");
    vector.put("index", index);
    vector.put("embedding", shown);
    return vector;
  }

  private static String base64(float[] values) {
    var bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private Map<String, Object> whole(List<Map<String, Object>> vectors, long used) {
    var whole = new LinkedHashMap<String, Object>();
    whole.put("object", "list");
    whole.put("data", vectors);
    whole.put("model", model.name());
    whole.put("usage", Map.of("prompt_tokens", used, "total_tokens", used));
    return whole;
  }
}
