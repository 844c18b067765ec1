package lectern.simulator.openai;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import lectern.simulator.bill.Charge;
import lectern.simulator.http.Refusal;
import lectern.simulator.http.Reply;
import lectern.simulator.mind.Vectors;
import lectern.simulator.route.Call;
import lectern.simulator.route.Route;
import lectern.simulator.route.Served;

/// Texts become vectors: see [Vectors] for what they mean.
final class Embeddings {
  private final OpenAiLimits limits;

  Embeddings(OpenAiLimits limits) {
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "POST", "/v1/embeddings", "openai.embeddings", call -> serve(call, Terms.ONLINE)));
  }

  /// @throws Refusal when a rule of contract §4 is broken, or a rate limit is reached
  Served serve(Call call, Terms terms) {
    var wanted = EmbeddingRequest.of(call.request().body());
    var model = wanted.model();
    var used = new Charge.Tokens(wanted.tokens(), 0, 0, 0, 0);
    var headers =
        switch (terms) {
          case ONLINE -> limits.admit(call, model.family(), model.snapshot(), wanted.tokens());
          case BATCH -> limits.unlimited(call);
        };
    var reply = Reply.json(200, body(wanted)).withHeaders(headers);
    return new Served(reply, Optional.of(model.charge(used, terms.tier())), 0);
  }

  /// The body, written by hand: it holds up to six million numbers.
  private static String body(EmbeddingRequest wanted) {
    var body = new StringBuilder("{\"object\":\"list\",\"data\":[");
    for (var i = 0; i < wanted.inputs().size(); i++) {
      body.append(i == 0 ? "" : ",");
      body.append("{\"object\":\"embedding\",\"index\":").append(i).append(",\"embedding\":");
      var text = wanted.inputs().get(i).text();
      append(body, Vectors.of(wanted.model().family(), text, wanted.dimensions()), wanted.format());
      body.append('}');
    }
    var tokens = wanted.tokens();
    return body.append("],\"model\":\"")
        .append(wanted.model().snapshot())
        .append("\",\"usage\":{\"prompt_tokens\":")
        .append(tokens)
        .append(",\"total_tokens\":")
        .append(tokens)
        .append("}}")
        .toString();
  }

  private static void append(StringBuilder body, float[] vector, EmbeddingRequest.Format format) {
    switch (format) {
      case FLOAT -> {
        body.append('[');
        for (var i = 0; i < vector.length; i++) {
          body.append(i == 0 ? "" : ",").append(vector[i]);
        }
        body.append(']');
      }
      case BASE64 -> {
        var bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        body.append('"').append(Base64.getEncoder().encodeToString(bytes.array())).append('"');
      }
    }
  }
}
