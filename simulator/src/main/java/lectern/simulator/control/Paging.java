package lectern.simulator.control;

import java.util.List;
import java.util.Optional;
import lectern.simulator.http.Query;
import lectern.simulator.http.Refusal;

/// Which part of a list is asked for.
///
/// @param after how many to pass over
/// @param limit how many to give at most
record Paging(long after, int limit) {
  /// More is no longer read by people, and programs can ask again.
  static final int MAX_LIMIT = 1_000;

  private static final int USUAL_LIMIT = 100;

  /// Reads `after` and `limit`.
  ///
  /// @throws Refusal when there is anything else, or they are no such numbers
  static Paging of(Query query) {
    for (var parameter : query.all()) {
      if (!List.of("after", "limit").contains(parameter.name())) {
        throw Problem.badRequest(
            "there is no parameter '%s', only 'after' and 'limit'".formatted(parameter.name()));
      }
    }
    return new Paging(
        number(query, "after", 0, Integer.MAX_VALUE).orElse(0),
        number(query, "limit", 1, MAX_LIMIT).orElse(USUAL_LIMIT));
  }

  private static Optional<Integer> number(Query query, String name, int least, int most) {
    return query
        .first(name)
        .map(text -> {
          if (text.matches("\\d{1,10}")) {
            var number = Long.parseLong(text);
            if (least <= number && number <= most) {
              return (int) number;
            }
          }
          throw Problem.badRequest(
              "'%s' is a whole number from %d to %d".formatted(name, least, most));
        });
  }
}
