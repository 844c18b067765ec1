package lectern.gateway.llamaparse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Takes LlamaParse's news of jobs, and wakes whoever waits for one. News is no more than that:
/// what has become of a job is asked of LlamaParse itself, so one that is lost, late or comes twice
/// changes nothing but how soon it is asked. Safe to use from many threads.
///
/// Path and secret are made anew at each start, so there is nothing to keep; news of jobs from
/// before is refused, and costs a pause between two looks.
public final class Webhooks implements Waker {
  /// Where they are taken, behind which the path's secret part comes.
  public static final String PATH = "/api/v1/webhooks/llamaparse/";

  /// The longest news that is read; they have some 250 bytes.
  public static final int MOST_BYTES = 16 * 1024;

  /// The ends of a job, in the words of the older API.
  static final List<String> EVENTS =
      List.of("parse.success", "parse.partial_success", "parse.error", "parse.cancelled");

  /// Event ids that are remembered. LlamaParse sends three times within seven seconds at most.
  private static final int MOST_EVENTS = 10_000;

  private static final int SECRET_BYTES = 32;
  private static final String HMAC = "HmacSHA256";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final String url;
  private final String path;
  private final byte[] secret;
  private final ConcurrentMap<String, Semaphore> waiting = new ConcurrentHashMap<>();
  private final Map<String, Boolean> seen =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > MOST_EVENTS;
        }
      };

  /// @param base the public address of this server, for LlamaParse over HTTPS
  public Webhooks(URI base, RandomGenerator random) {
    this.path = random(random);
    this.secret = random(random).getBytes(UTF_8);
    this.url = base.toString().replaceFirst("/+$", "") + PATH + path;
  }

  private static String random(RandomGenerator random) {
    var bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// What became of news.
  public enum Receipt {
    TAKEN,
    /// It came before.
    KNOWN,
    /// It is not LlamaParse's, or no news.
    REFUSED
  }

  /// Where LlamaParse is to send them.
  public Upload.Webhook target() {
    return new Upload.Webhook(url, new String(secret, UTF_8));
  }

  /// Takes news.
  ///
  /// @param sentTo the last part of the path it came to
  /// @param signature the header `LC-Signature`
  public Receipt take(String sentTo, Optional<String> signature, byte[] body) {
    if (!isEqual(sentTo, path) || !isEqual(signature.orElse(""), "sha256=" + signed(body))) {
      return Receipt.REFUSED;
    }
    try {
      return take(object(body));
    } catch (JacksonException _) {
      return Receipt.REFUSED;
    }
  }

  private Receipt take(JsonNode news) {
    var event = news.path("event_id").asString("");
    var job = news.path("data").path("job_id").asString("");
    if (event.isEmpty() || job.isEmpty()) {
      return Receipt.REFUSED;
    }
    synchronized (seen) {
      if (seen.putIfAbsent(event, true) != null) {
        return Receipt.KNOWN;
      }
    }
    Optional.ofNullable(waiting.get(job)).ifPresent(Semaphore::release);
    return Receipt.TAKEN;
  }

  /// LlamaParse's own default is JSON within a JSON string.
  private static JsonNode object(byte[] body) {
    var node = JSON.readTree(body);
    return node.isString() ? JSON.readTree(node.stringValue()) : node;
  }

  private String signed(byte[] body) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret, HMAC));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + HMAC, e);
    }
  }

  /// Takes as long whatever is different.
  private static boolean isEqual(String given, String expected) {
    return MessageDigest.isEqual(given.getBytes(UTF_8), expected.getBytes(UTF_8));
  }

  /// News between two looks is not lost: it ends the next wait at once.
  @Override
  public void await(String job, Duration atMost) throws InterruptedException {
    var bell = waiting.computeIfAbsent(job, _ -> new Semaphore(0));
    if (bell.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
      bell.drainPermits();
    }
  }

  @Override
  public void forget(String job) {
    waiting.remove(job);
  }
}
