package lectern.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import lectern.document.WorkspaceId;
import lectern.gateway.CallError;
import lectern.gateway.Capability;
import lectern.gateway.GaveUp;
import lectern.gateway.Priority;
import lectern.gateway.SimulatedGateway;
import lectern.gateway.SystemTime;
import lectern.gateway.openai.OpenAiEmbeddings;
import lectern.simulator.Simulator;
import lectern.simulator.fault.Plan;
import lectern.store.Tenancy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProviderModelTest {
  private static final String SMALL = "openai/text-embedding-3-small";
  private static final List<String> TEXTS = List.of("The pump.", "The fee.", "The pump.");

  @Test
  void it_is_named_after_provider_model_and_length() throws Exception {
    try (var desk = new Desk("faults: []", SMALL)) {
      assertThat(desk.model.name()).isEqualTo("openai/text-embedding-3-small/1536");
    }
  }

  @Test
  void many_texts_are_one_request() throws Exception {
    try (var desk = new Desk("faults: []", SMALL)) {
      var vectors = desk.embed(TEXTS);

      assertThat(vectors).hasSize(3).allSatisfy(it -> assertThat(it).hasSize(1536));
      assertThat(vectors.getFirst()).isEqualTo(vectors.getLast());
      assertThat(desk.simulator.bill().count()).isEqualTo(1);
    }
  }

  @Test
  void another_model_of_the_route_is_refused_with_the_reason() throws Exception {
    var plan =
        "faults: [{name: gone, on: {model: text-embedding-3-small}, do: {error: overloaded}}]";
    try (var desk = new Desk(plan, SMALL, "other/text-embedding-3-large")) {
      assertThatThrownBy(() -> desk.embed(TEXTS))
          .isInstanceOfSatisfying(GaveUp.class, it -> assertThat(it.error().mender()).isNotNull());
      assertThat(desk.simulator.bill().count()).isZero();
    }
  }

  @Test
  void vectors_of_another_length_are_those_of_another_model() throws Exception {
    var body =
        """
        {"data": [{"index": 0, "embedding": [1.0, 0.0]}], "model": "text-embedding-3-small",
         "usage": {"prompt_tokens": 1, "total_tokens": 1}}\
        """;
    var plan =
        "faults: [{name: other, on: {endpoint: openai.embeddings}, do: {reply: {status: 200, body:"
            + " '%s'}}}]".formatted(body.replace("\n", " "));
    try (var desk = new Desk(plan, SMALL)) {
      assertThatThrownBy(() -> desk.embed(List.of("The pump.")))
          .isInstanceOfSatisfying(
              GaveUp.class, it -> assertThat(it.error()).isInstanceOf(CallError.OtherModel.class));
    }
  }

  private static final class Desk implements AutoCloseable {
    final Simulator simulator;
    final ProviderModel model;
    private final SimulatedGateway paid;

    Desk(String plan, String... targets) throws Exception {
      simulator = Simulator.with().seed(7).latency(Plan.LatencyProfile.NONE).plan(plan).start();
      paid = new SimulatedGateway(simulator, new SystemTime());
      var client = new OpenAiEmbeddings(paid.gateway(), paid.transport(), OptionalInt.empty());
      var route = SimulatedGateway.route(Capability.EMBED, targets);
      model = new ProviderModel(client, route, Priority.INGEST);
    }

    List<float[]> embed(List<String> texts) throws InterruptedException {
      return Tenancy.in(WorkspaceId.LOCAL, () -> model.embedAll(texts));
    }

    @Override
    public void close() {
      paid.close();
      simulator.close();
    }
  }
}
