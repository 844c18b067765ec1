package lectern.simulator.openai;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import lectern.simulator.http.Fields;

/// Where webhooks go, and what proves that they come from here: the signature of [Standard
/// Webhooks](https://www.standardwebhooks.com).
///
/// @param url an address of this machine
/// @param secret shared with the receiver; behind `whsec_` it is base64
record Receiver(URI url, String secret) {
  static final String SIGNATURE = "webhook-signature";

  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";

  /// @throws IllegalArgumentException when the secret is empty or no base64
  Receiver {
    if (key(secret).length == 0) {
      throw new IllegalArgumentException("the secret is empty");
    }
  }

  private static byte[] key(String secret) {
    return secret.startsWith(PREFIX)
        ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
        : secret.getBytes(StandardCharsets.UTF_8);
  }

  /// The headers of a message.
  Fields stamp(String id, Instant time, String body) {
    var second = Long.toString(time.getEpochSecond());
    return Fields.of(
        "webhook-id",
        id,
        "webhook-timestamp",
        second,
        SIGNATURE,
        "v1," + signature(id + "." + second + "." + body));
  }

  private String signature(String text) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key(secret), ALGORITHM));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) { // every Java has it
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "Receiver[" + url + "]";
  }
}
