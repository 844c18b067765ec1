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
  private static final int USUAL_LIMIT = 20;
  private static final int HIGHEST_LIMIT = 100;

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
    var ordered = new ArrayList<JsonNode>(items);
    if (order(query, usual) == Order.DESCENDING) {
      Collections.reverse(ordered);
    }
    var from = query.first("after").map(id -> placeAfter(ordered, id)).orElse(0);
    var to = Math.min(ordered.size(), from + limit(query));
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

  private static int limit(Query query) {
    var text = query.first("limit").orElse(Integer.toString(USUAL_LIMIT));
    var isNumber = text.length() < 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    var limit = isNumber ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > HIGHEST_LIMIT) {
      throw OpenAiError.invalid(
              "Invalid 'limit': expected an integer from 1 to 100, but got '" + text + "' instead.")
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
