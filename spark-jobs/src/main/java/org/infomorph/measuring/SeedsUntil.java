package org.infomorph.measuring;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.infomorph.plan.Measured;
import org.infomorph.space.Point;

/**
 * Seeds are added, one at a stage, until a point is known well enough: the interval of its mean is
 * narrow, or the label of its phase is sure. A point none of whose seeds ended well gets no more.
 *
 * <p>An interval that is narrow for the first time is narrow by chance too often: a rule that stops
 * there has intervals of 95 % that hold the truth in 87 to 94 % of cases. The interval therefore
 * has to stay narrow for {@value #STAYS} numbers of seeds in a row.
 *
 * @param from seeds at first, 2 or more
 * @param to seeds at most
 * @param halfWidth narrow enough: half the width of the 95 % confidence interval of the mean
 * @param sure sure enough: the certainty of the label, in (0.5, 1)
 */
public record SeedsUntil(int from, int to, OptionalDouble halfWidth, OptionalDouble sure)
    implements PerPoint {
  /** For so many numbers of seeds in a row the interval is narrow, before no seed is added. */
  private static final int STAYS = 3;

  public SeedsUntil {
    if (from < 2) {
      throw new IllegalArgumentException("from is " + from + "; allowed is 2 or more");
    }
    if (to <= from) {
      throw new IllegalArgumentException("to is " + to + "; allowed is more than from, " + from);
    }
    if (halfWidth.isEmpty() && sure.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing says when seeds are enough; half_width, sure or both do");
    }
    if (halfWidth.isPresent() && !(halfWidth.getAsDouble() > 0)) {
      throw new IllegalArgumentException(
          "half_width is " + halfWidth.getAsDouble() + "; allowed are numbers above 0");
    }
    if (sure.isPresent() && !(sure.getAsDouble() > 0.5 && sure.getAsDouble() < 1)) {
      throw new IllegalArgumentException(
          "sure is " + sure.getAsDouble() + "; allowed are numbers above 0.5, below 1");
    }
  }

  @Override
  public List<Want> next(Cohort cohort) {
    if (cohort.results().of(0, 0, 0).isEmpty()) {
      return FixedSeeds.all(cohort, from);
    }
    var wants = new ArrayList<Want>();
    for (int point = 0; point < cohort.points(); point++) {
      var outcomes = cohort.of(point, 0);
      if (outcomes.size() < to && outcomes.stream().anyMatch(Outcome::counts)) {
        var doubt = doubt(cohort, outcomes);
        if (!doubt.isEmpty()) {
          wants.add(new Want(point, 0, outcomes.size(), 1, "seed", doubt));
        }
      }
    }
    return wants;
  }

  /** Why a point needs another seed; empty if it needs none. */
  private String doubt(Cohort cohort, List<Outcome> outcomes) {
    var sample = Values.sample(outcomes);
    if (halfWidth.isPresent()) {
      int narrow = narrow(outcomes, halfWidth.getAsDouble());
      if (narrow < STAYS) {
        return String.format(
            Locale.ROOT,
            "half width %.3g of %d seeds, %d times in a row at most %s; wanted are %d times",
            sample.halfWidth(),
            sample.count(),
            narrow,
            halfWidth.getAsDouble(),
            STAYS);
      }
    }
    if (sure.isPresent()) {
      var profiles = outcomes.stream().filter(Outcome::counts).map(Outcome::profile).toList();
      var label = cohort.labels().of(profiles);
      double certainty = cohort.labels().certainty(label, profiles);
      if (certainty < sure.getAsDouble()) {
        return String.format(
            Locale.ROOT,
            "%s is sure by %.2f after %d seeds, wanted is %s",
            label,
            certainty,
            profiles.size(),
            sure.getAsDouble());
      }
    }
    return "";
  }

  /** For how many numbers of seeds, down from all, the interval is narrow. */
  private int narrow(List<Outcome> outcomes, double wanted) {
    int times = 0;
    for (int seeds = outcomes.size(); seeds >= from && times < STAYS; seeds--) {
      if (!(Values.sample(outcomes.subList(0, seeds)).halfWidth() <= wanted)) {
        return times;
      }
      times++;
    }
    return times;
  }

  @Override
  public Measured measured(Cohort cohort, int index, Point point) {
    return Values.measured(cohort, cohort.of(index, 0), 0, point);
  }

  @Override
  public int first() {
    return from;
  }

  @Override
  public int seeds() {
    return to;
  }

  @Override
  public int most() {
    return to;
  }
}
