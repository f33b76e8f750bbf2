package org.infomorph.measures;

import java.util.List;
import org.infomorph.Golden;
import org.infomorph.pid.JointHistogram;

/** Outcomes of some sources and a target, with their probabilities. */
record Table(int[][] values, int[] target, double[] weights) {
  static Table of(Golden distribution) {
    List<Golden> rows = distribution.get("pmf").elements();
    int sources = distribution.integer("sources");
    var table =
        new Table(new int[sources][rows.size()], new int[rows.size()], new double[rows.size()]);
    for (int row = 0; row < rows.size(); row++) {
      List<Golden> entry = rows.get(row).elements();
      int[] outcome = entry.get(0).integers();
      for (int i = 0; i < sources; i++) {
        table.values[i][row] = outcome[i];
      }
      table.target[row] = outcome[sources];
      table.weights[row] = entry.get(1).number();
    }
    return table;
  }

  JointHistogram histogram() {
    return JointHistogram.ofTable(values, target, weights);
  }
}
