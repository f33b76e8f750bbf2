package org.infomorph.math;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Products with inputs {@code x = offset + scale * v} that are known as bytes v most of which are
 * 0: {@code W·x = offset Σ_u w_u + scale W·v}, and likewise for the gradient.
 */
final class SparseProducts {
  /** Weights or gradient sums unit-major, {@code [units][neurons]}: one entry meets all neurons. */
  private double[] byUnit = {};

  private double[] totals = {};

  void drives(DMatrixRMaj weights, Activity inputs, DMatrixRMaj drives) {
    Activity.SparseBatch batch = inputs.sparse();
    int neurons = weights.numRows;
    int units = weights.numCols;
    int samples = inputs.samples();
    grow(neurons, units);
    for (int n = 0; n < neurons; n++) {
      double total = 0;
      for (int u = 0; u < units; u++) {
        double weight = weights.data[n * units + u];
        total += weight;
        byUnit[u * neurons + n] = weight;
      }
      totals[n] = batch.offset() * total;
    }
    for (int s = 0; s < samples; s++) {
      int sample = batch.order()[batch.from() + s];
      batch.rows().sums(sample, byUnit, neurons, drives.data, samples, s);
    }
    for (int n = 0; n < neurons; n++) {
      for (int s = n * samples; s < (n + 1) * samples; s++) {
        drives.data[s] = totals[n] + batch.scale() * drives.data[s];
      }
    }
  }

  void gradient(DMatrixRMaj driveGradients, Activity inputs, DMatrixRMaj gradient) {
    Activity.SparseBatch batch = inputs.sparse();
    int neurons = gradient.numRows;
    int units = gradient.numCols;
    int samples = inputs.samples();
    grow(neurons, units);
    Arrays.fill(byUnit, 0, neurons * units, 0);
    for (int s = 0; s < samples; s++) {
      int sample = batch.order()[batch.from() + s];
      batch.rows().spread(sample, driveGradients.data, samples, s, byUnit, neurons);
    }
    for (int n = 0; n < neurons; n++) {
      double total = 0;
      for (int s = n * samples; s < (n + 1) * samples; s++) {
        total += driveGradients.data[s];
      }
      for (int u = 0; u < units; u++) {
        gradient.data[n * units + u] =
            batch.offset() * total + batch.scale() * byUnit[u * neurons + n];
      }
    }
  }

  private void grow(int neurons, int units) {
    if (byUnit.length < neurons * units) {
      byUnit = new double[neurons * units];
    }
    if (totals.length < neurons) {
      totals = new double[neurons];
    }
  }
}
