package lectern.parse.local.pdf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Joins runs that stand together but were not drawn one after the other: producers draw raised
/// marks after all else, and then what follows the mark is apart from what stands before it.
final class Stitch {

  /// In ems: wider than a space, narrower than what parts two cells.
  private static final float NEAR = 0.5f;

  private static final float OVERLAP = 0.3f;

  private Stitch() {}

  /// @param runs in the order of the file
  static List<Run> of(List<Run> runs) {
    var stitched = new ArrayList<Run>();
    for (List<Run> line : lines(runs)) {
      line.sort(Comparator.comparingDouble(Run::left));
      Optional<Run> open = Optional.empty();
      for (Run run : line) {
        if (open.filter(before -> isNear(before, run)).isPresent()) {
          open = open.map(before -> joined(before, run));
        } else {
          open.ifPresent(stitched::add);
          open = Optional.of(run);
        }
      }
      open.ifPresent(stitched::add);
    }
    stitched.sort(Comparator.comparingInt(Run::order));
    return List.copyOf(stitched);
  }

  /// Runs side by side, from the top to the bottom of the page.
  static List<List<Run>> lines(List<Run> runs) {
    var lines = new ArrayList<List<Run>>();
    for (Run run : runs.stream().sorted(Comparator.comparingDouble(Run::baseline)).toList()) {
      if (lines.isEmpty() || !lines.getLast().getFirst().besides(run)) {
        lines.add(new ArrayList<>());
      }
      lines.getLast().add(run);
    }
    return lines;
  }

  private static boolean isNear(Run before, Run after) {
    float gap = (after.left() - before.right()) / Math.max(before.size(), after.size());
    return ((gap >= -OVERLAP && gap <= NEAR) || isMarkInside(before, after))
        && !Letters.isRightToLeft(before.text())
        && !Letters.isRightToLeft(after.text());
  }

  /// A small mark in a gap that was left for it.
  private static boolean isMarkInside(Run before, Run after) {
    return after.words().size() == 1
        && after.size() < 0.85f * before.size()
        && after.right() < before.right();
  }

  private static Run joined(Run before, Run after) {
    var words = new ArrayList<>(before.words());
    words.addAll(after.words());
    words.sort(Comparator.comparingDouble(Word::left));
    return Run.of(words, Math.min(before.order(), after.order()));
  }
}
