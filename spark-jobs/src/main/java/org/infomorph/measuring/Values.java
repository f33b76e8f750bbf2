package org.infomorph.measuring;

import java.util.List;
import org.infomorph.plan.Measured;
import org.infomorph.plan.Sample;
import org.infomorph.space.Point;

/** Values of points from what came of their seeds. */
final class Values {
  private Values() {}

  static Measured measured(Cohort cohort, List<Outcome> outcomes, int rung, Point point) {
    var profiles = outcomes.stream().filter(Outcome::counts).map(Outcome::profile).toList();
    var label = cohort.labels().of(profiles);
    double certainty = cohort.labels().certainty(label, profiles);
    return new Measured(point, false, sample(outcomes), label, certainty, rung);
  }

  static Sample sample(List<Outcome> outcomes) {
    return Sample.of(
        outcomes.stream().filter(Outcome::counts).mapToDouble(Outcome::score).toArray());
  }
}
