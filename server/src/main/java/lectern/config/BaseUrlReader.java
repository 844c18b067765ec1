package lectern.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import lectern.gateway.Provider.ApiKey;
import lectern.gateway.Provider.Kind;

/// Reads where a provider is. Requests go nowhere else, whatever stands in them.
final class BaseUrlReader {
  private final String name;
  private final Section section;
  private final Map<String, String> environment;

  BaseUrlReader(String name, Section section, Map<String, String> environment) {
    this.name = name;
    this.section = section;
    this.environment = environment;
  }

  /// @return empty when there is no usable one, which has been told without showing it
  Optional<URI> read(Kind kind, Optional<ApiKey> key) {
    var region = kind == Kind.LLAMAPARSE ? section.text("region") : Optional.<String>empty();
    boolean plainIsFine = section.flag("allow_plain_http").orElse(false);
    var given = section.text("base_url");
    if (given.isPresent() && region.isPresent()) {
      section.wrong("region", "stands beside a base_url, which says it already; leave out one");
    }
    var written = given.or(() -> usualUrl(kind, region));
    if (written.isEmpty()) {
      section.wrong("", "needs a base_url, such as http://127.0.0.1:8000/v1");
      return Optional.empty();
    }
    try {
      var url = new URI(written.get());
      if (!isGood(url)) {
        section.wrong("base_url", "must be http:// or https:// with a host, and no query or user");
        return Optional.empty();
      }
      if (key.isPresent() && url.getScheme().equals("http") && !plainIsFine && !isLoopback(url)) {
        section.wrong(
            "base_url",
            "would send the key unencrypted; use https, or say `allow_plain_http: true`");
      }
      return Optional.of(url);
    } catch (URISyntaxException _) {
      section.wrong("base_url", "is no URL");
      return Optional.empty();
    }
  }

  private static boolean isGood(URI url) {
    return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
        && url.getHost() != null
        && url.getUserInfo() == null
        && url.getQuery() == null
        && url.getFragment() == null;
  }

  private static boolean isLoopback(URI url) {
    try {
      return url.getHost().equals("localhost")
          || InetAddress.ofLiteral(url.getHost()).isLoopbackAddress();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private Optional<String> usualUrl(Kind kind, Optional<String> region) {
    return switch (kind) {
      case LLAMAPARSE -> Optional.of(llamaUrl(region));
      case OPENAI ->
          name.equals(ProviderReader.OPENAI)
              ? Optional.of(variable("OPENAI_BASE_URL").orElse("https://api.openai.com/v1"))
              : Optional.empty();
      case AZURE, LOCAL -> Optional.empty();
    };
  }

  /// Keys of one region are not known in the other.
  private String llamaUrl(Optional<String> region) {
    var usual =
        switch (region.orElse("na")) {
          case "na" -> "https://api.cloud.llamaindex.ai";
          case "eu" -> "https://api.cloud.eu.llamaindex.ai";
          default -> {
            section.wrong("region", "must be na or eu");
            yield "https://api.cloud.llamaindex.ai";
          }
        };
    return region.isPresent() ? usual : variable("LLAMA_CLOUD_BASE_URL").orElse(usual);
  }

  private Optional<String> variable(String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
  }
}
