package lectern.gateway;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lectern.gateway.Provider.Feature;

/// Providers of OpenAI's kind that may be asked for anything.
public final class Providers {
  private Providers() {}

  public static Provider openAi(String name, URI url, Timeouts timeouts, Feature... lacks) {
    return new Provider(
        name,
        Provider.Kind.OPENAI,
        Optional.of(url),
        Optional.of(new Provider.ApiKey("sk-" + name + "~own", "KEY")),
        Map.of(),
        List.of("*"),
        Set.of(lacks),
        Provider.Limits.LEARNT,
        8,
        timeouts);
  }
}
