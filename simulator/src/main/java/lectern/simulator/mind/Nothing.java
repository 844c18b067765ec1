package lectern.simulator.mind;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// Tells whether a tool found nothing.
final class Nothing {
  private static final List<String> PHRASES =
      List.of("no result", "nothing found", "not found", "no match", "no passages", "no documents");

  /// A longer result says something else besides.
  private static final int LONGEST_PHRASE = 80;

  private Nothing() {}

  /// Whether the result says that there is none.
  static boolean isMeantBy(String result) {
    var text = result.strip().toLowerCase(Locale.ROOT);
    return text.isEmpty()
        || text.equals("null")
        || text.equals("none")
        || (text.length() <= LONGEST_PHRASE && PHRASES.stream().anyMatch(text::contains))
        || JsonPassages.tree(text).map(Nothing::isEmpty).orElse(false);
  }

  private static boolean isEmpty(JsonNode node) {
    if (node.isObject()) {
      return node.isEmpty() || holdsOnlyEmptyLists(node);
    }
    return node.isArray() && node.isEmpty();
  }

  /// `{"results": [], "total": 0}` is empty, `{"total": 0}` is a figure.
  private static boolean holdsOnlyEmptyLists(JsonNode object) {
    var lists = object.valueStream().filter(JsonNode::isArray).toList();
    return !lists.isEmpty()
        && lists.stream().allMatch(JsonNode::isEmpty)
        && object.valueStream().noneMatch(JsonNode::isObject);
  }
}
