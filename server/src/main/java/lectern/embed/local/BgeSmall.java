package lectern.embed.local;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import lectern.background.BackgroundThreads;
import lectern.embed.EmbeddingModel;
import lectern.embed.ModelUnavailable;
import org.jspecify.annotations.Nullable;

/// bge-small-en-v1.5, quantised to 8 bits, on the ONNX runtime: 384 dimensions, English.
///
/// One text at a time: a quantised model scales by what is in the batch, so a text embedded among
/// others gets another vector (cosine 0.996) than alone, and batches of long texts are slower on a
/// processor (32.9 texts/s alone against 18.1 at 4,096 tokens a batch, 2 cores, measured
/// 2026-11-22). One session is shared; as many texts are embedded at once as there are workers,
/// each on a platform thread of its own, since native code would hold on to the carrier of a
/// virtual one; more callers wait their turn. Ingest has workers of its own, which make way for
/// those that answer: {@link #inBackground}.
///
/// The model is loaded at first use, or by {@link #load()} while something else is being waited
/// for.
public final class BgeSmall implements EmbeddingModel, AutoCloseable {
  /// The model's own limit.
  private static final int MAX_TOKENS = 512;

  /// ONNX Runtime 1.29 overflowed the default stack of 1 MB when it registered its operators, and
  /// the process ended by a segmentation fault without a word; with 4 MB it did not (measured
  /// 2026-11-22). The present 1.20 keeps the room.
  private static final long STACK_BYTES = 16L << 20;

  private static final String MODEL_FILE = "/bge-small-en-v1.5-q.onnx";
  private static final String TOKENIZER_FILE = "/bge-small-en-v1.5-q-tokenizer.json";

  private final ExecutorService workers;
  private final ExecutorService background;
  private @Nullable Future<Loaded> loading;

  /// @param workers how many texts are embedded at once; the number of cores serves best
  public BgeSmall(int workers) {
    this.workers = Executors.newFixedThreadPool(workers, threads("embed-"));
    this.background =
        Executors.newFixedThreadPool(
            workers, BackgroundThreads.of(threads("embed-in-background-")));
  }

  private static ThreadFactory threads(String name) {
    return Thread.ofPlatform().name(name, 1).daemon(true).stackSize(STACK_BYTES).factory();
  }

  private record Loaded(
      OrtEnvironment environment, OrtSession session, HuggingFaceTokenizer words) {}

  @Override
  public String name() {
    return "bge-small-en-v1.5-q";
  }

  @Override
  public float[] embed(String text) throws InterruptedException {
    return embed(text, workers);
  }

  private float[] embed(String text, ExecutorService threads) throws InterruptedException {
    var model = result(loading());
    return result(threads.submit(() -> run(model, text)));
  }

  /// The same model for work that nobody waits for: it uses what cores are left over.
  public EmbeddingModel inBackground() {
    return new EmbeddingModel() {
      @Override
      public String name() {
        return BgeSmall.this.name();
      }

      @Override
      public float[] embed(String text) throws InterruptedException {
        return BgeSmall.this.embed(text, background);
      }
    };
  }

  /// Why it cannot be used now; empty when it can.
  public synchronized Optional<String> trouble() {
    if (loading == null || !loading.isDone()) {
      return Optional.of("the model is still being loaded");
    }
    return loading.state() == Future.State.SUCCESS
        ? Optional.empty()
        : Optional.of("the model does not load here; the log has the details");
  }

  /// How many tokens the model sees in a text, its two marks not counted; not cut at its limit.
  public int countTokens(String text) {
    try {
      return result(loading()).words().encode(text, false, false).getIds().length;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the model was loading", e);
    }
  }

  private static <T> T result(Future<T> running) throws InterruptedException {
    try {
      return running.get();
    } catch (ExecutionException e) {
      throw new ModelUnavailable(
          "the local embedding model does not work here: " + e.getCause(), e);
    }
  }

  private static float[] run(Loaded model, String text) throws OrtException {
    var encoded = model.words().encode(text);
    int length = Math.min(encoded.getIds().length, MAX_TOKENS);
    var ids = encoded.getIds();
    long lastMark = ids[ids.length - 1];
    var inputs = new LinkedHashMap<String, OnnxTensor>();
    try {
      var cut = Arrays.copyOf(ids, length);
      cut[length - 1] = lastMark;
      inputs.put("input_ids", row(model, cut));
      inputs.put("attention_mask", row(model, ones(length)));
      inputs.put("token_type_ids", row(model, new long[length]));
      try (var result = model.session().run(inputs)) {
        var states = (float[][][]) result.get(0).getValue();
        return normalised(states[0][0]);
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static OnnxTensor row(Loaded model, long[] values) throws OrtException {
    return OnnxTensor.createTensor(
        model.environment(), LongBuffer.wrap(values), new long[] {1, values.length});
  }

  private static long[] ones(int length) {
    var ones = new long[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  /// The state of the first token, scaled to length 1, is what bge was trained to compare.
  private static float[] normalised(float[] state) {
    double square = 0;
    for (float value : state) {
      square += value * value;
    }
    var unit = new float[state.length];
    float scale = (float) (1 / Math.sqrt(square));
    for (int i = 0; i < state.length; i++) {
      unit[i] = state[i] * scale;
    }
    return unit;
  }

  /// Begins to load the model, unless that was begun already. What goes wrong is told by the first
  /// {@link #embed}.
  public void load() {
    var _ = loading();
  }

  private synchronized Future<Loaded> loading() {
    if (loading == null) {
      loading = workers.submit(BgeSmall::read);
    }
    return loading;
  }

  private static Loaded read() throws OrtException, IOException {
    System.setProperty("OPT_OUT_TRACKING", "true"); // or the tokenizer's library calls home
    try (var options = new OrtSession.SessionOptions();
        var tokenizer = new ByteArrayInputStream(resource(TOKENIZER_FILE))) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      var environment = OrtEnvironment.getEnvironment();
      var session = environment.createSession(resource(MODEL_FILE), options);
      var words =
          HuggingFaceTokenizer.newInstance(
              tokenizer, Map.of("truncation", "false", "padding", "false"));
      return new Loaded(environment, session, words);
    }
  }

  private static byte[] resource(String name) {
    try (InputStream in = BgeSmall.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the model's jar is not on the class path: " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() {
    workers.shutdownNow();
    background.shutdownNow();
    workers.close();
    background.close();
    if (loading != null && loading.state() == Future.State.SUCCESS) {
      try {
        loading.resultNow().session().close();
      } catch (OrtException e) {
        throw new IllegalStateException(e);
      } finally {
        loading.resultNow().words().close();
      }
    }
  }
}
