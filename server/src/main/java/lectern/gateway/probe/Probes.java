package lectern.gateway.probe;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import lectern.document.WorkspaceId;
import lectern.gateway.CallError;
import lectern.gateway.Capability;
import lectern.gateway.Deadline;
import lectern.gateway.Gateway;
import lectern.gateway.ModelRoute;
import lectern.gateway.ModelRoute.Choice;
import lectern.gateway.Outcome.Answered;
import lectern.gateway.Outcome.GivenUp;
import lectern.gateway.Provider;
import lectern.gateway.Provider.Kind;
import lectern.gateway.RetryPolicy;
import lectern.gateway.llamaparse.Errand;
import lectern.gateway.llamaparse.JobList;
import lectern.gateway.llamaparse.LlamaParse;
import lectern.gateway.openai.OpenAiModels;
import lectern.gateway.wire.Transport;

/// Asks every provider for a list, which costs nothing: OpenAI's kind for its models, LlamaParse
/// for the jobs of the last moment. Safe to use from many threads.
public final class Probes {
  /// For who waits for it: a provider that is well takes less, with a new connection and one retry.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Gateway gateway;
  private final OpenAiModels models;
  private final LlamaParse jobs;
  private final Clock clock;

  public Probes(Gateway gateway, Transport transport, Clock clock) {
    this.gateway = gateway;
    this.models = new OpenAiModels(gateway, transport);
    this.jobs = new LlamaParse(gateway, transport);
    this.clock = clock;
  }

  /// Asks all that are not in this process, side by side.
  public List<Finding> all() throws InterruptedException {
    return findings(gateway.roster().providers());
  }

  /// Asks those of them that are on Lectern's own routes.
  public List<Finding> used() throws InterruptedException {
    var roster = gateway.roster();
    return findings(roster.providers().stream().filter(roster::isUsed).toList());
  }

  private List<Finding> findings(List<Provider> providers) throws InterruptedException {
    var probes =
        providers.stream()
            .filter(it -> it.kind() != Kind.LOCAL)
            .<Callable<Finding>>map(it -> () -> probe(it))
            .toList();
    var findings = new ArrayList<Finding>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var finding : threads.invokeAll(probes)) {
        findings.add(finding.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a probe broke", e);
    }
    return findings;
  }

  private Finding probe(Provider provider) throws InterruptedException {
    return switch (provider.kind()) {
      case OPENAI, AZURE -> listing(provider);
      case LLAMAPARSE -> parsing(provider);
      case LOCAL -> new Finding.Well(provider);
    };
  }

  private Finding listing(Provider provider) throws InterruptedException {
    return switch (models.list(route(provider, Capability.CHAT))) {
      case Answered<Set<String>>(var listed, _) -> listed(provider, listed);
      case GivenUp<Set<String>>(var error, _, _) when isWithoutList(error) ->
          new Finding.WithoutList(provider);
      case GivenUp<Set<String>>(var error, _, _) -> new Finding.Trouble(provider, error);
    };
  }

  private Finding parsing(Provider provider) throws InterruptedException {
    var deadline = Deadline.in(PATIENCE, gateway.time());
    var errand = new Errand(WorkspaceId.LOCAL, route(provider, Capability.PARSE), deadline);
    return switch (jobs.list(errand, clock.instant(), Optional.empty())) {
      case Answered<JobList> _ -> new Finding.Well(provider);
      case GivenUp<JobList>(var error, _, _) -> new Finding.Trouble(provider, error);
    };
  }

  /// Not every server of OpenAI's kind lists its models.
  private static boolean isWithoutList(CallError error) {
    var bare = error.bare();
    return bare instanceof CallError.NotOffered || bare instanceof CallError.NotFound;
  }

  private Finding listed(Provider provider, Set<String> listed) {
    var lacking =
        routed(provider).stream()
            .map(it -> it.target().model())
            .distinct()
            .filter(model -> !listed.isEmpty() && !isListed(model, listed))
            .toList();
    // Azure lists what can be deployed, and is asked for what is.
    return lacking.isEmpty() || provider.kind() == Kind.AZURE
        ? new Finding.Well(provider)
        : new Finding.Lacks(provider, lacking);
  }

  /// Ollama lists `llama3.2:latest`, and serves it as `llama3.2`; Gemini lists what it serves as
  /// `gemini-2.5-flash` behind `models/`.
  private static boolean isListed(String model, Set<String> listed) {
    return listed.contains(model)
        || listed.contains(model + ":latest")
        || listed.contains("models/" + model);
  }

  private List<Choice> routed(Provider provider) {
    return gateway.roster().routes().stream()
        .flatMap(route -> route.choices().stream())
        .filter(choice -> choice.target().provider().equals(provider.name()))
        .toList();
  }

  /// Its model is one of those that are asked for anyway, because that is whose health this tells.
  private ModelRoute route(Provider provider, Capability capability) {
    var choice =
        routed(provider).stream().findFirst().orElseGet(() -> Choice.of(provider.name(), "any"));
    return new ModelRoute(
        "probe",
        capability,
        ModelRoute.Policy.ORDERED,
        List.of(choice),
        PATIENCE,
        RetryPolicy.DEFAULT,
        ModelRoute.Caching.OFF);
  }
}
