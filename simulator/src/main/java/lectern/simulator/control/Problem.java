package lectern.simulator.control;

import java.util.Map;
import lectern.simulator.http.Fields;
import lectern.simulator.http.Refusal;
import lectern.simulator.http.Reply;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// An error of the controls, as RFC 9457 has it. The type is `about:blank`: the status says what
/// kind it is, and the detail says in one line what is wrong and how to mend it.
record Problem(int status, String detail) {
  private static final JsonMapper JSON = new JsonMapper();

  private static final Map<Integer, String> TITLES =
      Map.of(
          400, "Bad Request",
          403, "Forbidden",
          404, "Not Found",
          405, "Method Not Allowed",
          409, "Conflict",
          413, "Content Too Large");

  /// What was sent is not as it should be.
  static Refusal badRequest(String detail) {
    return new Refusal(new Problem(400, detail).reply());
  }

  /// It would be right for a simulator that was started otherwise.
  static Refusal conflict(String detail) {
    return new Refusal(new Problem(409, detail).reply());
  }

  Reply.Whole reply() {
    var body =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", "about:blank")
            .put("title", TITLES.getOrDefault(status, ""))
            .put("status", status)
            .put("detail", detail);
    return new Reply.Whole(
        status, Fields.NONE, "application/problem+json", JSON.writeValueAsString(body));
  }
}
