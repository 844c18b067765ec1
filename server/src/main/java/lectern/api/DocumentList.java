package lectern.api;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lectern.document.DocumentId;
import lectern.document.Format;
import lectern.document.JobState;
import lectern.http.Call;
import lectern.http.Problem;
import lectern.http.ProblemType;
import lectern.library.CollectionId;
import lectern.library.Listing;
import lectern.library.Query;
import lectern.library.Query.Direction;
import lectern.library.Query.Filter;
import lectern.library.Query.Order;
import lectern.library.Query.Position;
import lectern.library.Query.Sort;

/// A list of documents as a request asks for it.
final class DocumentList {
  private static final int USUAL_LIMIT = 50;
  private static final String USUAL_ORDER = "-receivedAt";

  /// A request line has room for more; a list narrowed to so many things is not narrowed.
  private static final int MOST_VALUES = 100;

  private static final Map<String, Sort> SORTS =
      Map.of("receivedAt", Sort.RECEIVED_AT, "name", Sort.NAME, "sizeBytes", Sort.SIZE_BYTES);

  static final String[] PARAMETERS = {
    "limit", "cursor", "state", "format", "collection", "tag", "name", "sort"
  };

  private final Call call;

  DocumentList(Call call) {
    this.call = call;
  }

  /// What to ask the library for.
  ///
  /// @throws Problem when a parameter is not in order
  Query query() {
    return Found.accepted(
        ProblemType.INVALID_PARAMETER,
        () ->
            new Query(
                filter(),
                order(),
                call.query("cursor").map(this::position),
                call.number("limit", USUAL_LIMIT, 1, Query.MOST_LISTED)));
  }

  /// The cursor that goes on behind a part of this list.
  Optional<String> next(Listing listing) {
    return listing
        .next()
        .map(next -> Cursor.of(identity(), List.of(next.value(), next.document().toString())));
  }

  private Position position(String cursor) {
    return Cursor.read(
        identity(),
        cursor,
        place -> new Position(place.getFirst(), new DocumentId(UUID.fromString(place.getLast()))));
  }

  /// Everything that makes this list another one than others, the limit apart.
  private String identity() {
    var parts = new ArrayList<String>();
    parts.add("documents of " + call.caller().workspace());
    for (var name : List.of("state", "format", "collection", "tag", "name")) {
      parts.add(name + "=" + call.queries(name).stream().sorted().toList());
    }
    parts.add(call.query("sort").orElse(USUAL_ORDER));
    return String.join("\n", parts);
  }

  private Filter filter() {
    return new Filter(
        words("state", EnumSet.allOf(JobState.class), JobState::word),
        words("format", EnumSet.allOf(Format.class), Format::name),
        Set.copyOf(new HashSet<>(few("tag"))),
        few("collection").isEmpty()
            ? Set.of()
            : call.ids("collection").stream()
                .map(CollectionId::new)
                .collect(Collectors.toUnmodifiableSet()),
        call.query("name").filter(part -> !part.isEmpty()));
  }

  private List<String> few(String name) {
    var given = call.queries(name);
    if (given.size() > MOST_VALUES) {
      throw new Problem(
          ProblemType.INVALID_PARAMETER,
          "%s stands %,d times; %d are enough.".formatted(name, given.size(), MOST_VALUES));
    }
    return given;
  }

  private <T> Set<T> words(String name, Set<T> all, Function<T, String> word) {
    return few(name).stream()
        .map(given ->
            all.stream()
                .filter(one -> word.apply(one).equalsIgnoreCase(given))
                .findFirst()
                .orElseThrow(() -> noSuch(name, all.stream().map(word))))
        .collect(Collectors.toUnmodifiableSet());
  }

  private Order order() {
    var given = call.query("sort").orElse(USUAL_ORDER);
    boolean descends = given.startsWith("-");
    var by = Optional.ofNullable(SORTS.get(descends ? given.substring(1) : given));
    return new Order(
        by.orElseThrow(() ->
            noSuch("sort", SORTS.keySet().stream().sorted().flatMap(n -> Stream.of(n, "-" + n)))),
        descends ? Direction.DESCENDING : Direction.ASCENDING);
  }

  private static Problem noSuch(String name, Stream<String> all) {
    return new Problem(
        ProblemType.INVALID_PARAMETER,
        "%s must be one of %s.".formatted(name, all.collect(Collectors.joining(", "))));
  }
}
