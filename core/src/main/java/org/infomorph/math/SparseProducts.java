package org.infomorph.math;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Products in single precision with inputs {@code x = offset + scale * v}, stored as bytes v of
 * which most are 0: {@code W·x = offset Σ_u w_u + scale W·v}, and likewise for the gradient. The
 * sums over v are in single precision, the rest in double precision.
 */
final class SparseProducts {
  /** Samples that are processed together; their sums fit into the L1 cache. */
  static final int CHUNK = 64;

  private static final SparseLoops LOOPS = SparseLoops.fastest();

  private final SparseLoops loops;

  /**
   * Weights or gradient sums, unit-major, {@code [units][stride]}: the values of all neurons for
   * one unit are contiguous.
   */
  private float[] byUnit = {};

  /** Sums or factors of a chunk of samples, {@code [CHUNK][stride]}. */
  private final float[] bySample = new float[CHUNK * SparseLoops.MOST_NEURONS];

  private int touched;

  SparseProducts() {
    this(LOOPS);
  }

  SparseProducts(SparseLoops loops) {
    this.loops = loops;
  }

  /** Whether this class makes the products: the inputs are sparse and the neurons few. */
  static boolean fit(int neurons, Activity inputs) {
    return neurons <= SparseLoops.MOST_NEURONS && inputs.sparse() != null;
  }

  void drives(DMatrixRMaj weights, Activity inputs, DMatrixRMaj drives) {
    Activity.SparseBatch batch = inputs.sparse();
    int neurons = weights.numRows;
    int units = weights.numCols;
    int samples = inputs.samples();
    int stride = stride(neurons);
    reserve(units * stride); // the sums in the padding are never read
    for (int n = 0; n < neurons; n++) {
      for (int u = 0; u < units; u++) {
        byUnit[u * stride + n] = (float) weights.data[n * units + u];
      }
    }
    for (int first = 0; first < samples; first += CHUNK) {
      int chunk = Math.min(CHUNK, samples - first);
      int at = batch.from() + first;
      touched ^= batch.rows().touch(batch.order(), at, at + chunk);
      for (int s = 0; s < chunk; s++) {
        int sample = batch.order()[at + s];
        batch.rows().sum(loops, sample, byUnit, neurons, stride, bySample, s * stride);
      }
      for (int n = 0; n < neurons; n++) {
        for (int s = 0; s < chunk; s++) {
          drives.data[n * samples + first + s] = batch.scale() * bySample[s * stride + n];
        }
      }
    }
    for (int n = 0; n < neurons; n++) {
      double total = batch.offset() * sum(weights.data, n * units, units);
      for (int s = n * samples; s < (n + 1) * samples; s++) {
        drives.data[s] += total;
      }
    }
  }

  void gradient(DMatrixRMaj driveGradients, Activity inputs, DMatrixRMaj gradient) {
    Activity.SparseBatch batch = inputs.sparse();
    int neurons = gradient.numRows;
    int units = gradient.numCols;
    int samples = inputs.samples();
    int stride = stride(neurons);
    reserve(units * stride);
    Arrays.fill(byUnit, 0, units * stride, 0);
    for (int first = 0; first < samples; first += CHUNK) {
      int chunk = Math.min(CHUNK, samples - first);
      for (int n = 0; n < neurons; n++) {
        for (int s = 0; s < chunk; s++) {
          bySample[s * stride + n] = (float) driveGradients.data[n * samples + first + s];
        }
      }
      for (int s = 0; s < chunk; s++) {
        int sample = batch.order()[batch.from() + first + s];
        batch.rows().spread(loops, sample, bySample, s * stride, byUnit, neurons, stride);
      }
    }
    for (int n = 0; n < neurons; n++) {
      double total = batch.offset() * sum(driveGradients.data, n * samples, samples);
      for (int u = 0; u < units; u++) {
        gradient.data[n * units + u] = total + batch.scale() * byUnit[u * stride + n];
      }
    }
  }

  private static int stride(int neurons) {
    return neurons <= SparseLoops.LANES ? SparseLoops.LANES : SparseLoops.MOST_NEURONS;
  }

  private void reserve(int size) {
    if (byUnit.length < size) {
      byUnit = new float[size];
    }
  }

  private static double sum(double[] values, int from, int count) {
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += values[i];
    }
    return sum;
  }
}
