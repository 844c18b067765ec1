package lectern.simulator.openai;

import lectern.simulator.route.Call;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Says in JSON what of a response is known before there is anything of it (contract §3.2): its id
/// and what the request says.
///
/// @param createdAt in seconds since 1970
record ResponseHead(Call call, ResponseRequest request, long createdAt) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int ID_DIGITS = 48;

  String id() {
    return "resp_" + call.dice("response").hex(ID_DIGITS);
  }

  /// The response when it has failed; its status is 200 all the same.
  ObjectNode failed(String code, String message) {
    var body = begun("failed");
    body.putObject("error").put("code", code).put("message", message);
    return body;
  }

  /// The response before there is anything of it.
  ObjectNode begun(String status) {
    var fields = request.fields();
    var body = NODES.objectNode();
    body.put("id", id());
    body.put("object", "response");
    body.put("created_at", createdAt);
    body.put("status", status);
    body.put("background", request.runsInBackground());
    body.putNull("completed_at");
    body.putNull("error");
    body.putNull("incomplete_details");
    echo(body, "instructions", NODES.nullNode());
    echo(body, "max_output_tokens", NODES.nullNode());
    echo(body, "max_tool_calls", NODES.nullNode());
    body.put("model", request.inquiry().model().snapshot());
    body.putArray("output");
    echo(body, "parallel_tool_calls", NODES.booleanNode(true));
    echo(body, "previous_response_id", NODES.nullNode());
    echo(body, "prompt_cache_key", NODES.nullNode());
    body.set("reasoning", reasoning());
    echo(body, "safety_identifier", NODES.nullNode());
    body.put("service_tier", request.inquiry().tier());
    body.put("store", request.stores());
    echo(body, "temperature", NODES.numberNode(1.0));
    body.set("text", text());
    echo(body, "tool_choice", NODES.stringNode("auto"));
    echo(body, "tools", NODES.arrayNode());
    echo(body, "top_logprobs", NODES.numberNode(0));
    echo(body, "top_p", NODES.numberNode(1.0));
    echo(body, "truncation", NODES.stringNode("disabled"));
    body.putNull("usage");
    body.set("user", fields.value("user").orElse(NODES.nullNode()));
    echo(body, "metadata", NODES.objectNode());
    return body;
  }

  /// What the request says of it, or what holds when it says nothing.
  private void echo(ObjectNode body, String name, JsonNode otherwise) {
    body.set(name, request.fields().value(name).orElse(otherwise));
  }

  private ObjectNode reasoning() {
    var asked = request.fields().object().path("reasoning");
    var abilities = request.inquiry().abilities();
    var reasoning = NODES.objectNode();
    reasoning.put(
        "effort",
        abilities.reasons() ? asked.path("effort").asString(abilities.usualEffort()) : null);
    reasoning.put("summary", request.wantsSummary() ? asked.path("summary").asString() : null);
    return reasoning;
  }

  private ObjectNode text() {
    var text = NODES.objectNode();
    text.putObject("format").put("type", "text");
    text.put("verbosity", "medium");
    request.fields().object("text").ifPresent(asked -> text.setAll((ObjectNode) asked.object()));
    return text;
  }
}
