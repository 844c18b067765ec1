package lectern.gateway.openai;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import lectern.gateway.Attempt;
import lectern.gateway.Awaited;
import lectern.gateway.CallError;
import lectern.gateway.ModelRoute.Choice;
import lectern.gateway.Need;
import lectern.gateway.Provider;
import lectern.gateway.Sent;
import lectern.gateway.Sent.Done;
import lectern.gateway.Sent.Failed;
import lectern.gateway.Work;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks for vectors, and reads them. Only one model is asked: vectors of two models cannot be
/// compared, so that an index that holds both finds nothing right. For one call.
final class VectorWork implements Work<List<float[]>> {
  private static final JsonMapper JSON = new JsonMapper();

  private final WholeWork whole;
  private final String model;

  VectorWork(WholeWork whole, String model) {
    this.whole = whole;
    this.model = model;
  }

  @Override
  public Need need(Choice choice) {
    return whole.need(choice);
  }

  @Override
  public Optional<CallError> objection(Choice choice, Provider provider) {
    var offered = choice.target().model();
    return offered.equals(model)
        ? whole.objection(choice, provider)
        : Optional.of(new CallError.OtherModel(model, offered));
  }

  @Override
  public Optional<Awaited> awaited() {
    return whole.awaited();
  }

  @Override
  public OnLost onLost() {
    return whole.onLost();
  }

  @Override
  public Sent<List<float[]>> send(Attempt attempt) throws InterruptedException {
    return switch (whole.send(attempt)) {
      case Failed<WholeReply> it ->
          new Failed<>(it.error(), it.shown(), it.usage(), it.news(), it.raw());
      case Done<WholeReply>(var reply, var usage, var news) -> {
        var vectors = vectors(JSON.readTree(reply.json()).path("data"));
        if (vectors.isPresent()) {
          yield new Done<>(vectors.get(), usage, news);
        }
        var error = new CallError.NotUnderstood(200, "vectors that cannot be read");
        yield new Failed<>(error, Failed.of(error).shown(), usage, news, Optional.empty());
      }
    };
  }

  /// The vectors by their index; empty when one is missing, or is none.
  private static Optional<List<float[]>> vectors(JsonNode data) {
    var byIndex = new TreeMap<Integer, float[]>();
    for (var entry : data) {
      var vector = vector(entry.path("embedding"));
      if (vector.isEmpty()) {
        return Optional.empty();
      }
      byIndex.put(entry.path("index").asInt(-1), vector.get());
    }
    boolean isWhole =
        byIndex.size() == data.size()
            && byIndex.firstKey() == 0
            && byIndex.lastKey() == data.size() - 1;
    return isWhole ? Optional.of(List.copyOf(byIndex.values())) : Optional.empty();
  }

  private static Optional<float[]> vector(JsonNode embedding) {
    try {
      return unit(embedding.isString() ? decoded(embedding.stringValue()) : numbers(embedding));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// Numbers of 32 bits, the lowest byte first.
  ///
  /// @throws IllegalArgumentException when it is no base64
  private static float[] decoded(String base64) {
    var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
    var vector = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(vector);
    return vector;
  }

  private static float[] numbers(JsonNode array) {
    var vector = new float[array.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) array.path(i).asDouble(Double.NaN);
    }
    return vector;
  }

  /// Made as long as 1, as OpenAI's are and those of other servers not always.
  private static Optional<float[]> unit(float[] vector) {
    double square = 0;
    for (float x : vector) {
      square += (double) x * x;
    }
    if (!(square > 0) || Double.isInfinite(square)) {
      return Optional.empty();
    }
    double length = Math.sqrt(square);
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (vector[i] / length);
    }
    return Optional.of(vector);
  }
}
