package lectern.parse.local.pdf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/// Deals the heads of one header row out to the columns below them: a head over several columns
/// stands over their middle.
///
/// Of all ways to give each head a run of neighbouring columns, in order, the one is taken whose
/// heads are nearest to the middles of their columns, a column without a head costing a little.
final class Spread {

  /// What a column without a head costs, as a share of the distance between columns: half a
  /// distance is how far the middle moves when one column too many is taken.
  private static final double BARE = 0.3;

  /// Farther from the middle of its columns than this share of the distance between columns, a head
  /// is not theirs.
  private static final double FAR = 0.75;

  private final List<Span> heads;
  private final List<Span> columns;
  private final double pitch;

  private Spread(List<Span> heads, List<Span> columns) {
    this.heads = heads;
    this.columns = columns;
    this.pitch = pitch(heads, columns);
  }

  private static double pitch(List<Span> heads, List<Span> columns) {
    double all = columns.getLast().centre() - columns.getFirst().centre();
    return columns.size() > 1 ? all / (columns.size() - 1) : Math.max(1, heads.getFirst().width());
  }

  /// For each column the index of the head over it, if any.
  static List<OptionalInt> of(List<Span> heads, List<Span> columns) {
    if (heads.isEmpty() || columns.isEmpty()) {
      return columns.stream().map(_ -> OptionalInt.empty()).toList();
    }
    return new Spread(heads, columns).best();
  }

  /// Dynamic programming: `cost[h][c]` is the least cost of the first `h` heads over the first `c`
  /// columns, `taken[h][c]` how many columns the last step gave to head `h`, 0 for a bare column.
  private List<OptionalInt> best() {
    double[][] cost = new double[heads.size() + 1][columns.size() + 1];
    int[][] taken = new int[heads.size() + 1][columns.size() + 1];
    for (int head = 0; head <= heads.size(); head++) {
      Arrays.fill(cost[head], Double.MAX_VALUE / 4);
      for (int column = 0; column <= columns.size(); column++) {
        step(cost, taken, head, column);
      }
    }
    return dealt(taken);
  }

  private void step(double[][] cost, int[][] taken, int head, int column) {
    if (head == 0) {
      cost[0][column] = column * BARE * pitch;
      return;
    }
    // A head that has no column at all is dear, and dearer than any place.
    cost[head][column] = cost[head - 1][column] + 4 * pitch;
    taken[head][column] = -1;
    if (column > 0 && cost[head][column - 1] + BARE * pitch < cost[head][column]) {
      cost[head][column] = cost[head][column - 1] + BARE * pitch;
      taken[head][column] = 0;
    }
    for (int from = 0; from < column; from++) {
      double here = cost[head - 1][from] + distance(heads.get(head - 1), from, column);
      if (here < cost[head][column]) {
        cost[head][column] = here;
        taken[head][column] = column - from;
      }
    }
  }

  private double distance(Span head, int from, int to) {
    Span over = columns.get(from).with(columns.get(to - 1));
    double byCentres =
        Math.abs((columns.get(from).centre() + columns.get(to - 1).centre()) / 2 - head.centre());
    double byEdges =
        Math.min(Math.abs(over.right() - head.right()), Math.abs(over.left() - head.left()));
    double off = Math.min(byCentres, Math.abs(over.centre() - head.centre()));
    double nearest = to - from == 1 ? Math.min(off, byEdges) : off;
    return nearest > FAR * pitch && over.shared(head) <= 0 ? 100 * pitch : nearest;
  }

  private List<OptionalInt> dealt(int[][] taken) {
    var dealt = new ArrayList<OptionalInt>();
    int head = heads.size();
    int column = columns.size();
    while (column > 0 || head > 0) {
      int step = head == 0 ? 0 : taken[head][column];
      if (step < 0) {
        head--;
      } else if (step == 0) {
        dealt.add(OptionalInt.empty());
        column--;
      } else {
        for (int i = 0; i < step; i++) {
          dealt.add(OptionalInt.of(head - 1));
        }
        column -= step;
        head--;
      }
    }
    return List.copyOf(dealt.reversed());
  }
}
