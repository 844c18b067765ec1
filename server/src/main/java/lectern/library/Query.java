package lectern.library;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import lectern.document.DocumentId;
import lectern.document.Format;
import lectern.document.JobState;
import lectern.pipeline.DocumentStatus;

/// Which documents to list, and in which order.
///
/// @param after goes on behind this document; empty for the first ones
/// @param limit at most so many, from 1 to {@link #MOST_LISTED}
public record Query(Filter filter, Order order, Optional<Position> after, int limit) {
  /// Documents listed at once: more than a screen shows, and few enough to be quick.
  public static final int MOST_LISTED = 200;

  /// The last year that RFC 3339 can write.
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  /// @throws Refused when the position is not one of a list in this order, or the limit is outside
  public Query {
    if (limit < 1 || limit > MOST_LISTED) {
      throw new Refused("The limit is 1 to %d, not %d.".formatted(MOST_LISTED, limit));
    }
    after.ifPresent(position -> order.by().bound(position.value()));
  }

  /// Only documents to which all of this applies; what is empty does not narrow.
  ///
  /// @param states any of these
  /// @param formats any of these
  /// @param tags any of these
  /// @param collections in any of these
  /// @param nameContains somewhere in the name, in small or capital letters
  public record Filter(
      Set<JobState> states,
      Set<Format> formats,
      Set<String> tags,
      Set<CollectionId> collections,
      Optional<String> nameContains) {

    /// All documents.
    public static final Filter NONE =
        new Filter(Set.of(), Set.of(), Set.of(), Set.of(), Optional.empty());

    public Filter {
      states = Set.copyOf(states);
      formats = Set.copyOf(formats);
      tags = Set.copyOf(tags);
      collections = Set.copyOf(collections);
      tags.forEach(Query::checkStorable);
      nameContains.ifPresent(Query::checkStorable);
    }
  }

  /// By what to sort. Documents that are equal in it are sorted by their ids, in the same
  /// direction.
  public record Order(Sort by, Direction direction) {}

  public enum Direction {
    ASCENDING,
    DESCENDING
  }

  /// What documents are sorted by.
  public enum Sort {
    RECEIVED_AT("d.received_at", ":value"),
    /// Capital and small letters are the same.
    NAME("lower(d.name)", "lower(:value)"),
    SIZE_BYTES("d.size_bytes", ":value");

    final String column;
    final String parameter;

    Sort(String column, String parameter) {
      this.column = column;
      this.parameter = parameter;
    }

    String valueOf(DocumentStatus status) {
      var document = status.document();
      return switch (this) {
        case RECEIVED_AT -> document.receivedAt().toString();
        case NAME -> document.name();
        case SIZE_BYTES -> Long.toString(document.sizeBytes());
      };
    }

    /// The value of a position as the database compares it.
    Object bound(String value) {
      try {
        return switch (this) {
          case RECEIVED_AT -> storable(Instant.parse(value)).atOffset(ZoneOffset.UTC);
          case NAME -> checkStorable(value);
          case SIZE_BYTES -> Long.valueOf(value);
        };
      } catch (DateTimeParseException | NumberFormatException e) {
        throw new Refused("This position is not of a list in this order; list from the start.");
      }
    }
  }

  /// Where in a list a document stands.
  ///
  /// @param value what it is sorted by, written out
  public record Position(String value, DocumentId document) {}

  /// PostgreSQL's times end long before Java's do, and no document came in outside of these.
  private static Instant storable(Instant time) {
    if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
      throw new Refused("This position is of no time; list from the start.");
    }
    return time;
  }

  /// PostgreSQL keeps no text with the character 0, and cannot compare with one.
  private static String checkStorable(String text) {
    if (text.indexOf(0) >= 0) {
      throw new Refused("There is a character 0 in what to look for; take it out.");
    }
    return text;
  }
}
