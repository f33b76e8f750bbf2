package org.infomorph.measuring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.infomorph.form.SpecPath;
import org.infomorph.plan.Measured;
import org.infomorph.plan.Sample;
import org.infomorph.space.Point;

/**
 * A capacity: the largest value of a field at which the measure still reaches a threshold, found by
 * bisection for each seed. The measure is taken to fall as the field grows. A seed whose first
 * value fails is below the range, and has no capacity; a seed that reaches the threshold everywhere
 * has the last value.
 *
 * @param field the field of the trial, such as {@code dataset.patterns.load}
 * @param threshold of the sweep's measure
 * @param from the least value
 * @param to the greatest value
 * @param step between values; the last one may be shorter
 * @param seeds of each point
 */
public record Bisect(
    SpecPath field, double threshold, double from, double to, double step, int seeds)
    implements PerPoint {
  private static final MathContext DIGITS = new MathContext(12);
  private static final int MOST_VALUES = 1 << 20;

  public Bisect {
    Objects.requireNonNull(field);
    if (!(Double.isFinite(from) && Double.isFinite(to) && from < to)) {
      throw new IllegalArgumentException(
          "from " + from + " to " + to + "; allowed are finite numbers, to greater than from");
    }
    if (!(step > 0 && step <= to - from && (to - from) / step < MOST_VALUES)) {
      throw new IllegalArgumentException(
          "step is " + step + "; allowed are numbers above 0, up to to - from");
    }
    if (!Double.isFinite(threshold)) {
      throw new IllegalArgumentException("at_least: found " + threshold + "; allowed is a number");
    }
    if (seeds < 1) {
      throw new IllegalArgumentException("seeds is " + seeds + "; allowed is 1 or more");
    }
  }

  /** What a point is measured by, in words. */
  public String capacity() {
    return "largest " + field;
  }

  /** How many values there are. */
  public int count() {
    return (int) Math.ceil((to - from) / step - 1e-9) + 1;
  }

  @Override
  public JsonNode setting(int index) {
    if (index >= count() - 1) {
      return DoubleNode.valueOf(to);
    }
    var offset = BigDecimal.valueOf(step).multiply(BigDecimal.valueOf(index));
    return DoubleNode.valueOf(BigDecimal.valueOf(from).add(offset).round(DIGITS).doubleValue());
  }

  /**
   * Between which values a seed's capacity is: the threshold is reached at one, and not at the
   * other.
   */
  private record Bracket(int reached, int missed, List<Integer> next) {}

  private Bracket bracket(Cohort cohort, int point, int seed) {
    int last = count() - 1;
    var first = cohort.results().of(point, 0, seed);
    var end = cohort.results().of(point, last, seed);
    if (first.isEmpty() || end.isEmpty()) {
      return new Bracket(-1, last + 1, List.of(0, last));
    }
    if (!reaches(cohort, first.get())) {
      return new Bracket(-1, 0, List.of());
    }
    if (reaches(cohort, end.get())) {
      return new Bracket(last, last + 1, List.of());
    }
    int reached = 0;
    int missed = last;
    while (missed - reached > 1) {
      int middle = (reached + missed) >>> 1;
      var outcome = cohort.results().of(point, middle, seed);
      if (outcome.isEmpty()) {
        return new Bracket(reached, missed, List.of(middle));
      }
      if (reaches(cohort, outcome.get())) {
        reached = middle;
      } else {
        missed = middle;
      }
    }
    return new Bracket(reached, missed, List.of());
  }

  private boolean reaches(Cohort cohort, Outcome outcome) {
    return outcome.counts()
        && (cohort.maximise() ? outcome.score() >= threshold : outcome.score() <= threshold);
  }

  @Override
  public List<Want> next(Cohort cohort) {
    boolean begun = cohort.results().of(0, 0, 0).isPresent();
    var wants = new ArrayList<Want>();
    for (int point = 0; point < cohort.points(); point++) {
      if (!begun) {
        wants.add(new Want(point, 0, 0, seeds, "", ""));
        wants.add(new Want(point, count() - 1, 0, seeds, "", ""));
        continue;
      }
      for (int seed = 0; seed < seeds; seed++) {
        var bracket = bracket(cohort, point, seed);
        for (int setting : bracket.next()) {
          var known =
              String.format(
                  Locale.ROOT,
                  "seed %d reaches it at %s, misses it at %s",
                  seed,
                  setting(bracket.reached()),
                  setting(bracket.missed()));
          wants.add(new Want(point, setting, seed, 1, "bisect", known));
        }
      }
    }
    return wants;
  }

  /**
   * A seed's capacity, once its cohort is measured.
   *
   * @return empty if it is below the range
   */
  public OptionalDouble threshold(Cohort cohort, int point, int seed) {
    int reached = bracket(cohort, point, seed).reached();
    return reached < 0 ? OptionalDouble.empty() : OptionalDouble.of(setting(reached).doubleValue());
  }

  @Override
  public Measured measured(Cohort cohort, int index, Point point) {
    var capacities =
        Sample.of(
            IntStream.range(0, seeds)
                .mapToObj(seed -> threshold(cohort, index, seed))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray());
    return capacities.count() == 0 && isMeasured(cohort, index)
        ? Measured.below(point)
        : Measured.of(point, capacities);
  }

  /** Whether the first value of some seed has a score. */
  private boolean isMeasured(Cohort cohort, int index) {
    return IntStream.range(0, seeds)
        .mapToObj(seed -> cohort.results().of(index, 0, seed))
        .anyMatch(outcome -> outcome.isPresent() && outcome.get().counts());
  }

  @Override
  public boolean knowsPhases() {
    return false;
  }

  /** {@inheritDoc} A larger capacity always is. */
  @Override
  public boolean prefersMore(boolean maximise) {
    return true;
  }

  @Override
  public Optional<SpecPath> path() {
    return Optional.of(field);
  }

  /** The mean capacity over the seeds, at which a trial may still run. */
  @Override
  public Optional<JsonNode> settingOf(Measured point) {
    return point.value().isEmpty()
        ? Optional.empty()
        : Optional.of(DoubleNode.valueOf(point.value().getAsDouble()));
  }

  @Override
  public int first() {
    return 2 * seeds;
  }

  @Override
  public int most() {
    return seeds * (3 + Integer.SIZE - Integer.numberOfLeadingZeros(count()));
  }
}
