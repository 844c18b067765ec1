package lectern.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import lectern.gateway.AttemptRecords;
import lectern.gateway.Deadline;
import lectern.gateway.Timeouts;
import lectern.gateway.wire.Transport.Outgoing;
import lectern.gateway.wire.Transport.Patience;
import lectern.gateway.wire.Transport.Payload;
import lectern.simulator.Simulator;

/// The simulator, asked over the wire for one error after the other.
public final class SimulatedReplies implements AutoCloseable {
  private final Simulator simulator;
  private final StoppedTime time = new StoppedTime();
  private final HttpTransport transport = new HttpTransport(time);

  private SimulatedReplies(Simulator simulator) {
    this.simulator = simulator;
  }

  public static SimulatedReplies start() throws IOException {
    return new SimulatedReplies(Simulator.with().seed(7).start());
  }

  /// What it answers when everything goes wrong in this way.
  ///
  /// @param fault what a rule of a plan would `do`
  public ErrorReply error(String fault, String path, String json)
      throws IOException, InterruptedException {
    var laid = post("/__sim/faults", "faults: [{name: it, do: {" + fault + "}}]");
    assertThat(laid.status()).as(laid.body()).isEqualTo(200);
    return post(path, json);
  }

  private ErrorReply post(String path, String body) throws IOException, InterruptedException {
    var key = path.startsWith("/v1/") ? "Bearer sk-test" : "Bearer llx-test";
    var headers = Map.of("authorization", key, "content-type", "application/json");
    var request = new Outgoing("POST", simulator.openAiUrl().resolve(path), headers, payload(body));
    var patience =
        new Patience(
            Timeouts.DEFAULT, Deadline.in(Duration.ofHours(1), time), AttemptRecords.begun(time));
    try (var reply = transport.send(request, patience)) {
      var text = new String(reply.body().readAllBytes(), StandardCharsets.UTF_8);
      return new ErrorReply(reply.status(), reply::header, text);
    }
  }

  private static Payload payload(String json) {
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    return new Payload() {
      @Override
      public InputStream open() {
        return new ByteArrayInputStream(bytes);
      }

      @Override
      public long length() {
        return bytes.length;
      }
    };
  }

  @Override
  public void close() {
    transport.close();
    simulator.close();
  }
}
