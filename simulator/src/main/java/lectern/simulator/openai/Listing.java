package lectern.simulator.openai;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import lectern.simulator.http.Query;
import lectern.simulator.http.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// A list in pages, by `limit`, `after` and `order`.
final class Listing {
  private static final Bounds USUAL_BOUNDS = new Bounds(20, 100);

  /// How many items there are on a page.
  ///
  /// @param usual when the request does not say
  /// @param most that it may ask for
  record Bounds(int usual, int most) {}

  /// What comes first unless the request says otherwise.
  enum Order {
    ASCENDING,
    DESCENDING
  }

  private Listing() {}

  /// The page that the query asks for.
  ///
  /// @param items each with an `id`, in ascending order
  static Reply.Whole page(Query query, List<? extends JsonNode> items, Order usual) {
    return page(query, items, usual, USUAL_BOUNDS);
  }

  /// The page that the query asks for, of another length than most.
  static Reply.Whole page(Query query, List<? extends JsonNode> items, Order usual, Bounds bounds) {
    var ordered = new ArrayList<JsonNode>(items);
    if (order(query, usual) == Order.DESCENDING) {
      Collections.reverse(ordered);
    }
    var from = query.first("after").map(id -> placeAfter(ordered, id)).orElse(0);
    var to = Math.min(ordered.size(), from + limit(query, bounds));
    var page = ordered.subList(from, to);
    var list = JsonNodeFactory.instance.objectNode();
    list.put("object", "list");
    list.putArray("data").addAll(page);
    list.put("first_id", page.isEmpty() ? null : id(page.getFirst()));
    list.put("last_id", page.isEmpty() ? null : id(page.getLast()));
    list.put("has_more", to < ordered.size());
    return Reply.json(200, ChatBody.JSON.writeValueAsString(list));
  }

  private static Order order(Query query, Order usual) {
    return switch (query.first("order").orElse("")) {
      case "" -> usual;
      case "asc" -> Order.ASCENDING;
      case "desc" -> Order.DESCENDING;
      case String other ->
          throw OpenAiError.invalid(
                  "Invalid value: '" + other + "'. Supported values are: 'asc' and 'desc'.")
              .param("order")
              .code("invalid_value")
              .refusal();
    };
  }

  private static int limit(Query query, Bounds bounds) {
    var text = query.first("limit").orElse(Integer.toString(bounds.usual()));
    var isNumber = text.length() < 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    var limit = isNumber ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > bounds.most()) {
      throw OpenAiError.invalid(
              "Invalid 'limit': expected an integer from 1 to %d, but got '%s' instead."
                  .formatted(bounds.most(), text))
          .param("limit")
          .code("invalid_value")
          .refusal();
    }
    return limit;
  }

  private static int placeAfter(List<JsonNode> items, String id) {
    for (var i = 0; i < items.size(); i++) {
      if (id(items.get(i)).equals(id)) {
        return i + 1;
      }
    }
    throw OpenAiError.invalid("Invalid 'after': there is no item with id '" + id + "'.")
        .param("after")
        .code("invalid_value")
        .refusal();
  }

  private static String id(JsonNode item) {
    return item.path("id").asString("");
  }
}
