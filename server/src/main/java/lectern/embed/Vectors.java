package lectern.embed;

import java.io.Serial;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lectern.document.Sha256;
import org.jdbi.v3.core.Jdbi;

/// Gives the vector of any text, computing it only when nobody ever did before. Safe to use from
/// many threads; two that ask for the same new text at once may both compute it, and keep it once.
public final class Vectors {
  private final Jdbi jdbi;
  private final EmbeddingModel model;

  public Vectors(Jdbi jdbi, EmbeddingModel model) {
    this.jdbi = jdbi;
    this.model = model;
  }

  public EmbeddingModel model() {
    return model;
  }

  /// The vectors of some texts, in their order. New ones are kept in one transaction before this
  /// returns, so that a crash loses at most one call's work.
  public List<float[]> of(List<String> texts) throws InterruptedException {
    var hashes = texts.stream().map(Sha256::of).toList();
    var known = find(hashes);
    var missing = new LinkedHashMap<Sha256, String>();
    for (int i = 0; i < texts.size(); i++) {
      if (!known.containsKey(hashes.get(i))) {
        missing.put(hashes.get(i), texts.get(i));
      }
    }
    if (!missing.isEmpty()) {
      var hashesOfMissing = List.copyOf(missing.keySet());
      var made = passing(List.copyOf(missing.values()));
      var computed = new LinkedHashMap<Sha256, float[]>();
      for (int i = 0; i < made.size(); i++) {
        computed.put(hashesOfMissing.get(i), made.get(i));
      }
      keep(computed);
      known.putAll(computed);
    }
    return hashes.stream().map(known::get).toList();
  }

  /// The vectors of some texts, in their order, without computing any.
  ///
  /// @throws NeverComputed when the present model never computed one
  public List<float[]> kept(List<String> texts) {
    var hashes = texts.stream().map(Sha256::of).toList();
    var known = find(hashes);
    return hashes.stream()
        .map(hash -> {
          var vector = known.get(hash);
          if (vector == null) {
            throw new NeverComputed("no vector of model " + model.name() + " for " + hash);
          }
          return vector;
        })
        .toList();
  }

  /// A vector is missing: the model is another one than it was.
  public static final class NeverComputed extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    NeverComputed(String message) {
      super(message);
    }
  }

  private Map<Sha256, float[]> find(List<Sha256> hashes) {
    var found = new HashMap<Sha256, float[]>();
    jdbi.useHandle(handle ->
        handle
            .createQuery(
                "select text_sha256, value from vector"
                    + " where model = :model and text_sha256 = any(:hashes)")
            .bind("model", model.name())
            .bind("hashes", hashes.stream().map(Sha256::hex).toArray(String[]::new))
            .map((row, _) -> Map.entry(new Sha256(row.getString(1)), floats(row.getBytes(2))))
            .forEach(entry -> found.put(entry.getKey(), entry.getValue())));
    return found;
  }

  /// The vectors of texts that nobody will ask for again, in their order: not looked up, not kept.
  public List<float[]> passing(List<String> texts) throws InterruptedException {
    return model.embedAll(texts);
  }

  private void keep(Map<Sha256, float[]> computed) {
    jdbi.useTransaction(handle -> {
      var insert =
          handle.prepareBatch(
              "insert into vector (text_sha256, model, value) values (:hash, :model, :value)"
                  + " on conflict do nothing");
      computed.entrySet().stream()
          .sorted((a, b) -> a.getKey().hex().compareTo(b.getKey().hex()))
          .forEach(entry ->
              insert
                  .bind("hash", entry.getKey().hex())
                  .bind("model", model.name())
                  .bind("value", bytes(entry.getValue()))
                  .add());
      insert.execute();
    });
  }

  private static byte[] bytes(float[] vector) {
    var buffer = ByteBuffer.allocate(vector.length * Float.BYTES);
    buffer.asFloatBuffer().put(vector);
    return buffer.array();
  }

  private static float[] floats(byte[] bytes) {
    var vector = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(vector);
    return vector;
  }
}
