package lectern.cli;

import java.io.PrintWriter;
import lectern.gateway.CallError;
import lectern.gateway.Mender;
import lectern.gateway.Provider;
import lectern.gateway.Provider.ApiKey;
import lectern.gateway.probe.Finding;
import org.jspecify.annotations.Nullable;

/// One thing that was looked at.
///
/// @param remedy how to mend it; null when there is nothing to mend
record Check(String what, Verdict verdict, String finding, @Nullable String remedy) {

  /// How a check ended.
  enum Verdict {
    OK,
    /// Lectern runs, but something is missing.
    WARNING,
    /// Lectern does not run.
    FAILED
  }

  static Check ok(String what, String finding) {
    return new Check(what, Verdict.OK, finding, null);
  }

  static Check warning(String what, String finding, String remedy) {
    return new Check(what, Verdict.WARNING, finding, remedy);
  }

  static Check failed(String what, @Nullable String finding, String remedy) {
    return new Check(what, Verdict.FAILED, String.valueOf(finding), remedy);
  }

  /// What a provider's answer to a probe means for who set it up.
  static Check of(Finding finding) {
    var provider = finding.provider();
    var what = "provider " + provider.name();
    var at = provider.baseUrl().map(url -> " (at " + url + ")").orElse("");
    return switch (finding) {
      case Finding.Well _ ->
          ok(what, provider.key().isPresent() ? "answers, and takes the key" : "answers");
      case Finding.WithoutList _ ->
          ok(what, "answers, without a list of models: whether it takes the key shows later");
      case Finding.Lacks(_, var models) ->
          warning(
              what,
              "takes the key, and does not list " + String.join(", ", models),
              "see whether the routes name them right, and whether the key may use them");
      case Finding.Trouble it when it.isKeyRejected() ->
          failed(what, it.error().message(), keyRemedy(provider));
      case Finding.Trouble(_, var error) ->
          warning(what, error.message().replaceFirst("\\.$", "") + at, remedy(error));
    };
  }

  private static String keyRemedy(Provider provider) {
    return provider
        .key()
        .map(ApiKey::variable)
        .map("the key stands in %s"::formatted)
        .orElse(
            "set one, and name its variable in providers.%s.key_variable"
                .formatted(provider.name()));
  }

  private static String remedy(CallError error) {
    return error.mender() == Mender.TIME
        ? "Lectern asks again by itself; docs/providers.md tells what follows until then"
        : "what Lectern asks for may still work; docs/providers.md tells what follows where not";
  }

  /// What was found and how to mend it, in one line.
  String told() {
    return remedy == null ? finding : finding.replaceFirst("\\.$", "") + "; " + remedy;
  }

  /// All of it in one line.
  String line() {
    return what + ": " + told();
  }

  /// Says so where errors are said.
  void tell(PrintWriter err) {
    err.println("lectern: " + Terminal.oneLine(line()));
  }
}
