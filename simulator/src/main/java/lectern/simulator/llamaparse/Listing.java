package lectern.simulator.llamaparse;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import lectern.simulator.http.Query;
import lectern.simulator.http.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Pages of a list, as v2 shows them.
///
/// @param size how many things are on a page
/// @param skipped how many were on the pages before
record Listing(int size, int skipped) {
  // "page_size (≤1000, def 50)" (contract, section 2.1)
  private static final int USUAL = 50;
  private static final int MOST = 1000;

  // a token is the number of things skipped, behind this
  private static final String TOKEN = "after-";

  /// The page that the query asks for.
  static Listing asked(Query query) throws Refusal {
    var asked = Json.object();
    query
        .first("page_size")
        .ifPresent(size -> {
          var number = whole(size);
          number.ifPresentOrElse(
              value -> asked.put("page_size", value), () -> asked.put("page_size", size));
        });
    var inspection = Inspection.of(asked, "query");
    var size = inspection.integer("page_size", 1, MOST).orElse(USUAL);
    inspection.conclude();
    return new Listing(size, query.first("page_token").map(Listing::skipped).orElse(0));
  }

  private static int skipped(String token) {
    return Optional.of(token)
        .filter(text -> text.startsWith(TOKEN))
        .flatMap(text -> whole(text.substring(TOKEN.length())))
        .filter(number -> number >= 0)
        .orElseThrow(() -> Denial.of(400, "Invalid page_token"));
  }

  private static Optional<Integer> whole(String text) {
    try {
      return Optional.of(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /// This page of all things.
  <T> ObjectNode of(List<T> all, Function<T, ? extends JsonNode> write) {
    var body = Json.object();
    var items = body.putArray("items");
    all.stream().skip(skipped).limit(size).forEach(thing -> items.add(write.apply(thing)));
    var next = (long) skipped + size;
    body.put("next_page_token", next < all.size() ? TOKEN + next : null);
    return body.put("total_size", all.size());
  }
}
