package org.infomorph.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.infomorph.plan.Measured;
import org.infomorph.plan.PrunePlan;
import org.infomorph.plan.Round;

/** The measured points of a study, the best first. */
final class Candidates {
  private Candidates() {}

  /**
   * Ranks by the highest rung that a point has reached, and then by the mean of the measure; of
   * equal points the first counts. What a pruning ends with comes before all others: it was not
   * chosen as the highest, but as the smallest that is good enough.
   *
   * @return indices of the points that have a value
   */
  static List<Integer> of(Sweep sweep, List<Round> rounds) {
    var points = rounds.stream().flatMap(round -> round.points().stream()).toList();
    double sign = sweep.perPoint().prefersMore(sweep.maximise()) ? -1 : 1;
    var order = new ArrayList<Integer>();
    for (int point = 0; point < points.size(); point++) {
      if (points.get(point).value().isPresent()) {
        order.add(point);
      }
    }
    order.sort(
        Comparator.comparingInt((Integer point) -> -points.get(point).rung())
            .thenComparingDouble(point -> sign * points.get(point).value().getAsDouble()));
    if (sweep.plan() instanceof PrunePlan prune && !rounds.isEmpty()) {
      var smallest = prune.smallest(sweep.space(), sweep.premise(), rounds);
      int index = points.stream().map(Measured::point).toList().indexOf(smallest);
      if (order.remove((Integer) index)) {
        order.add(0, index);
      }
    }
    return order;
  }
}
