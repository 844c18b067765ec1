package lectern.simulator.openai;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lectern.simulator.http.Fields;
import lectern.simulator.http.Refusal;
import lectern.simulator.http.Reply;
import lectern.simulator.openai.Listing.Order;
import lectern.simulator.route.Call;
import lectern.simulator.route.Route;
import lectern.simulator.route.Served;
import lectern.simulator.route.World;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Responses: `POST /v1/responses`, those that were stored, and those in the background.
///
/// A background response is made and billed at once, and shown as its time comes: the state is
/// worked out from how much time has passed. Conversations and compaction are not imitated.
final class Responses {
  private static final String ONE = "/v1/responses/{id}";

  // How long a background response is queued, and how long each token then takes: plausible.
  private static final Duration QUEUED = Duration.ofSeconds(1);
  private static final Duration PER_TOKEN = Duration.ofMillis(10);

  private final World world;
  private final Inference inference;
  private final Shelf<Stored> shelf = new Shelf<>();

  /// A response that is kept.
  ///
  /// @param doneAt when a background response is done; for others, when it was made
  /// @param cancelledAt when it was cancelled, if it was
  private record Stored(
      ResponseBody body, Instant createdAt, Instant doneAt, Optional<Instant> cancelledAt) {
    ObjectNode at(Instant now) {
      if (cancelledAt.isPresent()) {
        return body.head().begun("cancelled");
      }
      if (!now.isBefore(doneAt)) {
        return body.done(doneAt.getEpochSecond());
      }
      return body.head().begun(now.isBefore(createdAt.plus(QUEUED)) ? "queued" : "in_progress");
    }

    boolean isDone(Instant now) {
      return cancelledAt.isPresent() || !now.isBefore(doneAt);
    }
  }

  Responses(World world, Inference inference) {
    this.world = world;
    this.inference = inference;
  }

  List<Route> routes() {
    return List.of(
        new Route("POST", "/v1/responses", "openai.responses", call -> serve(call, Terms.ONLINE)),
        new Route(
            "POST", "/v1/responses/input_tokens", "openai.responses.input_tokens", this::count),
        new Route("POST", "/v1/responses/compact", "openai.responses.compact", this::compact),
        new Route("GET", ONE, "openai.responses.get", this::get),
        new Route("DELETE", ONE, "openai.responses.delete", this::delete),
        new Route("POST", ONE + "/cancel", "openai.responses.cancel", this::cancel),
        new Route("GET", ONE + "/input_items", "openai.responses.input_items", this::inputItems));
  }

  /// Answers the call.
  ///
  /// @throws Refusal when OpenAI would refuse it
  Served serve(Call call, Terms terms) {
    var request = read(call);
    var inferred = inference.infer(call, terms, request.inquiry(), Dialect.RESPONSES);
    var now = world.timeline().now();
    var body = new ResponseBody(new ResponseHead(call, request, now.getEpochSecond()), inferred);
    var made = new Stored(body, now, now.plus(duration(request, inferred)), Optional.empty());
    if (request.stores()) {
      var usage = inferred.usage();
      shelf.put(call.account(), body.head().id(), made, usage.prompt() + usage.completion());
    }
    return new Served(
        reply(made, now).withHeaders(inferred.limits()),
        Optional.of(inferred.charge()),
        request.runsInBackground() && !request.streams() ? 0 : inferred.usage().completion());
  }

  /// The response that the call asks for, as failed: its status is 200 all the same. For a stream,
  /// the event that says so; empty for calls that ask for no response, or for none that could be
  /// made.
  ///
  /// @param body the error as OpenAI would tell it otherwise
  Optional<String> failed(Call call, String body) {
    var isForResponse =
        call.request().method().equals("POST") && call.request().path().endsWith("/responses");
    if (!isForResponse) {
      return Optional.empty();
    }
    try {
      return Optional.of(failed(call, read(call), ChatBody.JSON.readTree(body).path("error")));
    } catch (Refusal _) { // then there is no answer that an error could be inside of
      return Optional.empty();
    }
  }

