package lectern.gateway.openai;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import lectern.gateway.Provider;
import lectern.gateway.wire.Transport.Outgoing;
import lectern.gateway.wire.Transport.Payload;

/// Where a request goes and how it says who sends it, for each kind of provider.
final class Envelope {
  /// Where Azure serves OpenAI's own paths, without versions and deployments in the URL (Microsoft,
  /// "Azure OpenAI v1 API", 2026).
  private static final String AZURE_PATH = "/openai/v1";

  private Envelope() {}

  /// @param json is not copied
  static Outgoing post(Provider provider, Endpoint endpoint, byte[] json) {
    var headers = headers(provider);
    headers.put("Content-Type", "application/json");
    return new Outgoing("POST", uri(provider, endpoint.path()), headers, new Json(json));
  }

  /// @param path behind the provider's base URL
  static Outgoing get(Provider provider, String path) {
    return new Outgoing("GET", uri(provider, path), headers(provider), Payload.NONE);
  }

  private static URI uri(Provider provider, String path) {
    var base = provider.baseUrl().orElseThrow().toString();
    var trimmed = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    boolean addsPath = provider.kind() == Provider.Kind.AZURE && !trimmed.endsWith(AZURE_PATH);
    return URI.create(trimmed + (addsPath ? AZURE_PATH : "") + path);
  }

  private static Map<String, String> headers(Provider provider) {
    var headers = new LinkedHashMap<String, String>();
    // Bytes pass through as they come, and a compressed stream comes in lumps.
    headers.put("Accept-Encoding", "identity");
    provider
        .key()
        .ifPresent(key -> {
          if (provider.kind() == Provider.Kind.AZURE) {
            headers.put("api-key", key.text());
          } else {
            headers.put("Authorization", "Bearer " + key.text());
          }
        });
    headers.putAll(provider.headers());
    return headers;
  }

  private static final class Json implements Payload {
    private final byte[] bytes;

    Json(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public long length() {
      return bytes.length;
    }
  }
}
