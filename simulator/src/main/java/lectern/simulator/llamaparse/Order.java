package lectern.simulator.llamaparse;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lectern.simulator.document.PageChoice;
import lectern.simulator.http.Fields;
import tools.jackson.databind.JsonNode;

/// What is asked of a parse job, whichever API it came by.
///
/// @param version a date, never `latest`
/// @param options all that shapes the result, as canonical text: equal for equal options
/// @param userMetadata what the client hung on the job, a null node for nothing
record Order(
    String tier,
    String version,
    PageChoice pages,
    Set<Caching> caching,
    String options,
    Terms terms,
    Look look,
    Hooks hooks,
    JsonNode userMetadata) {
  Order {
    caching = Set.copyOf(caching);
  }

  /// How much memory it takes, roughly, in characters.
  long chars() {
    return (long) options.length()
        + userMetadata.toString().length()
        + hooks.events().stream().mapToLong(hook -> hook.toString().length()).sum();
  }

  /// What may be done with the cache.
  enum Caching {
    LOOK_UP,
    STORE;

    static final Set<Caching> BOTH = Set.of(values());
  }

  /// @param creditsPerPage with all extras
  /// @param allowedFailures the share of pages that may fail before the job does
  /// @param timeout how long the job may run
  /// @param timeoutPerPage how much longer for each page
  /// @param expiry how long after its creation it must be done; empty for no such limit
  record Terms(
      long creditsPerPage,
      double allowedFailures,
      Duration timeout,
      Duration timeoutPerPage,
      Optional<Duration> expiry) {
    /// "allowed_page_failure_ratio (def 0.05)" and v1's "page_error_tolerance (0.05)".
    static final double ALLOWED_FAILURES = 0.05;

    /// "Job time: base 30 min" (contract, section 5).
    static final Duration TIMEOUT = Duration.ofMinutes(30);
  }

  /// How the Markdown is to look.
  ///
  /// @param separator between pages in v1
  /// @param prefix before each page in v1; `{pageNumber}` stands for its number
  /// @param suffix after each page, likewise
  record Look(Tables tables, String separator, String prefix, String suffix) {
    /// "Default `\n---\n`" (contract, section 3).
    static final String SEPARATOR = "\n---\n";

    static final Look USUAL = new Look(Tables.HTML, SEPARATOR, "", "");
  }

  /// How tables stand in Markdown.
  enum Tables {
    HTML,
    PIPES
  }

  /// Who is told about the job.
  ///
  /// @param result where v1 posts the whole result, by `webhook_url`
  record Hooks(List<Hook> events, Optional<URI> result) {
    static final Hooks NONE = new Hooks(List.of(), Optional.empty());

    Hooks {
      events = List.copyOf(events);
    }
  }

  /// A webhook configuration.
  ///
  /// @param events empty for all
  record Hook(
      URI to,
      Optional<List<String>> events,
      Fields headers,
      Format format,
      Optional<String> secret) {}

  /// How a webhook's body is encoded.
  enum Format {
    /// As a JSON string that holds JSON. The default.
    STRING,
    /// As JSON.
    JSON
  }
}
