package org.infomorph.observations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.function.IntFunction;
import org.infomorph.form.SpecException;
import org.infomorph.pid.JointHistogram;

/**
 * Observations or outcomes of some sources and a target: the rows of one group of a table.
 *
 * @param sources the sources
 * @param target the target
 * @param weights [rows], how much each row counts, more than 0
 * @param kind what the rows are
 */
record Sample(List<Variable> sources, Variable target, double[] weights, Weights.Kind kind) {
  /** The most observations into which counts are written out. */
  private static final double MOST_OBSERVATIONS = 1e8;

  /**
   * A source or the target.
   *
   * @param values [rows], categories that occur, numbered from 0 without gaps
   * @param labels the text of each category
   */
  record Variable(int[] values, List<String> labels) {
    /**
     * Numbers the categories that occur anew, in the order of their first rows. The time depends on
     * the rows alone, because a table of many groups may have many more categories than a group.
     *
     * @param codes [rows], categories of the whole table
     * @param text gives the text of a category
     */
    static Variable ofCategories(int[] codes, IntFunction<String> text) {
      int lowest = Integer.MAX_VALUE;
      int highest = 0;
      for (int code : codes) {
        lowest = Math.min(lowest, code);
        highest = Math.max(highest, code);
      }
      var labels = new ArrayList<String>();
      int[] values = new int[codes.length];
      if (highest - lowest < 4L * codes.length) { // mostly so: a group's categories come together
        int[] number = new int[highest - lowest + 1]; // 1 + the new number
        for (int row = 0; row < codes.length; row++) {
          int place = codes[row] - lowest;
          if (number[place] == 0) {
            labels.add(text.apply(codes[row]));
            number[place] = labels.size();
          }
          values[row] = number[place] - 1;
        }
      } else {
        var number = new HashMap<Integer, Integer>();
        for (int row = 0; row < codes.length; row++) {
          Integer known = number.putIfAbsent(codes[row], labels.size());
          values[row] = known == null ? labels.size() : known;
          if (known == null) {
            labels.add(text.apply(codes[row]));
          }
        }
      }
      return new Variable(values, labels);
    }
  }

  int rows() {
    return weights.length;
  }

  int[][] values() {
    return sources.stream().map(Variable::values).toArray(int[][]::new);
  }

  JointHistogram histogram() {
    return JointHistogram.ofTable(values(), target.values(), weights);
  }

  /** The number of observations; NaN if the rows are outcomes of given probabilities. */
  double observations() {
    return kind == Weights.Kind.PROBABILITIES ? Double.NaN : Arrays.stream(weights).sum();
  }

  /**
   * One row for each observation.
   *
   * @throws SpecException if the rows do not say how often each was observed
   */
  Sample writtenOut() {
    return switch (kind) {
      case ROWS -> this;
      case COUNTS -> writtenOutCounts();
      case PROBABILITIES ->
          throw new SpecException(
              "--shuffles and --bootstrap draw observations, but the table has a column p; allowed"
                  + " are observations, or a column count");
    };
  }

  private Sample writtenOutCounts() {
    for (double weight : weights) {
      if (weight != Math.rint(weight)) {
        throw new SpecException(
            "column count: "
                + weight
                + "; --shuffles and --bootstrap draw observations, and allow whole numbers");
      }
    }
    if (observations() > MOST_OBSERVATIONS) {
      throw new SpecException(
          "column count: the sum is "
              + observations()
              + "; --shuffles and --bootstrap allow up to 1e8 observations");
    }
    int[] rowOf = new int[(int) observations()];
    int next = 0;
    for (int row = 0; row < weights.length; row++) {
      Arrays.fill(rowOf, next, next + (int) weights[row], row);
      next += (int) weights[row];
    }
    double[] ones = new double[rowOf.length];
    Arrays.fill(ones, 1);
    return new Sample(
        sources.stream().map(source -> chosen(source, rowOf)).toList(),
        chosen(target, rowOf),
        ones,
        Weights.Kind.ROWS);
  }

  static Variable chosen(Variable variable, int[] rows) {
    int[] values = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      values[i] = variable.values()[rows[i]];
    }
    return new Variable(values, variable.labels());
  }
}
