package lectern.gateway.openai;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import lectern.gateway.Gateway;
import lectern.gateway.Outcome;
import lectern.gateway.wire.Transport;
import tools.jackson.databind.json.JsonMapper;

/// Has a model answer Lectern's own questions, in pieces. Safe to use from many threads.
public final class OpenAiChat {
  private static final JsonMapper JSON = new JsonMapper();

  private final Gateway gateway;
  private final Transport transport;

  public OpenAiChat(Gateway gateway, Transport transport) {
    this.gateway = gateway;
    this.transport = transport;
  }

  /// What somebody said.
  ///
  /// @param role `system`, `user` or `assistant`
  public record Message(String role, String content) {}

  /// What is asked.
  ///
  /// @param maxTokens of the answer, thoughts among them; empty for as many as the model likes
  public record Question(List<Message> messages, OptionalInt maxTokens) {
    public Question {
      messages = List.copyOf(messages);
    }
  }

  /// Takes the answer's text, as it comes.
  public interface Pieces {
    /// @param text never empty
    /// @throws IOException when nobody wants more; the call ends as abandoned
    void take(String text) throws IOException;
  }

  /// Asks. The pieces taken are a whole answer only when the outcome is an answer, and its finish
  /// reason is not `length`.
  public Outcome<StreamEnd> ask(Question question, Errand errand, Pieces pieces)
      throws InterruptedException {
    var body = RequestBody.read(json(question, errand), Endpoint.CHAT);
    var work = new StreamWork(transport, body, (_, data) -> pass(data, pieces));
    return gateway.call(errand.request(Endpoint.CHAT, gateway.time()), work);
  }

  private static byte[] json(Question question, Errand errand) {
    var body = JSON.createObjectNode().put("model", errand.model()).put("stream", true);
    question.maxTokens().ifPresent(it -> body.put("max_completion_tokens", it));
    var messages = body.putArray("messages");
    for (var message : question.messages()) {
      messages.addObject().put("role", message.role()).put("content", message.content());
    }
    return JSON.writeValueAsBytes(body);
  }

  private static void pass(String data, Pieces pieces) throws IOException {
    if (data.equals(Dialect.DONE)) {
      return;
    }
    var delta = JSON.readTree(data).path("choices").path(0).path("delta");
    var text = delta.path("content").asString("");
    if (!text.isEmpty()) {
      pieces.take(text);
    }
  }
}
