package lectern.simulator.document;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Which pages of a document are wanted.
///
/// @param targets their numbers, from 1; they win over the most pages
/// @param most how many from the front
public record PageChoice(Optional<SortedSet<Integer>> targets, Optional<Integer> most) {
  /// The whole document.
  public static final PageChoice ALL = new PageChoice(Optional.empty(), Optional.empty());

  /// These pages only.
  public static PageChoice of(Collection<Integer> pages) {
    return new PageChoice(Optional.of(new TreeSet<>(pages)), Optional.empty());
  }

  /// The numbers of those that a document with so many pages has, in order. Of a document that says
  /// it has more than are ever read, one more is given than that: enough to find it too long.
  List<Integer> among(int count) {
    return targets
        .map(wanted -> wanted.stream().filter(page -> 1 <= page && page <= count).toList())
        .orElseGet(() -> front(Math.min(count, most.orElse(count))));
  }

  private static List<Integer> front(int count) {
    return IntStream.rangeClosed(1, Math.min(count, DocumentReader.PAGE_LIMIT + 1))
        .boxed()
        .toList();
  }
}
