package lectern.library;

import java.util.List;
import java.util.Optional;

/// Some of the documents of a list.
///
/// @param next behind which to go on; empty at the end
/// @param total how many documents the whole list has now
public record Listing(List<Entry> entries, Optional<Query.Position> next, long total) {
  public Listing {
    entries = List.copyOf(entries);
  }
}
