package lectern;

import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import lectern.agent.Agent;
import lectern.agent.ExtractiveAgent;
import lectern.agent.WrittenAgent;
import lectern.config.Settings;
import lectern.embed.EmbeddingModel;
import lectern.embed.ProviderModel;
import lectern.gateway.Capability;
import lectern.gateway.Gateway;
import lectern.gateway.ModelRoute;
import lectern.gateway.Priority;
import lectern.gateway.Provider.Kind;
import lectern.gateway.llamaparse.LlamaParse;
import lectern.gateway.llamaparse.Waker;
import lectern.gateway.llamaparse.Webhooks;
import lectern.gateway.openai.OpenAiChat;
import lectern.gateway.openai.OpenAiEmbeddings;
import lectern.gateway.wire.Transport;
import lectern.parse.DocumentParser;
import lectern.parse.Parser;
import lectern.parse.remote.PaidJobs;
import lectern.parse.remote.PaidParser;
import lectern.parse.remote.RoutedParser;

/// Wires what routes decide: who parses, embeds and answers, in this process or over the gateway.
final class Routed {
  private final Settings settings;
  private final Gateway gateway;
  private final Transport transport;

  Routed(Settings settings, Gateway gateway, Transport transport) {
    this.settings = settings;
    this.gateway = gateway;
    this.transport = transport;
  }

  /// What parsing at a provider takes from outside.
  ///
  /// @param webhooks empty when no provider reaches this server
  /// @param detached runs what nobody waits for
  record Outside(Clock clock, Optional<Webhooks> webhooks, Executor detached) {}

  DocumentParser parser(Parser local, PaidJobs jobs, Outside outside) {
    var time = gateway.time();
    var waker = outside.webhooks().<Waker>map(it -> it).orElse((_, pause) -> time.pause(pause));
    var surroundings =
        new PaidParser.Surroundings(
            time,
            outside.clock(),
            waker,
            outside.webhooks().map(Webhooks::target),
            outside.detached());
    var parse = settings.parse();
    var limits =
        new PaidParser.Limits(parse.fileTimeout(), parse.maxPages(), parse.maxDocumentChars());
    var client = new LlamaParse(gateway, transport);
    var paid = new PaidParser(new PaidParser.Parts(client, jobs, surroundings, limits));
    return new RoutedParser(local, paid, gateway.roster(), route(Capability.PARSE).orElseThrow());
  }

  /// The model whose vectors are in the index.
  ///
  /// @param local when the route begins with it
  EmbeddingModel model(EmbeddingModel local, Priority priority) {
    return route(Capability.EMBED)
        .filter(it -> !isLocal(it))
        .<EmbeddingModel>map(it -> new ProviderModel(embeddings(), it, priority))
        .orElse(local);
  }

  private OpenAiEmbeddings embeddings() {
    return new OpenAiEmbeddings(gateway, transport, OptionalInt.empty());
  }

  /// Whoever answers.
  ///
  /// @param extractive when there is no chat model, or none can be asked
  Agent agent(WrittenAgent.Sources sources, ExtractiveAgent extractive) {
    var chat = new OpenAiChat(gateway, transport);
    return route(Capability.CHAT)
        .<Agent>map(it -> new WrittenAgent(sources, chat, it, extractive))
        .orElse(extractive);
  }

  private Optional<ModelRoute> route(Capability capability) {
    return gateway.roster().route(capability.word());
  }

  private boolean isLocal(ModelRoute route) {
    var first = route.choices().getFirst().target().provider();
    return gateway.roster().provider(first).orElseThrow().kind() == Kind.LOCAL;
  }
}
