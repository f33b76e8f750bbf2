package org.infomorph.measuring;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.infomorph.form.SpecPath;
import org.infomorph.plan.Measured;
import org.infomorph.space.Point;

/**
 * Successive halving: all points of a cohort start on the first rung, the best share goes on to the
 * next one. Points are ranked by the mean score on a rung; a point that failed goes no further.
 *
 * @param field the field of the trial that a rung sets, such as {@code training.epochs}
 * @param values what it is set to, rung by rung: numbers that grow
 * @param keep the share of the points on a rung that goes on, at least one point; in (0, 1)
 * @param seeds trials of each point on each rung
 * @see <a href="https://proceedings.mlr.press/v51/jamieson16.html">Jamieson, Talwalkar 2016</a>
 */
public record Rungs(SpecPath field, List<JsonNode> values, double keep, int seeds)
    implements PerPoint {
  private static final SpecPath EPOCHS = SpecPath.parse("training.epochs");

  public Rungs {
    Objects.requireNonNull(field);
    values = List.copyOf(values);
    if (values.size() < 2) {
      throw new IllegalArgumentException(
          "values has " + values.size() + " rungs; allowed are 2 or more");
    }
    for (int i = 0; i < values.size(); i++) {
      if (!values.get(i).isNumber()) {
        throw new IllegalArgumentException(
            "values: found " + values.get(i) + "; allowed are numbers");
      }
      if (i > 0 && values.get(i).doubleValue() <= values.get(i - 1).doubleValue()) {
        throw new IllegalArgumentException(
            "values: found %s after %s; rungs have to grow"
                .formatted(values.get(i), values.get(i - 1)));
      }
    }
    if (!(keep > 0 && keep < 1)) {
      throw new IllegalArgumentException(
          "keep is " + keep + "; allowed are numbers above 0, below 1");
    }
    if (seeds < 1) {
      throw new IllegalArgumentException("seeds is " + seeds + "; allowed is 1 or more");
    }
  }

  @Override
  public List<Want> next(Cohort cohort) {
    int top = top(cohort);
    if (top < 0) {
      return FixedSeeds.all(cohort, seeds);
    }
    var wants = new ArrayList<Want>();
    if (top < values.size() - 1) {
      var there =
          IntStream.range(0, cohort.points())
              .filter(point -> cohort.results().of(point, top, 0).isPresent())
              .boxed()
              .toList();
      double sign = cohort.maximise() ? -1 : 1;
      var ranked =
          there.stream()
              .filter(point -> score(cohort, point, top) != null)
              .sorted(Comparator.comparingDouble(point -> sign * score(cohort, point, top)))
              .toList();
      int goOn = Math.min(ranked.size(), promoted(there.size()));
      for (int rank = 0; rank < goOn; rank++) {
        var known =
            String.format(
                Locale.ROOT,
                "rank %d of %d with %.4g at %s",
                rank + 1,
                there.size(),
                score(cohort, ranked.get(rank), top),
                values.get(top));
        wants.add(new Want(ranked.get(rank), top + 1, 0, seeds, "promoted", known));
      }
    }
    return wants;
  }

  /** How many of so many points on a rung go on at most. */
  public int promoted(int points) {
    return Math.max(1, (int) (keep * points));
  }

  /** The highest rung that a point of the cohort has reached; -1 before the first stage. */
  private int top(Cohort cohort) {
    int top = -1;
    for (int point = 0; point < cohort.points(); point++) {
      top = Math.max(top, top(cohort, point));
    }
    return top;
  }

  private int top(Cohort cohort, int point) {
    int top = -1;
    while (top + 1 < values.size() && cohort.results().of(point, top + 1, 0).isPresent()) {
      top++;
    }
    return top;
  }

  private static Double score(Cohort cohort, int point, int rung) {
    var sample = Values.sample(cohort.of(point, rung));
    return sample.count() == 0 ? null : sample.mean();
  }

  @Override
  public Measured measured(Cohort cohort, int index, Point point) {
    int rung = top(cohort, index);
    return Values.measured(cohort, cohort.of(index, rung), rung, point);
  }

  /** {@inheritDoc} On a higher rung, trials train longer. */
  @Override
  public boolean measuresAlike() {
    return false;
  }

  @Override
  public Optional<SpecPath> path() {
    return Optional.of(field);
  }

  @Override
  public JsonNode setting(int index) {
    return values.get(index);
  }

  /** Only epochs make a trial the beginning of another one. */
  @Override
  public boolean continues(int setting) {
    return setting > 0 && setting < values.size() && field.equals(EPOCHS);
  }

  @Override
  public Optional<JsonNode> settingOf(Measured point) {
    return Optional.of(values.get(point.rung()));
  }

  @Override
  public int first() {
    return seeds;
  }

  @Override
  public int most() {
    return seeds * values.size();
  }
}
