package org.infomorph.math;

import org.ejml.data.DMatrixRMaj;

/**
 * Products in single precision. Weights and gradients are converted in one pass over the matrix;
 * the product itself makes {@code units} or {@code samples} passes, so the conversion is cheap. Few
 * neurons read sparse inputs directly from their stored form.
 */
final class SingleProducts extends Products {
  private final SparseProducts sparse = new SparseProducts();
  private float[] left = {};
  private float[] right = {};
  private float[] result = {};

  @Override
  public Precision precision() {
    return Precision.SINGLE;
  }

  @Override
  void multiplyDrives(DMatrixRMaj weights, Activity inputs, DMatrixRMaj drives) {
    if (SparseProducts.fit(weights.numRows, inputs)) {
      sparse.drives(weights, inputs, drives);
      return;
    }
    int neurons = weights.numRows;
    int units = weights.numCols;
    int samples = inputs.samples();
    boolean sampleMajor = inputs.layout() == Activity.Layout.SAMPLE_MAJOR;
    left = narrow(weights.data, neurons * units, left);
    right = grown(right, neurons * samples);
    gemm.multiply(
        sampleMajor,
        false,
        samples,
        neurons,
        units,
        inputs.singles(),
        sampleMajor ? units : samples,
        left,
        units,
        right);
    widen(right, neurons * samples, drives.data);
  }

  @Override
  void multiplyGradient(DMatrixRMaj driveGradients, Activity inputs, DMatrixRMaj gradient) {
    if (SparseProducts.fit(gradient.numRows, inputs)) {
      sparse.gradient(driveGradients, inputs, gradient);
      return;
    }
    int neurons = gradient.numRows;
    int units = gradient.numCols;
    int samples = inputs.samples();
    boolean sampleMajor = inputs.layout() == Activity.Layout.SAMPLE_MAJOR;
    left = narrow(driveGradients.data, neurons * samples, left);
    right = grown(right, neurons * units);
    gemm.multiply(
        !sampleMajor,
        false,
        units,
        neurons,
        samples,
        inputs.singles(),
        sampleMajor ? units : samples,
        left,
        samples,
        right);
    widen(right, neurons * units, gradient.data);
  }

  @Override
  void multiplyInputGradients(
      DMatrixRMaj weights, DMatrixRMaj driveGradients, DMatrixRMaj inputGradients) {
    int neurons = weights.numRows;
    int units = weights.numCols;
    int samples = driveGradients.numCols;
    left = narrow(driveGradients.data, neurons * samples, left);
    right = narrow(weights.data, neurons * units, right);
    result = grown(result, units * samples);
    gemm.multiply(false, true, samples, units, neurons, left, samples, right, units, result);
    widen(result, units * samples, inputGradients.data);
  }

  private static float[] narrow(double[] from, int size, float[] buffer) {
    float[] to = grown(buffer, size);
    for (int i = 0; i < size; i++) {
      to[i] = (float) from[i];
    }
    return to;
  }

  private static void widen(float[] from, int size, double[] to) {
    for (int i = 0; i < size; i++) {
      to[i] = from[i];
    }
  }

  private static float[] grown(float[] buffer, int size) {
    return buffer.length >= size ? buffer : new float[size];
  }
}
