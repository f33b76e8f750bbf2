package org.infomorph.observations;

import java.util.Arrays;
import java.util.List;
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
    /** Numbers the categories that occur anew, in the order of their first rows. */
    static Variable ofCategories(int[] codes, List<String> texts) {
      int[] number = new int[texts.size()];
      Arrays.fill(number, -1);
      var labels = new java.util.ArrayList<String>();
      int[] values = new int[codes.length];
      for (int row = 0; row < codes.length; row++) {
        int code = codes[row];
        if (number[code] < 0) {
          number[code] = labels.size();
          labels.add(texts.get(code));
        }
        values[row] = number[code];
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