  private String failed(Call call, ResponseRequest request, JsonNode error) {
    if (request.streams()) {
      return ResponseErrorEvent.of(error);
    }
    var failed =
        new ResponseHead(call, request, world.timeline().now().getEpochSecond())
            .failed(error.path("code").asString("server_error"), error.path("message").asString());
    return ChatBody.JSON.writeValueAsString(failed);
  }

  private ResponseRequest read(Call call) {
    return ResponseRequest.read(call, Chat.tree(call), id -> itemsOf(call, id));
  }

  private List<ObjectNode> itemsOf(Call call, String id) {
    var stored = shelf.find(call.account(), id);
    if (stored.isEmpty()) {
      throw OpenAiError.invalid("Previous response with id '" + id + "' not found.")
          .param("previous_response_id")
          .code("previous_response_not_found")
          .refusal();
    }
    var items = new ArrayList<>(stored.get().body().request().items());
    items.addAll(stored.get().body().output());
    return items;
  }

  private static Duration duration(ResponseRequest request, Inferred inferred) {
    return request.runsInBackground()
        ? QUEUED.plus(PER_TOKEN.multipliedBy(inferred.usage().completion()))
        : Duration.ZERO;
  }

  private static Reply reply(Stored made, Instant now) {
    return made.body().request().streams()
        ? new Reply.Stream(
            200, Fields.NONE, ResponseFrames.of(made.body(), made.doneAt().getEpochSecond()))
        : json(made.at(now));
  }

  private static Reply.Whole json(JsonNode body) {
    return Reply.json(200, ChatBody.JSON.writeValueAsString(body));
  }

  private Served count(Call call) {
    var counted = JsonNodeFactory.instance.objectNode();
    counted.put("object", "response.input_tokens");
    counted.put("input_tokens", read(call).inquiry().prompt().size());
    return Served.free(json(counted));
  }

  private Served compact(Call call) {
    throw OpenAiError.invalid("Compaction is not imitated by this simulator.").refusal();
  }

  private Stored found(Call call) {
    var id = id(call);
    var stored = shelf.find(call.account(), id);
    if (stored.isEmpty()) {
      throw OpenAiError.notFound("Response with id '" + id + "' not found.").refusal();
    }
    return stored.get();
  }

  private static String id(Call call) {
    return call.path().getOrDefault("id", "");
  }

  /// With `stream=true`, all events again, those after `starting_after`.
  private Served get(Call call) {
    var stored = found(call);
    var query = call.request().query();
    if (!query.first("stream").equals(Optional.of("true"))) {
      return Served.free(json(stored.at(world.timeline().now())));
    }
    var frames = ResponseFrames.of(stored.body(), stored.doneAt().getEpochSecond());
    var after = query.first("starting_after").map(Responses::number).orElse(-1);
    var rest = frames.subList(Math.min(frames.size(), after + 1), frames.size());
    return Served.free(new Reply.Stream(200, Fields.NONE, rest));
  }

  private static int number(String text) {
    if (text.length() > 8 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw OpenAiError.invalid("Invalid 'starting_after': expected an integer.")
          .param("starting_after")
          .code("invalid_value")
          .refusal();
    }
    return Integer.parseInt(text);
  }

  private Served delete(Call call) {
    found(call);
    shelf.remove(call.account(), id(call));
    var deleted = JsonNodeFactory.instance.objectNode();
    deleted.put("id", id(call));
    deleted.put("object", "response");
    deleted.put("deleted", true);
    return Served.free(json(deleted));
  }

  /// Cancelling twice is no mistake; cancelling what is done changes nothing.
  private Served cancel(Call call) {
    var stored = found(call);
    var now = world.timeline().now();
    if (!stored.body().request().runsInBackground()) {
      throw OpenAiError.invalid("Cannot cancel a synchronous response.").refusal();
    }
    if (stored.isDone(now)) {
      return Served.free(json(stored.at(now)));
    }
    var cancelled =
        new Stored(stored.body(), stored.createdAt(), stored.doneAt(), Optional.of(now));
    shelf.replace(call.account(), id(call), cancelled);
    return Served.free(json(cancelled.at(now)));
  }

  private Served inputItems(Call call) {
    var items = found(call).body().request().items();
    return Served.free(Listing.page(call.request().query(), items, Order.DESCENDING));
  }
}
